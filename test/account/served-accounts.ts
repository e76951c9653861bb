import type { RequestListener } from "node:http";
import express, { type RequestHandler } from "express";
import type { Accounts } from "../../src/account/accounts.js";
import { createHttpAccount } from "../../src/account/http-account.js";
import { createAccountRouter } from "../../src/account/serve-account.js";
import type { Change } from "../../src/machines/account-terms.js";

export const signed = {
  secret: "a secret of the tests",
  now: () => Date.now(),
};

/** An account system over HTTP; `before` sees each request first. */
export const serve = (accounts: Accounts, ...before: RequestHandler[]) =>
  express().use(...before, createAccountRouter({ accounts, ...signed }));

/** The line's side of one that listens, in more of a hurry than the line is. */
export const clientOf =
  (listen: (handle: RequestListener) => Promise<string>) =>
  async (handle: RequestListener): Promise<Accounts> =>
    createHttpAccount(
      { url: await listen(handle), ...signed },
      {
        askAttempt: 300,
        askInAll: 1_500,
        changeAttempt: 300,
        firstRetry: 1,
        longestRetry: 2,
        rest: 60,
      },
    );

export const faster: Change = { kind: "gift", gift: "faster" };
export const voucher: Change = { kind: "gift", gift: "voucher" };
export const basic: Change = { kind: "plan", plan: "basic" };
export const quoteFor = async (
  accounts: Accounts,
  change: Change,
  account = "a-1",
) => {
  const result = await accounts.quote(account, change);
  if (result.outcome !== "quoted") throw new Error(result.reason);
  return result.quote;
};
export const done = { outcome: "done" };
