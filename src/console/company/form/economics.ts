/** What conceding at a threshold gains: by the company's own history, or by the assumptions that stand in for one. */
import {
  analyse,
  assume,
  netGain,
  readHistory,
  type Analysis,
  type Assumptions,
  type Guard,
} from "../../../disputes/index.js";

/** Gains in minor units, at the low, expected and high rate of further claims. */
export interface Point {
  readonly threshold: number;
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

export interface Economics {
  readonly points: readonly Point[];
  readonly assumptions: Assumptions;
  /** Absent: each point is one claim of just that amount; else a month of the history. */
  readonly history?: Analysis;
}

/** `undefined`: what arguing a claim costs is known of no history, and not assumed in this currency. */
export function assumedEconomics(
  currency: string,
  guard: Guard | undefined,
): Economics | undefined {
  const assumptions = assume({ currency, ...(guard && { guard }) });
  const handling = assumptions.handlingCost?.value;
  if (handling === undefined) return undefined;
  const points = Array.from({ length: 61 }, (_, step) => {
    const threshold = Math.round((handling * 2 * step) / 60);
    const claim = { claims: 1, claimed: threshold, handling, credited: 0 };
    const sums = { threshold, under: claim, settled: claim };
    return { threshold, ...netGain(sums, assumptions) };
  });
  return { points, assumptions };
}

/** Throws a `HistoryError` that says what the file lacks. */
export function historyEconomics(
  bytes: Uint8Array,
  currency: string,
  guard: Guard | undefined,
): Economics {
  const history = analyse(
    readHistory(bytes, { currency, columns: new Map() }),
    { currency, ...(guard && { guard }) },
  );
  const months = history.months.length;
  const points = history.curve.map(({ threshold, net }) => ({
    threshold,
    low: net.low / months,
    expected: net.expected / months,
    high: net.high / months,
  }));
  return { points, assumptions: history.assumptions, history };
}

/** What stands at a threshold; `undefined` beyond what is known. */
export function pointAt(
  { points }: Economics,
  threshold: number,
): Point | undefined {
  const next = points.findIndex((one) => one.threshold >= threshold);
  const [after, before] = [points[next], points[next - 1]];
  if (!after || !before || after.threshold === threshold) return after;
  const part =
    (threshold - before.threshold) / (after.threshold - before.threshold);
  const between = (one: number, other: number) => one + (other - one) * part;
  return {
    threshold,
    low: between(before.low, after.low),
    expected: between(before.expected, after.expected),
    high: between(before.high, after.high),
  };
}
