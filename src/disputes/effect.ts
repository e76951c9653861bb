import { median, mulDiv } from "./arithmetic.js";
import type { Assumptions } from "./assumptions.js";
import type { CostedClaim } from "./cost-claims.js";
import { avoidableOf, inducedCost, type CurvePoint } from "./curve.js";
import { settledAt } from "./guard.js";
import { countRepeats, type Repeats } from "./repeats.js";
import { monthOf, totalsByMonth, type Total } from "./totals.js";

/** One threshold looked at closely: how its gain comes about, how it varies, what would undo it. Money over the whole history. */
export interface Effect extends CurvePoint {
  readonly steps: GainSteps;
  readonly months: {
    /** Months in which conceding would have gained, of all. */
    readonly gaining: number;
    readonly of: number;
    readonly least: number;
    readonly middle: number;
    readonly most: number;
    /** Least and most of the plain sum: handling cost less claimed money. */
    readonly plainLeast: number;
    readonly plainMost: number;
  };
  /** The claims at or under the threshold, by month. */
  readonly byMonth: readonly Total[];
  /** The most that one month would have conceded, and a monthly budget that leaves room for the expected induced claims. */
  readonly largestMonth: number;
  readonly budget: number;
  readonly breakEven: BreakEven;
  /** Who claims repeatedly at or under this threshold. */
  readonly repeats: Repeats;
  /** The most that the guard lets one customer have within a year. */
  readonly mostPerCustomerYear: number;
}

/** From the plain sum to the net gain; the steps add up exactly. */
export interface GainSteps {
  readonly handlingSaved: number;
  readonly conceded: number;
  readonly plain: number;
  readonly creditedAnyway: number;
  readonly line: number;
  /** What is lost or won by sending repeat claimants to an agent. */
  readonly guard: number;
  readonly induced: number;
  readonly net: number;
}

/** The values at which the gain is nothing; undefined when nothing was settled. */
export interface BreakEven {
  /** Further claims for each concession, in ten-thousandths. */
  readonly inducedRate: number | undefined;
  /** The avoidable handling cost of one claim. */
  readonly handlingCost: number | undefined;
  /** The amount at which arguing one claim of average handling costs as much as conceding it. */
  readonly amount: number | undefined;
}

/** Looks closely at one point of the curve. */
export function examine(
  point: CurvePoint,
  claims: readonly CostedClaim[],
  months: readonly string[],
  assumptions: Assumptions,
): Effect {
  const { threshold } = point;
  const free = settledAt(claims, threshold, assumptions.guard);
  const monthly = byMonth(claims, free, months, threshold, assumptions);
  const gains = monthly.map(({ gain }) => gain);
  const largestMonth = Math.max(0, ...monthly.map(({ conceded }) => conceded));
  const budgets = monthly.map(
    ({ conceded, count }) =>
      conceded +
      inducedCost(count, assumptions.induced.value.expected, threshold),
  );
  const under = claims.filter(({ claimed }) => claimed <= threshold);
  const underByMonth = totalsByMonth(under, months);
  const plain = underByMonth.map(
    ({ handling, claimed }) =>
      mulDiv(handling, assumptions.avoidable.value, 10_000) - claimed,
  );
  return {
    ...point,
    steps: stepsOf(point, assumptions),
    months: {
      gaining: gains.filter((gain) => gain > 0).length,
      of: months.length,
      least: Math.min(...gains),
      middle: median(gains),
      most: Math.max(...gains),
      plainLeast: Math.min(...plain),
      plainMost: Math.max(...plain),
    },
    byMonth: underByMonth,
    largestMonth,
    budget: Math.max(0, ...budgets),
    breakEven: breakEvenOf(point, assumptions),
    repeats: countRepeats(under, assumptions.guard),
    mostPerCustomerYear:
      threshold *
      assumptions.guard.concessions *
      Math.ceil(365 / assumptions.guard.days),
  };
}

function stepsOf(point: CurvePoint, assumptions: Assumptions): GainSteps {
  const { under, settled, net, threshold } = point;
  const line = under.claims * assumptions.lineCost.value;
  const unguarded = under.handling - under.claimed + under.credited - line;
  const induced = inducedCost(
    settled.claims,
    assumptions.induced.value.expected,
    threshold + assumptions.lineCost.value,
  );
  return {
    handlingSaved: under.handling,
    conceded: -under.claimed,
    plain: net.plain,
    creditedAnyway: under.credited,
    line: -line,
    guard: net.expected + induced - unguarded,
    induced: -induced,
    net: net.expected,
  };
}

function byMonth(
  claims: readonly CostedClaim[],
  free: readonly boolean[],
  months: readonly string[],
  threshold: number,
  assumptions: Assumptions,
) {
  const found = new Map(
    months.map((month) => [month, { conceded: 0, count: 0, gain: 0 }]),
  );
  const { lineCost, induced } = assumptions;
  for (const [at, claim] of claims.entries()) {
    const month = found.get(monthOf(claim.day));
    if (month === undefined || free[at] !== true) continue;
    month.conceded += claim.claimed;
    month.count += 1;
    month.gain +=
      avoidableOf(claim, assumptions) -
      claim.claimed +
      Math.min(claim.credited, claim.claimed) -
      lineCost.value;
  }
  for (const month of found.values())
    month.gain -= inducedCost(
      month.count,
      induced.value.expected,
      threshold + lineCost.value,
    );
  return [...found.values()];
}

function breakEvenOf(
  { settled, under, threshold }: CurvePoint,
  { lineCost, induced }: Assumptions,
): BreakEven {
  if (settled.claims === 0)
    return {
      inducedRate: undefined,
      handlingCost: undefined,
      amount: undefined,
    };
  const price = threshold + lineCost.value;
  const spent =
    settled.claimed - settled.credited + settled.claims * lineCost.value;
  const withInduced =
    spent + inducedCost(settled.claims, induced.value.expected, price);
  return {
    inducedRate: Math.max(
      0,
      mulDiv(settled.handling - spent, 10_000, settled.claims * price),
    ),
    handlingCost: Math.max(0, mulDiv(withInduced, 1, settled.claims)),
    amount: Math.max(
      0,
      mulDiv(under.handling, 1, under.claims) - lineCost.value,
    ),
  };
}
