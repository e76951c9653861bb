import {
  emptyRegister,
  type Claim,
  type Register,
} from "../../src/machines/claims/register.js";
import { decideClaim } from "../../src/machines/claims/decide.js";
import { claimOfCharge, policyWith } from "./support/policies.js";

const policy = policyWith();
const now = claimOfCharge().at;
const dayMs = 24 * 3600 * 1000;

/** A register with these claims in it. */
function registerOf(
  ...claims: {
    id: string;
    amount?: number;
    currency?: string;
    daysAgo?: number;
    attested?: boolean;
    status?: Claim["status"];
  }[]
): Register {
  return {
    ...emptyRegister,
    account: "a-1",
    claims: Object.fromEntries(
      claims.map((one) => [
        one.id,
        {
          status: one.status ?? "closed",
          at: now - (one.daysAgo ?? 1) * dayMs,
          attested: one.attested ?? true,
          charge: claimOfCharge({
            charge: {
              id: one.id,
              amount: one.amount ?? 100,
              currency: one.currency ?? "USD",
            },
          }).charge,
        } as Claim,
      ]),
    ),
  };
}

const three = [{ id: "a" }, { id: "b" }, { id: "c" }];

describe("a claim from an attested number", () => {
  it.each([
    ["at the threshold", { amount: 500 }, "within-policy"],
    ["a cent above it", { amount: 501 }, "above-threshold"],
    ["of one cent", { amount: 1 }, "within-policy"],
    ["of nothing", { amount: 0 }, "not-a-charge"],
    ["of less than nothing", { amount: -210 }, "not-a-charge"],
    ["of half a cent", { amount: 210.5 }, "not-a-charge"],
    ["of more than numbers can hold", { amount: 2 ** 60 }, "not-a-charge"],
    ["of no number", { amount: Number.NaN }, "not-a-charge"],
    [
      "in yen, which have no cents",
      { amount: 700, currency: "JPY" },
      "within-policy",
    ],
    ["a yen above", { amount: 701, currency: "JPY" }, "above-threshold"],
    [
      "in dinars of a thousand fils",
      { amount: 1500, currency: "KWD" },
      "within-policy",
    ],
    [
      "in a currency without a threshold",
      { currency: "EUR" },
      "never-conceded",
    ],
    ["in what is no currency", { currency: "constructor" }, "not-a-charge"],
    [
      "of a kind with its own threshold",
      { amount: 800, category: "late-interest" },
      "within-policy",
    ],
    [
      "above that",
      { amount: 801, category: "late-interest" },
      "above-threshold",
    ],
    [
      "of that kind in another currency",
      { amount: 700, currency: "JPY", category: "late-interest" },
      "within-policy",
    ],
    [
      "of a kind that is never conceded",
      { amount: 1, category: "plan" },
      "never-conceded",
    ],
    [
      "of a kind that nobody named",
      { category: "constructor" },
      "within-policy",
    ],
    ["with an id that no bill has", { id: "a charge" }, "not-a-charge"],
    [
      "with an id that objects have of themselves",
      { id: "__proto__" },
      "within-policy",
    ],
  ])("%s: %o is %s", (_what, charge, reason) => {
    expect(
      decideClaim(policy, emptyRegister, claimOfCharge({ charge })),
    ).toMatchObject({
      reason,
    });
  });

  it.each([
    [
      "the same charge under way",
      registerOf({ id: "ld-1", status: "reserving" }),
      "already-claimed",
    ],
    [
      "the same charge credited",
      registerOf({ id: "ld-1", status: "credited" }),
      "already-claimed",
    ],
    [
      "the same charge credited years ago",
      { ...emptyRegister, settled: ["ld-1"] },
      "already-claimed",
    ],
    [
      "the same charge refused by billing",
      registerOf({ id: "ld-1", status: "refused" }),
      "within-policy",
    ],
    [
      "the same charge when the budget was used up",
      registerOf({ id: "ld-1", status: "over-budget" }),
      "within-policy",
    ],
    ["three concessions in the window", registerOf(...three), "too-many"],
    [
      "three, one of them refused",
      registerOf(...three.slice(1), { id: "a", status: "refused" }),
      "within-policy",
    ],
    [
      "three, one of them before the window",
      registerOf(...three.slice(1), { id: "a", daysAgo: 90 }),
      "within-policy",
    ],
    [
      "three, one of them just inside it",
      registerOf(...three.slice(1), { id: "a", daysAgo: 89.99 }),
      "too-many",
    ],
    [
      "two that leave room to the cent",
      registerOf({ id: "a", amount: 490 }, { id: "b", amount: 500 }),
      "within-policy",
    ],
    [
      "two that leave a cent too little",
      registerOf({ id: "a", amount: 491 }, { id: "b", amount: 500 }),
      "too-much",
    ],
    [
      "two in another currency",
      registerOf(
        { id: "a", amount: 1500, currency: "JPY" },
        { id: "b", currency: "JPY" },
      ),
      "within-policy",
    ],
    [
      "three from unattested numbers",
      registerOf(...three.map((one) => ({ ...one, attested: false }))),
      "within-policy",
    ],
    [
      "another account's register",
      { ...emptyRegister, account: "a-2" },
      "another-account",
    ],
  ])("after %s is %s", (_what, register, reason) => {
    expect(decideClaim(policy, register, claimOfCharge())).toMatchObject({
      reason,
    });
  });
});

describe("a claim from a number that nobody attested", () => {
  it.each(["present", "shared", "withheld", undefined] as const)(
    "counts apart: %s",
    (grade) => {
      const claim = { ...claimOfCharge(), grade } as ReturnType<
        typeof claimOfCharge
      >;
      const used = registerOf({ id: "x", attested: false });
      expect(decideClaim(policy, used, claim)).toMatchObject({
        outcome: "repeat",
        reason: "unattested-too-many",
      });
      expect(decideClaim(policy, registerOf(...three), claim)).toMatchObject({
        reason: "within-policy",
      });
    },
  );

  it("has a sum of its own", () => {
    const generous = policyWith({
      "unattested numbers": {
        days: 30,
        concessions: 9,
        sum: { USD: 300, JPY: 0, KWD: 0 },
      },
    });
    const claim = claimOfCharge({ grade: "present" });
    expect(
      decideClaim(
        generous,
        registerOf({ id: "x", attested: false, amount: 90 }),
        claim,
      ),
    ).toMatchObject({ reason: "within-policy" });
    expect(
      decideClaim(
        generous,
        registerOf({ id: "x", attested: false, amount: 91 }),
        claim,
      ),
    ).toMatchObject({ reason: "unattested-too-much" });
  });
});

describe("an override", () => {
  const by = (role: "director" | "agent") => ({
    override: { role, by: "Ana Torres", reason: "A mistake of ours." },
  });

  it("lifts threshold, kind and limits for whoever may", () => {
    const register = registerOf(...three);
    const charge = { amount: 9000, category: "plan" };
    expect(
      decideClaim(
        policy,
        register,
        claimOfCharge({ charge, ...by("director") }),
      ),
    ).toEqual({
      verdict: "concede",
      reason: "override",
    });
    expect(
      decideClaim(policy, register, claimOfCharge({ charge, ...by("agent") })),
    ).toMatchObject({ verdict: "deny", reason: "never-conceded" });
  });

  it("never credits twice, and never what is no charge", () => {
    expect(
      decideClaim(
        policy,
        registerOf({ id: "ld-1" }),
        claimOfCharge(by("director")),
      ),
    ).toMatchObject({ reason: "already-claimed" });
    expect(
      decideClaim(
        policy,
        emptyRegister,
        claimOfCharge({ charge: { amount: -1 }, ...by("director") }),
      ),
    ).toMatchObject({ reason: "not-a-charge" });
  });
});

it("a claim under a policy that does not exist goes to a person", () => {
  expect(decideClaim(undefined, emptyRegister, claimOfCharge())).toMatchObject({
    outcome: "unavailable",
    reason: "no-policy",
  });
});
