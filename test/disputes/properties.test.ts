import * as fc from "fast-check";
import {
  analyse,
  type Analysis,
  type Claim,
  type Guard,
} from "../../src/disputes/index.js";
import { mulDiv } from "../../src/disputes/arithmetic.js";
import { settledAt } from "../../src/disputes/guard.js";
import { costClaims } from "../../src/disputes/cost-claims.js";
import { assume } from "../../src/disputes/assumptions.js";
import { thresholdsUpTo } from "../../src/disputes/thresholds.js";

const claim: fc.Arbitrary<Claim> = fc
  .record({
    day: fc.integer({ min: 20_000, max: 20_400 }),
    account: fc.option(fc.constantFrom("A", "B", "C", "D"), { nil: undefined }),
    claimed: fc.oneof(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 5_000_000 }),
    ),
    credited: fc.option(fc.integer({ min: 0, max: 700 }), { nil: undefined }),
    handlingCost: fc.option(fc.integer({ min: 0, max: 3000 }), {
      nil: undefined,
    }),
    category: fc.constantFrom("data", "fee", "(none)"),
    outcome: fc.constantFrom("conceded", "refused", "unknown" as const),
    channel: fc.constantFrom("phone", "web"),
  })
  .map(({ account, credited, handlingCost, ...rest }) => ({
    line: 2,
    currency: "USD",
    ...rest,
    ...(account !== undefined && { account }),
    ...(credited !== undefined && { credited }),
    ...(handlingCost !== undefined && { handlingCost }),
  }));
const claims = fc.array(claim, { minLength: 1, maxLength: 60 });
const guard: fc.Arbitrary<Guard> = fc.record({
  concessions: fc.integer({ min: 1, max: 4 }),
  days: fc.integer({ min: 1, max: 120 }),
});

const analysisOf = (all: readonly Claim[], chosenGuard: Guard): Analysis =>
  analyse(
    { claims: all, unread: [], notices: [], rows: all.length },
    { currency: "USD", guard: chosenGuard },
  );

const columns = ["claims", "claimed", "credited", "handling"] as const;

describe("For every history", () => {
  it("the sums by month, category, channel, outcome and size are one another's, to the cent", () => {
    fc.assert(
      fc.property(claims, guard, (all, chosenGuard) => {
        const { whole, months, categories, channels, outcomes, sizes } =
          analysisOf(all, chosenGuard);
        for (const table of [months, categories, channels, outcomes, sizes])
          for (const column of columns)
            expect(table.reduce((sum, total) => sum + total[column], 0)).toBe(
              whole[column],
            );
        expect(whole.claimed).toBe(
          all.reduce((sum, one) => sum + one.claimed, 0),
        );
      }),
    );
  });

  it("claims, money and handling at or under a threshold only grow with it, and end at the whole", () => {
    fc.assert(
      fc.property(claims, guard, (all, chosenGuard) => {
        const { curve, whole } = analysisOf(all, chosenGuard);
        const falls = curve.filter((point, at) => {
          const before = curve[at - 1] ?? point;
          return (
            columns.some(
              (column) => point.under[column] < before.under[column],
            ) || point.settled.claims < before.settled.claims
          );
        });
        expect(falls).toEqual([]);
        expect(curve.at(-1)?.under).toMatchObject({
          claims: whole.claims,
          claimed: whole.claimed,
          handling: whole.handling,
        });
      }),
    );
  });

  it("the curve is what walking through the claims one by one gives, at each threshold", () => {
    fc.assert(
      fc.property(claims, guard, (all, chosenGuard) => {
        const assumptions = assume({ currency: "USD", guard: chosenGuard });
        const costed = costClaims(all, assumptions).claims;
        const { curve } = analysisOf(all, chosenGuard);
        const every = Math.ceil(curve.length / 25);
        const tried = curve.filter((_, at) => at % every === 0);
        for (const { threshold, settled, net } of tried) {
          const free = settledAt(costed, threshold, chosenGuard);
          const own = costed.filter((_, at) => free[at]);
          const gain = own.reduce(
            (sum, one) =>
              sum +
              one.handling -
              one.claimed +
              Math.min(one.credited, one.claimed) -
              20,
            0,
          );
          expect(settled.claims).toBe(own.length);
          expect(net.low).toBe(gain);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("more induced claims never gain, and the steps add up to the net gain exactly", () => {
    fc.assert(
      fc.property(claims, guard, (all, chosenGuard) => {
        const { curve, chosen, sensitivity } = analysisOf(all, chosenGuard);
        expect(
          curve.filter(
            ({ net }) => net.low < net.expected || net.expected < net.high,
          ),
        ).toEqual([]);
        for (const [at, { net }] of sensitivity.entries())
          expect(net).toBeLessThanOrEqual(sensitivity[at - 1]?.net ?? Infinity);
        const { plain, net, ...steps } = chosen.steps;
        expect(steps.handlingSaved + steps.conceded).toBe(plain);
        expect(Object.values(steps).reduce((sum, step) => sum + step, 0)).toBe(
          net,
        );
      }),
    );
  });

  it("no more than the guard's number is settled for one customer in any window of its days", () => {
    fc.assert(
      fc.property(claims, guard, (all, chosenGuard) => {
        const costed = costClaims(all, assume({ currency: "USD" })).claims;
        const free = settledAt(costed, Infinity, chosenGuard);
        const settled = costed.filter(
          ({ customer }, at) => free[at] && customer >= 0,
        );
        for (const { customer, day } of settled) {
          const near = settled.filter(
            (one) =>
              one.customer === customer &&
              one.day >= day &&
              one.day < day + chosenGuard.days,
          );
          expect(near.length).toBeLessThanOrEqual(chosenGuard.concessions);
        }
      }),
    );
  });

  it("nothing is recommended beyond the largest claim, nor without enough history", () => {
    const dense = fc.array(
      fc
        .tuple(claim, fc.integer({ min: 200, max: 260 }))
        .map(([one, claimed]) => ({ ...one, claimed, handlingCost: 1000 })),
      { minLength: 25, maxLength: 90 },
    );
    let recommended = 0;
    fc.assert(
      fc.property(dense, guard, (all, chosenGuard) => {
        const { recommendation } = analysisOf(all, chosenGuard);
        if (recommendation.kind !== "threshold") return;
        recommended += 1;
        const { threshold } = recommendation;
        const near = all.filter(
          ({ claimed }) => claimed <= threshold && claimed > threshold * 0.8,
        );
        expect(all.some(({ claimed }) => claimed >= threshold)).toBe(true);
        expect(near.length).toBeGreaterThanOrEqual(30);
      }),
    );
    expect(recommended).toBeGreaterThan(10);
  });

  it("the order of its rows changes nothing", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(claim, {
          minLength: 1,
          maxLength: 40,
          selector: ({ day }) => day,
        }),
        (all) => {
          const [one, other] = [all, all.toReversed()].map((rows) =>
            analysisOf(rows, { concessions: 2, days: 60 }),
          );
          expect(other?.curve).toEqual(one?.curve);
          expect(other?.recommendation).toEqual(one?.recommendation);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("The thresholds tried", () => {
  it("rise, stay within the history, have two figures, and end at the largest claim", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_000_000_000 }),
        fc.integer({ min: 1, max: 9_000_000_000 }),
        (one, other) => {
          const [least, largest] = [Math.min(one, other), Math.max(one, other)];
          const amounts = thresholdsUpTo(least, largest);
          expect(amounts.at(-1)).toBe(largest);
          const astray = amounts.filter(
            (amount, at) =>
              amount <= (amounts[at - 1] ?? 0) ||
              amount < least ||
              (amount !== largest && !/^\d{1,2}0*$/.test(String(amount))),
          );
          expect(astray).toEqual([]);
          expect(amounts.length).toBeLessThan(1000);
        },
      ),
    );
  });
});

describe("A product divided", () => {
  it("is exact, small or large, halves away from zero", () => {
    const whole = fc.integer({ min: -9_000_000_000, max: 9_000_000_000 });
    fc.assert(
      fc.property(
        whole,
        whole,
        fc.integer({ min: 1, max: 20_000 }),
        (a, b, c) => {
          const exact = (BigInt(a) * BigInt(b) * 2n) / BigInt(c);
          const half = exact < 0n ? exact - 1n : exact + 1n;
          fc.pre(
            half / 2n < BigInt(Number.MAX_SAFE_INTEGER) &&
              half / 2n > -BigInt(Number.MAX_SAFE_INTEGER),
          );
          expect(BigInt(mulDiv(a, b, c))).toBe(half / 2n);
        },
      ),
    );
  });

  it("is refused where it would not be exact", () => {
    expect(() => mulDiv(9_000_000_000, 9_000_000_000, 3)).toThrow(RangeError);
  });
});
