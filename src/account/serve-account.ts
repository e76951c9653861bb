import type { Router } from "express";
import { createSignedRouter, type ServeDeps } from "../systems/serve.js";
import type { Accounts, ChangeResult, KeyedQuote } from "./accounts.js";
import {
  askOffers,
  askQuote,
  keyedQuote,
  paths,
  searchAccount,
  searchChanges,
} from "./contract.js";

export interface ServeAccountDeps extends ServeDeps {
  readonly accounts: Accounts;
}

/** The contract's other side: serves any accounts over HTTP. The tests use it, and whoever writes one of their own may read it. */
export function createAccountRouter({
  accounts,
  ...deps
}: ServeAccountDeps): Router {
  return createSignedRouter(deps, (serve) => {
    serve(paths.searchAccount, searchAccount, async ({ account }) => {
      const view = await accounts.read(account);
      const none = { entitlements: [], plans: [], gifts: [] };
      return [200, { account, ...(view ?? none) }];
    });
    serve(paths.quote, askQuote, async ({ account, change }) => {
      const result = await accounts.quote(account, change);
      return result.outcome === "quoted"
        ? [200, { account, ...result.quote }]
        : [422, { reason: result.reason }];
    });
    const alter = (
      path: string,
      undone: boolean,
      work: (request: KeyedQuote) => Promise<ChangeResult>,
    ) =>
      serve(path, keyedQuote, async ({ account, quote }, key) => {
        if (key === "")
          return [400, { reason: "The Idempotency-Key is missing." }];
        const result = await work({ key, account, quote });
        return result.outcome === "done"
          ? [200, { account, quote, undone }]
          : [422, { reason: result.reason }];
      });
    alter(paths.commit, false, (request) => accounts.commit(request));
    alter(paths.undo, true, (request) => accounts.undo(request));
    serve(paths.searchChanges, searchChanges, async ({ account }) => [
      200,
      { account, changes: (await accounts.listChanges?.(account)) ?? [] },
    ]);
    serve(paths.listOffers, askOffers, async () => {
      const offers = await accounts.listOffers?.();
      return offers
        ? [200, offers]
        : [404, { reason: "This system keeps its offers to itself." }];
    });
  });
}
