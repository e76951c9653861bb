import type { Change } from "../../src/machines/account-terms.js";
import { listening } from "../support/listening.js";
import { createMemoryAccounts } from "./memory-book.js";
import {
  basic,
  clientOf,
  done,
  faster,
  quoteFor,
  serve,
  voucher,
} from "./served-accounts.js";

const clientFor = clientOf(listening());
const dayMs = 24 * 3600 * 1000;
let at = 0;
const clock = () => at;
beforeEach(() => {
  at = Date.parse("2026-11-22T12:00:00Z");
});
const refused = (reason: RegExp) => ({
  outcome: "refused",
  reason: expect.stringMatching(reason) as string,
});

describe.each([
  ["the embedded book", () => Promise.resolve(createMemoryAccounts(clock))],
  ["a system over HTTP", () => clientFor(serve(createMemoryAccounts(clock)))],
])("%s keeps the contract of accounts:", (_name, open) => {
  it("it reads plan, entitlements and what may be had, and knows no other account", async () => {
    const accounts = await open();
    expect(await accounts.read("a-1")).toMatchObject({
      plan: { id: "plus", currency: "USD", monthly: 2100 },
      entitlements: [{ id: "tv" }],
      plans: [{ id: "basic", monthly: 1500 }],
      gifts: [
        { id: "faster", cost: 300 },
        { id: "voucher", cost: 1000 },
      ],
    });
    expect(await accounts.read("a-9")).toBeUndefined();
  });

  it("it lists all plans and gifts, in every currency, for whoever says who may grant them", async () => {
    expect(await (await open()).listOffers?.()).toMatchObject({
      plans: [
        { id: "basic", label: { en: "plan basic" }, monthly: 1500 },
        { id: "plus" },
        { id: "yen", currency: "JPY" },
      ],
      gifts: [{ id: "faster", cost: 300 }, { id: "voucher" }],
    });
  });

  it("a quote says what a change comes to, and changes nothing", async () => {
    const accounts = await open();
    const before = await accounts.read("a-1");
    expect(await quoteFor(accounts, basic)).toMatchObject({
      change: basic,
      currency: "USD",
      monthly: 1500,
      once: 0,
      cost: 0,
      expires: new Date(at + 15 * 60_000).toISOString(),
      undoUntil: new Date(at + 14 * dayMs).toISOString(),
    });
    expect(await quoteFor(accounts, voucher)).toMatchObject({
      monthly: 2100,
      cost: 1000,
    });
    expect(await accounts.read("a-1")).toEqual(before);
  });

  it.each<[string, string, Change, RegExp]>([
    ["an account", "a-9", basic, /no account "a-9"/],
    ["a plan", "a-1", { kind: "plan", plan: "x" }, /no plan "x"/],
    ["a gift", "a-1", { kind: "gift", gift: "x" }, /no gift "x"/],
    ["another plan", "a-2", basic, /"basic" already/],
    ["its currency", "a-1", { kind: "plan", plan: "yen" }, /is in JPY/],
  ])("it quotes nothing without %s", async (_what, account, change, reason) => {
    const accounts = await open();
    expect(await accounts.quote(account, change)).toEqual(refused(reason));
  });

  it("a key changes something once, however often and at whatever instant it is asked for", async () => {
    const accounts = await open();
    const { quote } = await quoteFor(accounts, faster);
    const request = { key: "k-1", account: "a-1", quote };
    const once = () => accounts.commit(request);
    expect(await Promise.all([once(), once(), once()])).toEqual([
      done,
      done,
      done,
    ]);
    expect(await accounts.commit({ ...request, key: "k-2" })).toEqual(
      refused(/committed before, under another key/),
    );
    expect((await accounts.read("a-1"))?.entitlements).toMatchObject([
      { id: "tv" },
      { id: "faster", until: "2027-02-20" },
    ]);
    expect(await accounts.listChanges?.("a-1")).toEqual([
      {
        key: "k-1",
        quote,
        change: faster,
        currency: "USD",
        cost: 300,
        undone: false,
      },
    ]);
    expect(await accounts.quote("a-1", faster)).toEqual(
      refused(/has "faster" already/),
    );
  });

  it("a quote of another account, one that expired, and one from before a change are refused", async () => {
    const accounts = await open();
    const first = await quoteFor(accounts, faster);
    const second = await quoteFor(accounts, faster);
    const commit = (key: string, quote: string, account = "a-1") =>
      accounts.commit({ key, account, quote });
    expect(await commit("k-1", first.quote, "a-2")).toEqual(
      refused(/no open quote/),
    );
    expect(await commit("k-1", "q-none")).toEqual(refused(/no open quote/));
    expect(await commit("k-1", first.quote)).toEqual(done);
    expect(await commit("k-2", second.quote)).toEqual(refused(/changed since/));
    expect(await commit("k-1", second.quote)).toEqual(
      refused(/This key made another change/),
    );
    const late = await quoteFor(accounts, voucher);
    at += 15 * 60_000;
    expect(await commit("k-3", late.quote)).toEqual(refused(/expired at/));
  });

  it("a change is undone once, while its terms allow it, and what was there before is back", async () => {
    const accounts = await open();
    const before = await accounts.read("a-1");
    const { quote } = await quoteFor(accounts, basic);
    const request = { key: "k-1", account: "a-1", quote };
    expect(await accounts.undo(request)).toEqual(refused(/no change/));
    expect(await accounts.commit(request)).toEqual(done);
    expect((await accounts.read("a-1"))?.plan).toMatchObject({
      id: "basic",
      monthly: 1500,
    });
    expect(await accounts.undo({ ...request, account: "a-2" })).toEqual(
      refused(/no change/),
    );
    const undo = () => accounts.undo({ ...request, key: "u-1" });
    expect(await Promise.all([undo(), undo()])).toEqual([done, done]);
    expect(await accounts.undo({ ...request, key: "u-2" })).toEqual(
      refused(/undone before/),
    );
    expect(await accounts.commit(request)).toEqual(done);
    expect(await accounts.read("a-1")).toEqual(before);
    expect(await accounts.listChanges?.("a-1")).toMatchObject([
      { key: "k-1", undone: true },
    ]);
  });

  it("what cannot be undone, no longer can, or was changed again, stays", async () => {
    const accounts = await open();
    const make = async (change: Change, key: string) => {
      const { quote } = await quoteFor(accounts, change);
      await accounts.commit({ key, account: "a-1", quote });
      return { key: `u-${key}`, account: "a-1", quote };
    };
    expect(await accounts.undo(await make(voucher, "k-1"))).toEqual(
      refused(/cannot be undone/),
    );
    const down = await make(basic, "k-2");
    const up = await make({ kind: "plan", plan: "plus" }, "k-3");
    expect(await accounts.undo(down)).toEqual(refused(/changed again/));
    at += 14 * dayMs;
    expect(await accounts.undo(up)).toEqual(refused(/could be undone until/));
  });
});
