import { accumulate, mulDiv } from "./arithmetic.js";
import type { Assumptions } from "./assumptions.js";
import type { CostedClaim } from "./cost-claims.js";
import { groupByCustomer, settledBy } from "./guard.js";
import { placeOf } from "./thresholds.js";

/** Sums over claims: how many, what they were about, what arguing cost, what was given in the end (never above the claim). */
export interface Sums {
  readonly claims: number;
  readonly claimed: number;
  readonly handling: number;
  readonly credited: number;
}

/** What a threshold would have done over the whole history. */
export interface CurvePoint {
  readonly threshold: number;
  /** All claims at or under it. */
  readonly under: Sums;
  /** Those of them that the line settles; the others the guard sends to an agent. */
  readonly settled: Sums;
  readonly net: NetGain;
}

/** What is gained over the history, in minor units. */
export interface NetGain {
  /** Handling cost less the claimed money: the plain sum, before line, guard and induced claims. */
  readonly plain: number;
  /** After line cost, guard and what would have been credited anyway, at the low, expected and high rate of induced claims. */
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

type Tally = Record<keyof Sums, Float64Array>;

/** The net gain at every threshold, exact to the cent. */
export function drawCurve(
  claims: readonly CostedClaim[],
  thresholds: readonly number[],
  assumptions: Assumptions,
): CurvePoint[] {
  const under = createTally(thresholds.length);
  const settled = createTally(thresholds.length);
  const places = claims.map(({ claimed }) => placeOf(claimed, thresholds));
  for (const [at, claim] of claims.entries()) {
    addTo(under, places[at] ?? 0, claim, 1, assumptions);
    if (claim.customer < 0)
      addTo(settled, places[at] ?? 0, claim, 1, assumptions);
  }
  for (const own of groupByCustomer(claims).values())
    tallyCustomer(own, claims, places, settled, assumptions);
  for (const tally of [under, settled])
    Object.values(tally).forEach((deltas) => accumulate(deltas));
  return thresholds.map((threshold, place) => {
    const point = {
      threshold,
      under: sumsAt(under, place),
      settled: sumsAt(settled, place),
    };
    return { ...point, net: netGain(point, assumptions) };
  });
}

/** What a threshold gains with these sums at or under it and settled by the line. */
export function netGain(
  { threshold, under, settled }: Omit<CurvePoint, "net">,
  { lineCost, induced }: Assumptions,
): NetGain {
  const before =
    settled.handling -
    settled.claimed +
    settled.credited -
    settled.claims * lineCost.value;
  const after = (rate: number) =>
    before - inducedCost(settled.claims, rate, threshold + lineCost.value);
  return {
    plain: under.handling - under.claimed,
    low: after(induced.value.low),
    expected: after(induced.value.expected),
    high: after(induced.value.high),
  };
}

/** What the claims cost that so many concessions bring along, at a rate in ten-thousandths and a price each. */
export function inducedCost(
  concessions: number,
  rate: number,
  each: number,
): number {
  return mulDiv(concessions * each, rate, 10_000);
}

// What the guard lets pass changes only at amounts that this customer has claimed, so only those are walked through.
function tallyCustomer(
  own: readonly number[],
  claims: readonly CostedClaim[],
  places: readonly number[],
  settled: Tally,
  assumptions: Assumptions,
): void {
  const levels = [...new Set(own.map((at) => places[at] ?? 0))].toSorted(
    (one, other) => one - other,
  );
  let before: readonly number[] = [];
  for (const level of levels) {
    const eligible = own.filter((at) => (places[at] ?? 0) <= level);
    const free = settledBy(
      eligible.map((at) => claims[at] as CostedClaim),
      assumptions.guard,
    );
    const now = eligible.filter((_, order) => free[order]);
    for (const at of before)
      addTo(settled, level, claims[at] as CostedClaim, -1, assumptions);
    for (const at of now)
      addTo(settled, level, claims[at] as CostedClaim, 1, assumptions);
    before = now;
  }
}

function createTally(length: number): Tally {
  const counters = () => new Float64Array(length);
  return {
    claims: counters(),
    claimed: counters(),
    handling: counters(),
    credited: counters(),
  };
}

function addTo(
  tally: Tally,
  place: number,
  claim: CostedClaim,
  times: 1 | -1,
  assumptions: Assumptions,
): void {
  const add = (column: Float64Array, value: number) => {
    column[place] = (column[place] ?? 0) + times * value;
  };
  add(tally.claims, 1);
  add(tally.claimed, claim.claimed);
  add(tally.handling, avoidableOf(claim, assumptions));
  add(tally.credited, Math.min(claim.credited, claim.claimed));
}

/** The part of a claim's handling cost that conceding saves. */
export function avoidableOf(
  { handling }: CostedClaim,
  { avoidable }: Assumptions,
): number {
  return avoidable.value === 10_000
    ? handling
    : mulDiv(handling, avoidable.value, 10_000);
}

function sumsAt(tally: Tally, place: number): Sums {
  return {
    claims: tally.claims[place] ?? 0,
    claimed: tally.claimed[place] ?? 0,
    handling: tally.handling[place] ?? 0,
    credited: tally.credited[place] ?? 0,
  };
}
