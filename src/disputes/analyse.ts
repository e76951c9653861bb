import { sum } from "./arithmetic.js";
import { assume, type Assumptions, type Chosen } from "./assumptions.js";
import {
  HistoryError,
  type History,
  type Notice,
  type UnreadRow,
} from "./claim.js";
import { costClaims, type CostedClaim } from "./cost-claims.js";
import { drawCurve, netGain, type CurvePoint } from "./curve.js";
import { examine, type Effect } from "./effect.js";
import { countOf, formatCount, formatMoney } from "./format-money.js";
import {
  evidenceOf,
  largestBest,
  recommend,
  type Evidence,
  type Recommendation,
} from "./recommend.js";
import { countRepeats, type Repeats } from "./repeats.js";
import { dayText } from "./read-date.js";
import { thresholdsUpTo } from "./thresholds.js";
import {
  boundsOf,
  monthsOf,
  totalsByCount,
  totalsByMonth,
  totalsBySize,
  type Band,
  type Total,
} from "./totals.js";

/** All that is said of a history, in minor units of one currency, over the whole of it. */
export interface Analysis {
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  readonly whole: Omit<Total, "name">;
  readonly months: readonly Total[];
  readonly categories: readonly Total[];
  readonly channels: readonly Total[];
  readonly outcomes: readonly Total[];
  readonly sizes: readonly Band[];
  readonly repeats: Repeats;
  readonly assumptions: Assumptions;
  readonly handlingSource: string;
  readonly curve: readonly CurvePoint[];
  /** How much history each point of the curve has. */
  readonly evidence: readonly Evidence[];
  readonly recommendation: Recommendation;
  /** The recommended threshold looked at closely; else the one that gains most, to show what there is. */
  readonly chosen: Effect;
  /** The threshold that was asked about, if one was. */
  readonly asked: Effect | undefined;
  readonly sensitivity: readonly Sensitivity[];
  readonly notices: readonly Notice[];
  readonly unread: readonly UnreadRow[];
}

/** What another rate of induced claims would mean. */
export interface Sensitivity {
  /** Further claims for each concession, in ten-thousandths. */
  readonly rate: number;
  /** Net gain of the chosen threshold. */
  readonly net: number;
  /** The threshold that would be best then, whether or not there is enough history; none when none pays. */
  readonly best: number | undefined;
}

const rates = [0, 1000, 2500, 5000, 10_000, 20_000, 40_000];

/**
 * The economics of conceding small claims at once. `threshold`: one to look at closely besides, in minor units. Pure and
 * deterministic; HistoryError when no claim is in the chosen currency or no handling cost is known.
 */
export function analyse(
  history: History,
  choice: Chosen,
  threshold?: number,
): Analysis {
  const assumptions = assume(choice);
  const { currency } = assumptions;
  const own = history.claims.filter((claim) => claim.currency === currency);
  if (own.length === 0)
    throw new HistoryError(
      `No claim in ${currency} could be read. ${tellCurrencies(history)}${tellUnread(history)}`,
    );
  const costed = costClaims(own, assumptions);
  const { claims } = costed;
  const months = monthsOf(claims);
  const [least, largest] = boundsOf(claims);
  const curve = drawCurve(claims, thresholdsUpTo(least, largest), assumptions);
  const evidence = evidenceOf(
    claims,
    curve.map((point) => point.threshold),
  );
  const recommendation = recommend(curve, evidence, currency);
  const shown = pointToShow(curve, recommendation);
  return {
    currency,
    from: dayText(claims[0]?.day ?? 0),
    to: dayText(claims.at(-1)?.day ?? 0),
    rows: history.rows,
    whole: wholeOf(claims),
    months: totalsByMonth(claims, months),
    categories: totalsByCount(claims, ({ category }) => category),
    channels: totalsByCount(claims, ({ channel }) => channel),
    outcomes: totalsByCount(claims, ({ outcome }) => outcome),
    sizes: totalsBySize(claims),
    repeats: countRepeats(claims, assumptions.guard),
    assumptions,
    handlingSource: costed.handlingSource,
    curve,
    evidence,
    recommendation,
    chosen: examine(shown, claims, months, assumptions),
    asked:
      threshold === undefined
        ? undefined
        : examine(
            pointAt(threshold, largest, currency, claims, assumptions),
            claims,
            months,
            assumptions,
          ),
    sensitivity: rates.map((rate) => vary(rate, shown, curve, assumptions)),
    notices: [
      ...history.notices,
      ...costed.notices,
      ...noteOtherCurrencies(history, currency),
      ...noteShortMonths(claims),
    ],
    unread: history.unread,
  };
}

function pointToShow(
  curve: readonly CurvePoint[],
  recommendation: Recommendation,
): CurvePoint {
  const threshold =
    recommendation.kind === "threshold"
      ? recommendation.threshold
      : largestBest(curve, ({ net }) => net.expected)?.threshold;
  const point =
    curve.find((one) => one.threshold === threshold) ?? curve.at(-1);
  if (point === undefined) throw new RangeError("A curve has a point.");
  return point;
}

function pointAt(
  threshold: number,
  largest: number,
  currency: string,
  claims: readonly CostedClaim[],
  assumptions: Assumptions,
): CurvePoint {
  if (threshold > largest)
    throw new HistoryError(
      `The largest claim of the history is ${formatMoney(largest, currency)}; nothing is known of a threshold of ${formatMoney(threshold, currency)}.`,
    );
  const [point] = drawCurve(
    claims.filter(({ claimed }) => claimed <= threshold),
    [threshold],
    assumptions,
  );
  if (point === undefined) throw new RangeError("A curve has a point.");
  return point;
}

function vary(
  rate: number,
  shown: CurvePoint,
  curve: readonly CurvePoint[],
  assumptions: Assumptions,
): Sensitivity {
  const induced = {
    ...assumptions.induced,
    value: { ...assumptions.induced.value, expected: rate },
  };
  const gainOf = (point: CurvePoint) =>
    netGain(point, { ...assumptions, induced }).expected;
  return {
    rate,
    net: gainOf(shown),
    best: largestBest(curve, gainOf)?.threshold,
  };
}

function wholeOf(claims: readonly CostedClaim[]): Omit<Total, "name"> {
  return {
    claims: claims.length,
    claimed: sum(claims.map(({ claimed }) => claimed)),
    credited: sum(claims.map(({ credited }) => credited)),
    handling: sum(claims.map(({ handling }) => handling)),
  };
}

function noteOtherCurrencies(history: History, currency: string): Notice[] {
  const others = history.claims.filter((claim) => claim.currency !== currency);
  const [first] = others;
  if (first === undefined) return [];
  return [
    {
      line: first.line,
      text: `${countOf(others.length, "claim")} not in ${currency}, left out. ${tellCurrencies(history)}Say --currency to analyse another.`,
    },
  ];
}

function tellCurrencies({ claims }: History): string {
  const counts = new Map<string, number>();
  for (const { currency } of claims)
    counts.set(currency, (counts.get(currency) ?? 0) + 1);
  if (counts.size === 0) return "";
  const each = [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([currency, count]) => `${formatCount(count)} in ${currency}`);
  return `The file has ${each.join(", ")}. `;
}

function tellUnread({ unread }: History): string {
  const [first] = unread;
  return first === undefined
    ? ""
    : `${countOf(unread.length, "row")} not read; the first, on line ${first.line}: ${first.column} "${first.text}" ${first.why}.`;
}

// A month that the file shows only in part lowers every monthly average.
function noteShortMonths(claims: readonly CostedClaim[]): Notice[] {
  const [first, last] = [claims[0], claims.at(-1)];
  if (first === undefined || last === undefined) return [];
  const begins = Number(dayText(first.day).slice(8));
  const ends = new Date((last.day + 7) * 86_400_000).getUTCDate();
  const texts: string[] = [];
  if (begins > 7) texts.push(`begins on ${dayText(first.day)}`);
  if (ends > 7) texts.push(`ends on ${dayText(last.day)}`);
  if (texts.length === 0) return [];
  return [
    {
      text: `The history ${texts.join(" and ")}, within a month; monthly averages count that month as a whole one and come out a little low.`,
    },
  ];
}

/** The currency that most claims are in. */
export function commonestCurrency(history: History): string | undefined {
  const counts = new Map<string, number>();
  for (const { currency } of history.claims)
    counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}
