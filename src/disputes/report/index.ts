/**
 * The analysis as one page that needs nothing else: no script, no font, no address outside. It promises charts drawn from the same
 * figures as the text, each with its numbers in a table and a sentence for screen readers. It is given a document to draw in (a
 * browser's own, or a light one) and knows no file. The command line writes it; the console may show it in a frame.
 */
import type { Analysis } from "../analyse.js";
import {
  answerOf,
  breakEvenSentences,
  guardSentences,
  perMonth,
  unknowns,
} from "../answer.js";
import {
  countOf,
  formatCount,
  formatMoney,
  formatShare,
} from "../format-money.js";
import { describeAssumptions, isRecommended } from "../present.js";
import { colours, type ChartDocument } from "./chart.js";
import { gainChart } from "./gain-chart.js";
import { html, raw, type Html } from "./html.js";
import { claimsChart, handlingChart, moneyChart } from "./month-charts.js";
import { repeatsChart, sizesChart, stepsChart } from "./other-charts.js";
import { style } from "./style.js";
import { gainTable, sensitivityTable, totalsTable } from "./tables.js";

/** The whole page as text. `file`: what to call the history. */
export function renderReport(
  analysis: Analysis,
  file: string,
  document: ChartDocument,
): string {
  const { headline, reasons } = answerOf(analysis);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Small disputes: ${file}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          ${opening(analysis, file)}
          <h1>${headline}</h1>
          ${tiles(analysis)} ${list(reasons)} ${notices(analysis)}
          ${gainSection(analysis, document)} ${stepsSection(analysis, document)}
          ${monthSections(analysis, document)}
          ${repeatSection(analysis, document)}
          <h2>If conceding brings further claims</h2>
          <p class="quiet">Each is priced at the full threshold.</p>
          ${sensitivityTable(analysis)}
          <h2>What was assumed</h2>
          ${list(describeAssumptions(analysis))}
          <h2>What this does not know</h2>
          ${list(unknowns)} ${unread(analysis)}
        </main>
      </body>
    </html> `;
  return page.markup;
}

function list(texts: readonly string[]): Html {
  return html`<ul>
    ${texts.map((one) => html`<li>${one}</li>`)}
  </ul>`;
}

function opening(analysis: Analysis, file: string): Html {
  const { whole, from, to, currency } = analysis;
  return html`<p class="quiet">
    ${file}: ${countOf(whole.claims, "claim")} in ${currency}, ${from} to ${to}
  </p>`;
}

function tiles(analysis: Analysis): Html {
  const { chosen, currency, months, repeats } = analysis;
  const caveat = isRecommended(analysis) ? "" : ", no recommendation";
  const monthly = (amount: number) =>
    formatMoney(perMonth(amount, months.length), currency);
  const upTo = `up to ${formatMoney(chosen.threshold, currency)}`;
  const shown = [
    [monthly(chosen.net.expected), `net gain a month ${upTo}${caveat}`],
    [monthly(chosen.under.handling), `handling a month ${upTo}`],
    [monthly(chosen.under.claimed), "in dispute in these claims"],
    [
      repeats.customers === 0
        ? "–"
        : formatShare(chosen.repeats.repeatingShare),
      "of their customers claim more than once",
    ],
  ];
  return html`<div class="tiles">
    ${shown.map(
      ([figure, label]) =>
        html`<div class="tile">
          <b>${figure}</b><span class="quiet">${label}</span>
        </div>`,
    )}
  </div>`;
}

function notices({ notices: all }: Analysis): Html {
  if (all.length === 0) return html``;
  return html`<div class="notice">
    ${list(
      all.map(({ line, text }) =>
        line === undefined ? text : `Line ${line}: ${text}`,
      ),
    )}
  </div>`;
}

function gainSection(analysis: Analysis, document: ChartDocument): Html {
  return html`<h2>Net gain by threshold</h2>
    <figure>
      ${gainChart(analysis, document)}
      <figcaption>
        After line cost, guard and induced claims. The band shows what fewer or
        more induced claims would do; the line is dashed where there is not
        enough history to recommend.
      </figcaption>
    </figure>
    ${gainTable(analysis)}`;
}

function stepsSection(analysis: Analysis, document: ChartDocument): Html {
  const { chosen, asked, currency } = analysis;
  const effects =
    asked === undefined || asked.threshold === chosen.threshold
      ? [chosen]
      : [chosen, asked];
  return html`${effects.map(
    (effect) =>
      html`<h2>
          How the gain comes about up to
          ${formatMoney(effect.threshold, currency)}${effect === chosen ? "" : ", the amount asked about"}
        </h2>
        <figure>
          ${stepsChart(effect, analysis, document)}
          <figcaption>
            ${currency} a month, on average. The plain gain lay between
            ${formatMoney(effect.months.plainLeast, currency)} and
            ${formatMoney(effect.months.plainMost, currency)} in each month.
          </figcaption>
        </figure>
        ${list([...guardSentences(effect, analysis), ...(effect === chosen ? [] : breakEvenSentences(effect, analysis))])}`,
  )}`;
}

function monthSections(analysis: Analysis, document: ChartDocument): Html {
  const { currency, chosen } = analysis;
  const upTo = `up to ${formatMoney(chosen.threshold, currency)}`;
  return html`<h2>Handling against money in dispute</h2>
    <p class="quiet">
      ${key(colours.handling)}handling cost ${key(colours.disputed)}money in
      dispute; claims ${upTo}, by month
    </p>
    <figure>${handlingChart(analysis, document)}</figure>
    <p class="quiet">
      By size of the claim (in ${currency}), a month: where the bars change
      places, arguing begins to pay.
    </p>
    <figure>${sizesChart(analysis, document)}</figure>
    <h2>Claims and money by month</h2>
    <p class="quiet">
      ${key(colours.disputed)}${upTo} ${key(colours.faint)}larger
    </p>
    <figure>${claimsChart(analysis, document)}</figure>
    <figure>${moneyChart(analysis, document)}</figure>
    ${totalsTable("Figures by month", analysis.months, currency)}
    ${totalsTable("By category", analysis.categories, currency)}
    ${totalsTable("By outcome", analysis.outcomes, currency)}
    ${totalsTable("By channel", analysis.channels, currency)}`;
}

function key(colour: string): Html {
  return html`<span class="key" style="background:${colour}"></span>`;
}

function repeatSection(analysis: Analysis, document: ChartDocument): Html {
  const { repeats } = analysis;
  if (repeats.customers === 0) return html``;
  return html`<h2>Who claims repeatedly</h2>
    <p class="quiet">
      ${key(colours.handling)}customers ${key(colours.disputed)}their claims, by
      how many each customer made; ${formatShare(repeats.repeatingShare)} of
      ${countOf(repeats.customers, "customer")} claim more than once, with
      ${formatShare(repeats.repeatingClaimsShare)} of the claims.
    </p>
    <figure>${repeatsChart(analysis, document)}</figure>`;
}

const unreadShown = 200;

function unread({ unread: rows, rows: all }: Analysis): Html {
  if (rows.length === 0) return html``;
  return html`<h2>Rows that were not read</h2>
    <p class="quiet">
      ${formatCount(rows.length)} of
      ${formatCount(all)}${rows.length > unreadShown ? `; the first ${unreadShown}` : ""}
    </p>
    <div class="table">
      <table>
        <thead>
          <tr>
            <th scope="col">line</th>
            <th scope="col">column</th>
            <th scope="col">text and reason</th>
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, unreadShown).map(
            ({ line, column, text, why }) =>
              html`<tr>
                <td>${line}</td>
                <td>${column}</td>
                <td class="words">“${text}” ${why}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
