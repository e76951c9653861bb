import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type RequestHandler } from "express";
import type { Accounts } from "../../src/account/accounts.js";
import { createHttpAccount } from "../../src/account/http-account.js";
import { createAccountRouter } from "../../src/account/serve-account.js";
import { verifyAccount } from "../../src/account/verify/index.js";
import type { Change } from "../../src/machines/account-terms.js";
import { createMemoryAccounts } from "./memory-book.js";

const secret = "a secret of the tests";
const dayMs = 24 * 3600 * 1000;
let at = 0;
const clock = () => at;
const realNow = () => Date.now();
let server: Server | undefined;
beforeEach(() => {
  at = Date.parse("2026-11-22T12:00:00Z");
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) =>
    server ? server.close(resolve) : resolve(undefined),
  );
  server = undefined;
});
const listen = async (handle: RequestListener): Promise<string> => {
  server = createServer(handle);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const serve = (accounts: Accounts, ...before: RequestHandler[]) =>
  express().use(
    ...before,
    createAccountRouter({ accounts, secret, now: realNow }),
  );
const clientFor = async (handle: RequestListener): Promise<Accounts> =>
  createHttpAccount(
    { url: await listen(handle), secret, now: realNow },
    {
      askAttempt: 300,
      askInAll: 1_500,
      changeAttempt: 300,
      firstRetry: 1,
      longestRetry: 2,
      rest: 60,
    },
  );

const faster: Change = { kind: "gift", gift: "faster" };
const voucher: Change = { kind: "gift", gift: "voucher" };
const basic: Change = { kind: "plan", plan: "basic" };
const quoteFor = async (
  accounts: Accounts,
  change: Change,
  account = "a-1",
) => {
  const result = await accounts.quote(account, change);
  if (result.outcome !== "quoted") throw new Error(result.reason);
  return result.quote;
};
const done = { outcome: "done" };
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

describe("an account system that breaks the contract, or is in trouble, is unavailable", () => {
  const answering =
    (status: number, body: unknown): RequestListener =>
    (request, response) => {
      request.resume();
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
  const none = { entitlements: [], plans: [], gifts: [] };
  it.each<[string, (accounts: Accounts) => Promise<unknown>, object, RegExp]>([
    [
      "another account",
      (one) => one.read("a-1"),
      { account: "a-2", ...none },
      /Another account came back/,
    ],
    [
      "a price with a point",
      (one) => one.read("a-1"),
      {
        account: "a-1",
        ...none,
        plan: { id: "p", label: {}, currency: "USD", monthly: 21.5 },
      },
      /plan › monthly: a whole number of minor units/,
    ],
    [
      "a quote for something else",
      (one) => one.quote("a-1", faster),
      {
        account: "a-1",
        quote: "q",
        expires: "2026-11-22T12:00:00Z",
        change: voucher,
        label: {},
        currency: "USD",
        monthly: 0,
        once: 0,
        cost: 0,
      },
      /A quote for something else came back/,
    ],
    [
      "a change of another quote",
      (one) => one.commit({ key: "k", account: "a-1", quote: "q" }),
      { account: "a-1", quote: "other", undone: false },
      /"q" of account a-1 was to be committed, and the answer says "other"/,
    ],
    [
      "an undoing that undid nothing",
      (one) => one.undo({ key: "k", account: "a-1", quote: "q" }),
      { account: "a-1", quote: "q", undone: false },
      /was to be undone, and the answer says "q" of a-1, not undone/,
    ],
  ])("when it answers %s", async (_what, ask, body, message) => {
    const accounts = await clientFor(answering(200, body));
    await expect(ask(accounts)).rejects.toThrow(message);
    await expect(ask(accounts)).rejects.toMatchObject({
      code: "system-unavailable",
    });
  });

  it("when it never answers, and is left alone after five failures in a row", async () => {
    let asked = 0;
    const accounts = await clientFor(() => {
      asked += 1;
    });
    const commit = () =>
      accounts.commit({ key: "k", account: "a-1", quote: "q" });
    for (let time = 0; time < 5; time += 1)
      await expect(commit()).rejects.toThrow(/no answer in time/);
    await expect(commit()).rejects.toThrow(/left alone for a moment/);
    expect(asked).toBe(5);
  });

  it("and a change whose answer was lost is made once", async () => {
    const book = createMemoryAccounts(clock);
    const { quote } = await quoteFor(book, faster);
    const right = serve(book);
    let asked = 0;
    const accounts = await clientFor((request, response) => {
      asked += 1;
      if (asked === 1) response.end = (() => response.destroy()) as never;
      right(request, response);
    });
    const request = { key: "k-1", account: "a-1", quote };
    await expect(accounts.commit(request)).rejects.toMatchObject({
      code: "system-unavailable",
    });
    expect(await accounts.commit(request)).toEqual(done);
    expect(await book.listChanges?.("a-1")).toHaveLength(1);
  });
});

describe("the conformance suite of accounts", () => {
  const verify = async (
    change: (book: Accounts) => Partial<Accounts> = () => ({}),
    ...before: RequestHandler[]
  ) => {
    const book = createMemoryAccounts();
    const url = await listen(serve({ ...book, ...change(book) }, ...before));
    const verified = await verifyAccount({
      url,
      secret,
      now: realNow,
      elapsed: () => 0,
      account: "a-1",
      other: "a-2",
      run: "one",
    });
    return {
      ...verified,
      rules: verified.shortcomings
        .map(({ rule, seen }) => `${rule} ${seen}`)
        .join("\n"),
    };
  };

  it("finds nothing wrong with the reference", async () => {
    expect(await verify()).toEqual({ shortcomings: [], rules: "" });
  });

  it("says what it could not try", async () => {
    const { untried } = await verify(() => ({
      read: () => Promise.resolve(undefined),
    }));
    expect(untried).toMatch(/a-1 is no account; a-2 is no account/);
  });

  it("finds a system that answers whoever asks", async () => {
    const unsigned: RequestHandler = (_request, response, next) => {
      response.status = () => response;
      next();
    };
    expect((await verify(undefined, unsigned)).rules).toMatch(
      /A request without a signature is refused\. Status 200/,
    );
  });

  it("finds a quote that changes something", async () => {
    const { rules } = await verify((book) => ({
      async quote(account, change) {
        const result = await book.quote(account, change);
        if (result.outcome === "quoted")
          await book.commit({
            key: result.quote.quote,
            account,
            quote: result.quote.quote,
          });
        return result;
      },
    }));
    expect(rules).toMatch(/A quote changes nothing/);
  });

  it("finds a change that is made for every key, and one that says it was made and was not", async () => {
    const always = () => Promise.resolve({ outcome: "done" as const });
    const { rules } = await verify(() => ({ commit: always }));
    for (const rule of [
      /A quote of another account is refused/,
      /A quote is committed once, also under another key/,
      /A key that was used is refused for another quote/,
      /the account does not show it/,
      /It stands there 0 times/,
    ])
      expect(rules).toMatch(rule);
  });

  it("finds an undoing that brings nothing back", async () => {
    const { rules } = await verify(() => ({
      undo: () => Promise.resolve({ outcome: "done" as const }),
    }));
    expect(rules).toMatch(/A change that was not made is not undone/);
    expect(rules).toMatch(/what was there before is back/);
    expect(rules).toMatch(/It stands there 1 times, not undone/);
  });

  it.each(["/changes/search", "/offers"])(
    "accepts a system that has nothing at %s",
    async (path) => {
      const own: RequestHandler = (request, response, next) =>
        request.path === path
          ? void response.status(404).json({ reason: "no" })
          : next();
      expect((await verify(undefined, own)).shortcomings).toEqual([]);
    },
  );
});
