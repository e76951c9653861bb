import type { RequestHandler } from "express";
import type { Accounts } from "../../src/account/accounts.js";
import { verifyAccount } from "../../src/account/verify/index.js";
import { listening } from "../support/listening.js";
import { createMemoryAccounts } from "./memory-book.js";
import { serve, signed } from "./served-accounts.js";

const listen = listening();

describe("the conformance suite of accounts", () => {
  const verify = async (
    change: (book: Accounts) => Partial<Accounts> = () => ({}),
    ...before: RequestHandler[]
  ) => {
    const book = createMemoryAccounts();
    const url = await listen(serve({ ...book, ...change(book) }, ...before));
    const verified = await verifyAccount({
      url,
      ...signed,
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
