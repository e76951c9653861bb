import * as fc from "fast-check";
import type { Register } from "../../src/machines/claims/register.js";
import type { WrittenEntry } from "../../src/billing/books.js";
import { checkAccount } from "../../src/billing/check-account.js";
import { checkBudgets } from "../../src/billing/check-budgets.js";
import { claimOfCharge, policyWith } from "./support/policies.js";
import { createWorld, type World } from "./support/world.js";

/** Enough to make every limit bite somewhere among the runs. */
const policy = policyWith({
  "monthly budget": { USD: 1500, JPY: 0, KWD: 0 },
  "unattested numbers": {
    days: 30,
    concessions: 2,
    sum: { USD: 900, JPY: 0, KWD: 0 },
  },
});
const charges = ["c-1", "c-2", "c-3", "c-4", "refused"];
/** What a charge costs is the same on every claim of it: billing says so, not the caller. */
const amounts = new Map(charges.map((id, place) => [id, 100 + place * 90]));

const unbilled = "c-2";

type Happening =
  | {
      readonly what: "claim";
      readonly account: string;
      readonly charge: string;
      readonly call: string;
      readonly attested: boolean;
    }
  | {
      readonly what: "perform";
      readonly pick: number;
      readonly times: number;
      readonly settles: boolean;
    }
  | { readonly what: "late"; readonly pick: number }
  | { readonly what: "pass"; readonly ms: number };

const perform = fc.record({
  what: fc.constant("perform" as const),
  pick: fc.nat(20),
  times: fc.integer({ min: 0, max: 3 }),
  settles: fc.boolean(),
});
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant("claim" as const),
      account: fc.constantFrom("a-1", "a-2", "a-3"),
      charge: fc.constantFrom(...charges),
      call: fc.constantFrom("CA1", "CA2", "CA3"),
      attested: fc.boolean(),
    }),
  },
  { weight: 10, arbitrary: perform },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant("late" as const),
      pick: fc.nat(200),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant("pass" as const),
      ms: fc.constantFrom(1_000, 3_600_000, 13 * 3_600_000),
    }),
  },
);

function play(happenings: readonly Happening[], tokens: boolean): World {
  const world = createWorld({
    policy,
    tokens,
    refused: new Set(["refused"]),
    unbilled: new Set([unbilled]),
  });
  for (const one of happenings)
    switch (one.what) {
      case "claim": {
        const {
          type: _t,
          at: _a,
          policy: _p,
          language: _l,
          ...claim
        } = claimOfCharge({
          account: one.account,
          charge: { id: one.charge, amount: amounts.get(one.charge) ?? 0 },
          // A call belongs to one caller.
          call: `${one.account}-${one.call}`,
          grade: one.attested ? "attested" : "present",
        });
        world.claim(claim);
        break;
      }
      case "perform":
        world.performOne(one.pick, one.times, one.settles);
        break;
      case "late":
        world.performLate(one.pick);
        break;
      case "pass":
        world.pass(one.ms);
        break;
    }
  world.settleAll();
  return world;
}

const sum = (numbers: readonly number[]) =>
  numbers.reduce((one, other) => one + other, 0);

function checkBooks(world: World, happenings: readonly Happening[]): void {
  const posted = [...world.credits.values()];
  const credited = sum(posted.map(({ amount }) => amount));
  const registers = world.registers();
  const budgets = world.budgets();
  const entries = registers.flatMap((register: Register) =>
    world.entriesOf(register),
  );

  // The sums agree to the cent, in all five places.
  expect(sum(budgets.map(({ spent }) => spent))).toBe(credited);
  expect(sum(registers.map(({ totals }) => totals["USD"] ?? 0))).toBe(credited);
  expect(
    sum(
      entries
        .filter(({ type }) => type === "credited")
        .map(({ money }) => money.amount),
    ),
  ).toBe(credited);

  expect(
    sum(
      entries
        .filter(
          ({ type, notInvoiced }) =>
            type === "invoiced" || notInvoiced !== undefined,
        )
        .map(({ money }) => money.amount),
    ),
  ).toBe(credited);

  // The check that operations run says the same.
  const accounts = registers.map((register) => ({
    account: register.account ?? "",
    register,
    entries: world.entriesOf(register).toReversed() as WrittenEntry[],
    invoices: world.documents,
    credits: [...world.credits]
      .filter(([, { account }]) => account === register.account)
      .map(([key, { charge, amount }]) => ({
        key,
        charge,
        money: { amount, currency: "USD" },
      })),
  }));
  for (const account of accounts) checkAccount(account);
  checkBudgets(budgets, accounts);

  // Nothing is credited twice, and nothing that billing refused.
  const names = posted.map(({ account, charge }) => `${account} ${charge}`);
  expect(new Set(names).size).toBe(names.length);
  expect(posted.filter(({ charge }) => charge === "refused")).toEqual([]);

  // No reservation leaks, and no claim is left in between.
  for (const { reserved, lapsed } of budgets)
    expect({ reserved, lapsed }).toEqual({ reserved: {}, lapsed: {} });
  for (const { claims } of registers)
    for (const { status } of Object.values(claims))
      expect(["closed", "refused", "over-budget"]).toContain(status);

  // Without a day lost in between, no budget is overdrawn.
  const lost = sum(happenings.map((one) => (one.what === "pass" ? one.ms : 0)));
  if (lost < 24 * 3_600_000)
    for (const { spent, limit } of budgets)
      expect(spent).toBeLessThanOrEqual(limit);

  // Whoever asked was answered, and "conceded" means that the money is gone.
  for (const one of happenings) {
    if (one.what !== "claim") continue;
    const call = `${one.account}-${one.call}`;
    const heard = world.answers.filter(
      (answer) => answer.call === call && answer.charge === one.charge,
    );
    expect(heard.length).toBeGreaterThan(0);
    if (heard.some(({ outcome }) => outcome === "conceded"))
      expect(names).toContain(`${one.account} ${one.charge}`);
  }
}

/** On a busy machine a run takes a tenth of a second. */
const patienceMs = 180_000;
const runs = process.env["LONG"] ? 600 : 60;

describe("claims in any order, with every effect performed none to three times and processes that die in between", () => {
  it(
    "keep their books to the cent when the store knows messages again, also very late ones",
    () => {
      fc.assert(
        fc.property(
          fc.array(happening, { maxLength: 120, size: "max" }),
          (happenings) => {
            checkBooks(play(happenings, true), happenings);
          },
        ),
        { numRuns: runs },
      );
    },
    patienceMs,
  );

  it(
    "keep them by the machines alone when it does not",
    () => {
      fc.assert(
        fc.property(
          fc.array(happening, { maxLength: 120, size: "max" }),
          (happenings) => {
            checkBooks(play(happenings, false), happenings);
          },
        ),
        { numRuns: runs },
      );
    },
    patienceMs,
  );
});
