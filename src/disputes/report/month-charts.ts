import {
  axisX,
  axisY,
  barY,
  gridY,
  lineY,
  ruleY,
  dot,
} from "@observablehq/plot";
import { minorUnits } from "../../flows/speech/index.js";
import type { Analysis } from "../analyse.js";
import { formatMoney } from "../format-money.js";
import type { Total } from "../totals.js";
import {
  colours,
  drawChart,
  moneyTick,
  toMajor,
  type ChartDocument,
} from "./chart.js";
import type { Html } from "./html.js";

/** Claims a month, those up to the threshold dark. */
export function claimsChart(analysis: Analysis, document: ChartDocument): Html {
  return stackedMonths(analysis, document, {
    valueOf: ({ claims }) => claims,
    label: "claims",
    says: "Claims by month, those up to the threshold apart from the larger ones.",
  });
}

/** Money in dispute a month, that of claims up to the threshold dark. */
export function moneyChart(analysis: Analysis, document: ChartDocument): Html {
  const places = minorUnits(analysis.currency);
  return stackedMonths(analysis, document, {
    valueOf: ({ claimed }) => toMajor(claimed, places),
    label: `${analysis.currency} in dispute`,
    says: "Money in dispute by month, that of claims up to the threshold apart from the larger ones.",
  });
}

interface Stack {
  readonly valueOf: (total: Total) => number;
  readonly label: string;
  readonly says: string;
}

function stackedMonths(
  { months, chosen }: Analysis,
  document: ChartDocument,
  { valueOf, label, says }: Stack,
): Html {
  const bars = months.flatMap((month, at) => {
    const under = chosen.byMonth[at];
    const small = under === undefined ? 0 : valueOf(under);
    return [
      { month: month.name, value: small, fill: colours.disputed },
      { month: month.name, value: valueOf(month) - small, fill: colours.faint },
    ];
  });
  return drawChart(
    { document, height: 210, marginBottom: 34, says, ...byMonth(months) },
    [
      gridY({ stroke: colours.faint, strokeOpacity: 1 }),
      monthAxis(months),
      axisY({ tickFormat: moneyTick, label, ticks: 5 }),
      barY(bars, { x: "month", y: "value", fill: "fill", order: null }),
      ruleY([0], { stroke: colours.text, strokeOpacity: 0.6 }),
    ],
  );
}

/** What it cost a month to handle the claims up to the threshold, against what they were about. */
export function handlingChart(
  { months, chosen, currency }: Analysis,
  document: ChartDocument,
): Html {
  const places = minorUnits(currency);
  const rows = chosen.byMonth.map(({ name, handling, claimed }) => ({
    month: name,
    handling: toMajor(handling, places),
    claimed: toMajor(claimed, places),
  }));
  const line = (y: "handling" | "claimed", stroke: string) => [
    lineY(rows, { x: "month", y, stroke, strokeWidth: 2.5 }),
    dot(rows, { x: "month", y, fill: stroke, r: 3 }),
  ];
  return drawChart(
    {
      document,
      height: 240,
      marginBottom: 34,
      says: `Handling cost and money in dispute by month, for claims up to ${formatMoney(chosen.threshold, currency)}.`,
      ...byMonth(months),
      y: { zero: true },
    },
    [
      gridY({ stroke: colours.faint, strokeOpacity: 1 }),
      monthAxis(months),
      axisY({ tickFormat: moneyTick, label: currency, ticks: 5 }),
      ...line("handling", colours.handling),
      ...line("claimed", colours.disputed),
      ruleY([0], { stroke: colours.text, strokeOpacity: 0.6 }),
    ],
  );
}

function byMonth(months: readonly Total[]) {
  return {
    x: { type: "band" as const, domain: months.map(({ name }) => name) },
    marginLeft: 60,
  };
}

// At most a dozen names fit beneath; the first of a year always says the year.
function monthAxis(months: readonly Total[]) {
  const every = Math.ceil(months.length / 12);
  const named = months
    .filter((_, at) => at % every === 0)
    .map(({ name }) => name);
  return axisX({
    ticks: named,
    label: null,
    tickFormat: (name: string) => monthName(name),
  });
}

const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function monthName(month: string): string {
  const [year = "", number = ""] = month.split("-");
  return `${names[Number(number) - 1] ?? ""} ${year.slice(2)}`;
}
