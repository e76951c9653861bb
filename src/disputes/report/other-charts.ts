import { axisX, axisY, barX, gridX, ruleX, text } from "@observablehq/plot";
import { minorUnits } from "../../flows/speech/index.js";
import type { Analysis } from "../analyse.js";
import { perMonth } from "../answer.js";
import type { Effect } from "../effect.js";
import {
  formatCount,
  formatMoney,
  formatShare,
  shareOf,
} from "../format-money.js";
import { stepLabels } from "../present.js";
import {
  colours,
  drawChart,
  moneyTick,
  toMajor,
  type ChartDocument,
} from "./chart.js";
import type { Html } from "./html.js";

/** From handling cost to net gain, step by step, a month. */
export function stepsChart(
  effect: Effect,
  analysis: Analysis,
  document: ChartDocument,
): Html {
  const { currency, months } = analysis;
  const places = minorUnits(currency);
  let reached = 0;
  const bars = stepLabels(effect, analysis).map(({ label, amount, total }) => {
    const from = total ? 0 : reached;
    reached = from + amount;
    const name = label.replace(/^= /, "");
    const end = (value: number) =>
      toMajor(perMonth(value, months.length), places);
    return {
      name,
      from: end(from),
      to: end(reached),
      right: Math.max(end(from), end(reached)),
      fill: total
        ? colours.gain
        : amount < 0
          ? colours.disputed
          : colours.handling,
      label: formatMoney(perMonth(amount, months.length), currency),
      weight: total ? 700 : 400,
    };
  });
  return drawChart(
    {
      document,
      height: 44 + bars.length * 32,
      marginLeft: 230,
      marginRight: 100,
      says: `How a gain of ${formatMoney(perMonth(effect.net.expected, months.length), currency)} a month comes about.`,
      y: { domain: bars.map(({ name }) => name), padding: 0.3 },
    },
    [
      axisY({ label: null, tickSize: 0 }),
      barX(bars, { y: "name", x1: "from", x2: "to", fill: "fill", rx: 2 }),
      ruleX([0], { stroke: colours.text, strokeOpacity: 0.6 }),
      ...[400, 700].map((weight) =>
        text(
          bars.filter((bar) => bar.weight === weight),
          {
            y: "name",
            x: "right",
            text: "label",
            textAnchor: "start",
            dx: 6,
            fontWeight: weight,
            fill: colours.text,
          },
        ),
      ),
    ],
  );
}

/** Handling cost against money in dispute, by size of the claim, a month. */
export function sizesChart(
  { sizes, currency, months }: Analysis,
  document: ChartDocument,
): Html {
  const places = minorUnits(currency);
  const monthly = (amount: number) =>
    toMajor(perMonth(amount, months.length), places);
  const bars = sizes.flatMap(({ from, to, handling, claimed, claims }) => {
    const band = `${from === 0 ? "up to" : `${moneyTick(toMajor(from, places))} to`} ${moneyTick(toMajor(to, places))}`;
    const each = (amount: number) =>
      claims === 0
        ? ""
        : `${formatMoney(perMonth(amount, months.length), currency)}, ${formatMoney(Math.round(amount / claims), currency)} each`;
    return [
      {
        band,
        kind: "handling",
        value: monthly(handling),
        label: each(handling),
      },
      {
        band,
        kind: "in dispute",
        value: monthly(claimed),
        label: each(claimed),
      },
    ];
  });
  return drawChart(
    {
      document,
      height: 50 + sizes.length * 44,
      marginLeft: 20,
      marginRight: 175,
      says: "Handling cost and money in dispute by size of the claim: handling weighs more where claims are small, the claims weigh more where they are large.",
      fy: {
        domain: [...new Set(bars.map(({ band }) => band))],
        label: null,
        axis: "left",
        padding: 0.25,
      },
      y: { axis: null, domain: ["handling", "in dispute"], padding: 0.08 },
      facet: { marginLeft: 120 },
    },
    [
      gridX({ stroke: colours.faint, strokeOpacity: 1 }),
      axisX({ tickFormat: moneyTick, label: `${currency} a month`, ticks: 6 }),
      barX(bars, {
        fy: "band",
        y: "kind",
        x: "value",
        fill: ({ kind }: { kind: string }) =>
          kind === "handling" ? colours.handling : colours.disputed,
        rx: 1,
      }),
      text(bars, {
        fy: "band",
        y: "kind",
        x: "value",
        text: "label",
        textAnchor: "start",
        dx: 5,
        fontSize: 11,
        fill: colours.text,
      }),
    ],
  );
}

/** Share of customers and of claims, by how often a customer claims. */
export function repeatsChart(
  { repeats }: Analysis,
  document: ChartDocument,
): Html {
  const claims = repeats.byCount.reduce((all, one) => all + one.claims, 0);
  const bars = repeats.byCount.flatMap((band) => {
    const name =
      band.to === band.from
        ? `${band.from}`
        : band.to === undefined
          ? `${band.from} or more`
          : `${band.from} to ${band.to}`;
    return [
      shareBar(name, "customers", band.customers, repeats.customers),
      shareBar(name, "claims", band.claims, claims),
    ];
  });
  return drawChart(
    {
      document,
      height: 50 + repeats.byCount.length * 44,
      marginLeft: 20,
      marginRight: 130,
      says: "Customers and their claims, by how often a customer claims.",
      fy: {
        domain: [...new Set(bars.map(({ name }) => name))],
        label: null,
        axis: "left",
        padding: 0.25,
      },
      y: { axis: null, domain: ["customers", "claims"], padding: 0.08 },
      facet: { marginLeft: 120 },
      x: { domain: [0, 100] },
    },
    [
      gridX({ stroke: colours.faint, strokeOpacity: 1 }),
      axisX({
        tickFormat: (value: number) => `${value}%`,
        label: null,
        ticks: 5,
      }),
      barX(bars, {
        fy: "name",
        y: "kind",
        x: "share",
        fill: ({ kind }: { kind: string }) =>
          kind === "customers" ? colours.handling : colours.disputed,
        rx: 1,
      }),
      text(bars, {
        fy: "name",
        y: "kind",
        x: "share",
        text: "label",
        textAnchor: "start",
        dx: 5,
        fontSize: 11,
        fill: colours.text,
      }),
    ],
  );
}

function shareBar(name: string, kind: string, count: number, of: number) {
  const share = shareOf(count, of);
  return {
    name,
    kind,
    share: share / 100,
    label: `${formatShare(share)}, ${formatCount(count)} ${kind}`,
  };
}
