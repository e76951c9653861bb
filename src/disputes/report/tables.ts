import type { Analysis } from "../analyse.js";
import { perMonth } from "../answer.js";
import { formatCount, formatMoney, formatShare } from "../format-money.js";
import { pointsToShow } from "../present.js";
import type { Total } from "../totals.js";
import { html, type Html } from "./html.js";

/** A table that opens on a click: figures for those who want them. */
function table(
  summary: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  chosen = -1,
): Html {
  return html`<details>
    <summary>${summary}</summary>
    <div class="table">
      <table>
        <thead>
          <tr>
            ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row, at) =>
              html`<tr class="${at === chosen ? "chosen" : ""}">
                ${row.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

/** Net gain a month at round thresholds. */
export function gainTable(analysis: Analysis): Html {
  const { currency, months, assumptions, chosen } = analysis;
  const { low, high } = assumptions.induced.value;
  const monthly = (amount: number) =>
    formatMoney(perMonth(amount, months.length), currency);
  const points = pointsToShow(analysis);
  return table(
    "Figures",
    [
      "threshold",
      "claims a month",
      "conceded",
      "plain gain",
      `net at ${formatShare(high)}`,
      `net at ${formatShare(low)}`,
      "net, expected",
    ],
    points.map(({ threshold, under, settled, net }) => [
      formatMoney(threshold, currency),
      formatCount(perMonth(under.claims, months.length)),
      monthly(settled.claimed),
      monthly(net.plain),
      monthly(net.high),
      monthly(net.low),
      monthly(net.expected),
    ]),
    points.findIndex(({ threshold }) => threshold === chosen.threshold),
  );
}

/** Totals by name: months, categories, channels, outcomes. */
export function totalsTable(
  summary: string,
  totals: readonly Total[],
  currency: string,
): Html {
  return table(
    summary,
    ["", "claims", "in dispute", "credited", "handling"],
    totals.map(({ name, claims, claimed, credited, handling }) => [
      name,
      formatCount(claims),
      formatMoney(claimed, currency),
      formatMoney(credited, currency),
      formatMoney(handling, currency),
    ]),
  );
}

/** What other rates of induced claims would mean. */
export function sensitivityTable(analysis: Analysis): Html {
  const { sensitivity, currency, months, chosen } = analysis;
  return html`<div class="table">
    <table>
      <thead>
        <tr>
          <th scope="col">further claims for each conceded one</th>
          <th scope="col">
            gain a month up to ${formatMoney(chosen.threshold, currency)}
          </th>
          <th scope="col">best threshold then</th>
        </tr>
      </thead>
      <tbody>
        ${sensitivity.map(
          ({ rate, net, best }) =>
            html`<tr>
              <td>${formatShare(rate)}</td>
              <td>${formatMoney(perMonth(net, months.length), currency)}</td>
              <td>
                ${best === undefined ? "none pays" : formatMoney(best, currency)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
