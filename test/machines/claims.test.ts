import {
  emptyRegister,
  pruneRegister,
  type Register,
} from "../../src/machines/claims/register.js";
import { reservationMs } from "../../src/machines/budget.js";
import { claimOfCharge, policyWith } from "./support/policies.js";
import { createWorld, type World } from "./support/world.js";

const policy = policyWith();
const claim = (more: Parameters<typeof claimOfCharge>[0] = {}) => {
  const {
    type: _type,
    at: _at,
    policy: _policy,
    language: _language,
    ...rest
  } = claimOfCharge(more);
  return rest;
};
const only = <T>(list: readonly T[]): T => {
  expect(list).toHaveLength(1);
  return list.at(0) as T;
};
const story = (world: World) =>
  world
    .entriesOf(only(world.registers()))
    .map(({ type, reason }) =>
      reason === undefined ? type : `${type}: ${reason}`,
    )
    .toReversed();

describe("a claim within the policy", () => {
  it("is reserved, conceded, credited, invoiced, told and closed, and all of it is written down", () => {
    const world = createWorld({ policy, tokens: false });
    world.claim(claim());
    world.settleAll();
    expect(story(world)).toEqual([
      "conceded",
      "credited",
      "invoiced",
      "closed: message-sent",
    ]);
    expect(world.answers).toMatchObject([
      { call: "CA1", charge: "ld-1", outcome: "conceded" },
    ]);
    expect(world.messages).toEqual([
      "We took a long-distance call ($2.10) off your bill. Corrected total: $0.00. Your corrected invoice, until Dec 22: https://line.example/invoices/x Thank you for pointing it out.",
    ]);
    expect(only(world.budgets())).toEqual({
      id: "small:USD:2026-11",
      limit: 5000,
      spent: 210,
      credits: 1,
      reserved: {},
      lapsed: {},
    });
    expect(only(world.registers())).toMatchObject({
      totals: { USD: 210 },
      claims: { "ld-1": { status: "closed", number: "" } },
    });
  });

  it("gives the caller an answer after four messages between machines and one to billing", () => {
    const world = createWorld({ policy, tokens: false });
    world.claim(claim());
    let performed = 0;
    while (world.answers.length === 0) {
      world.performOne(0, 1, true);
      performed += 1;
    }
    // reserve, (the directories, once), reserved, the entry, the credit, the answer.
    expect(performed).toBeLessThanOrEqual(7);
  });

  it("takes from the budget of the month that it is where the company is", () => {
    const world = createWorld({
      policy,
      tokens: false,
      startedAt: Date.parse("2026-12-01T04:59:59Z"),
    });
    world.claim(claim());
    world.pass(1_000);
    world.claim(claim({ charge: { id: "ld-2" }, call: "CA2" }));
    world.settleAll();
    expect(
      world
        .budgets()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(["small:USD:2026-11", "small:USD:2026-12"]);
  });

  it("says the version of the policy that it was decided under", () => {
    const world = createWorld({ policy, tokens: false });
    world.claim(claim());
    world.settleAll();
    const versions = world
      .entriesOf(only(world.registers()))
      .map((entry) => entry.policy);
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toMatch(/^small@[0-9a-f]{16}$/);
  });
});

describe("a claim that a person has to decide", () => {
  it("is answered at once, with the reason in the books", () => {
    const world = createWorld({ policy, tokens: false });
    world.claim(claim({ charge: { amount: 4000 } }));
    world.settleAll();
    expect(world.answers).toMatchObject([{ outcome: "over-limit" }]);
    expect(story(world)).toEqual(["denied: above-threshold"]);
    expect(world.budgets()).toEqual([]);
  });

  it("is answered over-limit when the month's budget is used up, and may be claimed again next month", () => {
    const small = policyWith({
      "monthly budget": { USD: 300, JPY: 0, KWD: 0 },
    });
    const world = createWorld({ policy: small, tokens: false });
    world.claim(claim());
    world.claim(claim({ charge: { id: "ld-2" }, call: "CA2" }));
    world.settleAll();
    expect(
      world.answers.map(({ call, outcome }) => `${call} ${outcome}`).toSorted(),
    ).toEqual(["CA1 conceded", "CA2 over-limit"]);
    world.pass(30 * 24 * 3600 * 1000);
    world.claim(claim({ charge: { id: "ld-2" }, call: "CA3" }));
    world.settleAll();
    expect(world.answers.at(-1)).toMatchObject({
      call: "CA3",
      outcome: "conceded",
    });
    expect(world.credits.size).toBe(2);
  });

  it("leaves nothing held back when billing refuses the credit for good", () => {
    const world = createWorld({
      policy,
      tokens: false,
      refused: new Set(["ld-1"]),
    });
    world.claim(claim());
    world.settleAll();
    expect(world.answers).toMatchObject([{ outcome: "unavailable" }]);
    const { spent, reserved, lapsed } = only(world.budgets());
    expect({ spent, reserved, lapsed }).toEqual({
      spent: 0,
      reserved: {},
      lapsed: {},
    });
    expect(story(world)).toEqual(["conceded", "refused: No."]);
    expect(world.messages).toEqual([]);
  });

  it("is not written into another account's register", () => {
    const world = createWorld({ policy, tokens: false });
    world.claim(claim());
    world.settleAll();
    const before = only(world.registers()).chain;
    // The machine's name is the account's; a message that says otherwise is nobody's claim.
    world.misdeliver(
      "a-1",
      claim({ account: "a-2", call: "CA9", charge: { id: "ld-9" } }),
    );
    world.settleAll();
    expect(world.answers.at(-1)).toMatchObject({
      call: "CA9",
      outcome: "unavailable",
    });
    expect(only(world.registers()).chain).toEqual(before);
  });
});

describe("the same charge", () => {
  it("claimed by another call is already claimed, whatever the first one's state", () => {
    const world = createWorld({ policy, tokens: false });
    world.claim(claim());
    world.claim(claim({ call: "CA2" }));
    world.settleAll();
    world.claim(claim({ call: "CA3" }));
    world.settleAll();
    expect(world.credits.size).toBe(1);
    expect(
      world.answers.map(({ call, outcome }) => `${call} ${outcome}`).toSorted(),
    ).toEqual(["CA1 conceded", "CA2 already-claimed", "CA3 already-claimed"]);
  });

  it("claimed twice by one call is conceded to it, once", () => {
    const world = createWorld({ policy, tokens: false });
    world.claim(claim());
    world.claim(claim());
    world.settleAll();
    world.claim(claim());
    world.settleAll();
    expect(world.answers.map(({ outcome }) => outcome)).toEqual([
      "conceded",
      "conceded",
    ]);
    expect(only(world.budgets()).spent).toBe(210);
  });
});

describe("a reservation", () => {
  it("that hears nothing for a day holds nothing back, and still counts when the credit is posted", () => {
    const small = policyWith({
      "monthly budget": { USD: 300, JPY: 0, KWD: 0 },
    });
    const world = createWorld({ policy: small, tokens: false });
    world.claim(claim());
    while (only(world.registers()).claims["ld-1"]?.status !== "conceded")
      world.performOne(0, 1, true);
    expect(only(world.budgets()).reserved).not.toEqual({});
    world.pass(reservationMs);
    expect(only(world.budgets()).reserved).toEqual({});
    world.claim(claim({ account: "a-2", charge: { id: "z" }, call: "CA2" }));
    world.settleOthers("a-1");
    world.settleAll();
    expect(world.credits.size).toBe(2);
    const { spent, credits, lapsed, reserved } = only(world.budgets());
    expect({ spent, credits, lapsed, reserved }).toEqual({
      spent: 420,
      credits: 2,
      lapsed: {},
      reserved: {},
    });
  });
});

describe("the register", () => {
  it("keeps what the windows need, and never forgets what was credited", () => {
    const at = Date.parse("2026-11-22T14:15:00Z");
    const old = at - 91 * 24 * 3600 * 1000;
    const charge = (id: string) => claimOfCharge({ charge: { id } }).charge;
    const register = {
      ...emptyRegister,
      claims: {
        credited: { status: "closed", at: old, charge: charge("credited") },
        refused: { status: "refused", at: old, charge: charge("refused") },
        waiting: { status: "conceded", at: old, charge: charge("waiting") },
        recent: { status: "closed", at, charge: charge("recent") },
      },
    } as unknown as Register;
    const pruned = pruneRegister(register, at, 90);
    expect(Object.keys(pruned.claims)).toEqual(["waiting", "recent"]);
    expect(pruned.settled).toEqual(["credited"]);
  });
});
