import type { RequestListener } from "node:http";
import type { Accounts } from "../../src/account/accounts.js";
import { listening } from "../support/listening.js";
import { createMemoryAccounts } from "./memory-book.js";
import {
  clientOf,
  done,
  faster,
  quoteFor,
  serve,
  voucher,
} from "./served-accounts.js";

const clientFor = clientOf(listening());

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
    const book = createMemoryAccounts();
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
