import { formatCount, formatMoney } from "./format-money.js";
import type { CostedClaim } from "./cost-claims.js";
import type { CurvePoint } from "./curve.js";
import { monthOf } from "./totals.js";

/**
 * A threshold is recommended only where the history speaks: at least six calendar months have claims at or under it, and at least
 * thirty claims lie in its last fifth (above 80% of it), so that the amounts next to it were really claimed. Among these, the
 * largest whose net gain at the expected rate of induced claims is within one percent of the best. Nothing beyond the history.
 */
export const enough = {
  months: 6,
  claims: 30,
  /** Tenths of the threshold at which its last band begins. */
  bandFrom: 8,
  /** Hundredths of the best gain that are as good as the best. */
  asGood: 99,
} as const;

export type Recommendation =
  | {
      readonly kind: "threshold";
      readonly threshold: number;
      /** The same choice if the high rate of induced claims came true; none when nothing pays then. */
      readonly cautious: number | undefined;
      /** The best gain lies at amounts of which there is not enough history: it may pay to look again later. */
      readonly historyEndsBefore: boolean;
    }
  | { readonly kind: "nothing pays"; readonly why: string }
  | { readonly kind: "not enough data"; readonly why: readonly string[] };

/** What the history lets one recommend; `evidence` belongs to the points of the curve, one each. */
export function recommend(
  curve: readonly CurvePoint[],
  evidence: readonly Evidence[],
  currency: string,
): Recommendation {
  const known = curve.filter((_, at) => isEnough(evidence[at]));
  if (known.length === 0)
    return {
      kind: "not enough data",
      why: describeLack(curve, evidence, currency),
    };
  const best = largestBest(known, ({ net }) => net.expected);
  if (best === undefined) {
    const least = known[0]?.threshold ?? 0;
    return {
      kind: "nothing pays",
      why: `At every amount with enough history, from ${formatMoney(least, currency)} up, conceding costs more than arguing.`,
    };
  }
  const top = Math.max(...curve.map(({ net }) => net.expected));
  return {
    kind: "threshold",
    threshold: best.threshold,
    cautious: largestBest(known, ({ net }) => net.high)?.threshold,
    historyEndsBefore:
      best.net.expected * 100 < top * enough.asGood &&
      (curve.find(({ net }) => net.expected === top)?.threshold ?? 0) >
        best.threshold,
  };
}

/** The largest threshold whose gain is as good as the best one; undefined when none gains. */
export function largestBest(
  points: readonly CurvePoint[],
  gainOf: (point: CurvePoint) => number,
): CurvePoint | undefined {
  const best = Math.max(...points.map(gainOf));
  if (best <= 0) return undefined;
  return points.findLast(
    (point) => gainOf(point) * 100 >= best * enough.asGood,
  );
}

/** How much history there is next to a threshold. */
export interface Evidence {
  /** Calendar months with a claim at or under it. */
  readonly months: number;
  /** Claims in its last band. */
  readonly claims: number;
}

/** Whether a threshold with this much history may be recommended. */
export function isEnough(evidence: Evidence | undefined): boolean {
  return (
    evidence !== undefined &&
    evidence.months >= enough.months &&
    evidence.claims >= enough.claims
  );
}

/** For each threshold: months with a claim at or under it, and claims in its last band. */
export function evidenceOf(
  claims: readonly CostedClaim[],
  thresholds: readonly number[],
): Evidence[] {
  const amounts = Float64Array.from(
    claims,
    ({ claimed }) => claimed,
  ).toSorted();
  const leastOfMonth = new Map<string, number>();
  for (const { claimed, day } of claims) {
    const month = monthOf(day);
    const least = leastOfMonth.get(month) ?? Infinity;
    if (claimed < least) leastOfMonth.set(month, claimed);
  }
  const atMost = (amount: number) => countAtMost(amounts, amount);
  return thresholds.map((threshold) => ({
    months: [...leastOfMonth.values()].filter((least) => least <= threshold)
      .length,
    claims:
      atMost(threshold) -
      atMost(Math.floor((threshold * enough.bandFrom) / 10)),
  }));
}

function countAtMost(sorted: Float64Array, amount: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= amount) low = middle + 1;
    else high = middle;
  }
  return low;
}

function describeLack(
  curve: readonly CurvePoint[],
  evidence: readonly Evidence[],
  currency: string,
): string[] {
  const months = Math.max(...evidence.map((one) => one.months));
  const claims = Math.max(...evidence.map((one) => one.claims));
  const why: string[] = [];
  if (months < enough.months)
    why.push(
      `Claims were made in ${months} calendar ${months === 1 ? "month" : "months"}; at least ${enough.months} are needed.`,
    );
  if (claims < enough.claims) {
    const at = evidence.findIndex((one) => one.claims === claims);
    why.push(
      `The fullest band of amounts, up to ${formatMoney(curve[at]?.threshold ?? 0, currency)}, has ${formatCount(claims)} claims; at least ${enough.claims} are needed.`,
    );
  }
  if (why.length === 0)
    why.push(
      `No amount has both ${enough.months} months with claims and ${enough.claims} claims close below it.`,
    );
  return why;
}
