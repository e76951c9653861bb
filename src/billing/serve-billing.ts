import type { Router } from "express";
import { createSignedRouter, type ServeDeps } from "../systems/serve.js";
import type { Billing } from "./billing.js";
import {
  paths,
  postCredit,
  searchBill,
  searchCharges,
  searchCredits,
} from "./contract.js";

export interface ServeBillingDeps extends ServeDeps {
  readonly billing: Billing;
}

/** The contract's other side: serves any billing over HTTP. The tests use it, and whoever writes one of their own may read it. */
export function createBillingRouter({
  billing,
  ...deps
}: ServeBillingDeps): Router {
  return createSignedRouter(deps, (serve) => {
    serve(paths.searchCharges, searchCharges, async ({ number }) => {
      const { charges, ...found } = await billing.findCharges(number);
      const wire = charges.map(({ amount: money, ...charge }) => ({
        ...charge,
        ...money,
      }));
      return [200, { number, ...found, charges: wire }];
    });
    serve(paths.postCredit, postCredit, async (credit, key) => {
      if (key === "")
        return [400, { reason: "The Idempotency-Key is missing." }];
      const { account, charge, amount, currency } = credit;
      const result = await billing.postCredit({
        key,
        account,
        charge: { id: charge, amount: { amount, currency } },
      });
      return result.outcome === "posted"
        ? [200, { account, charge, amount, currency, total: result.total }]
        : [422, { reason: result.reason }];
    });
    serve(paths.searchCredits, searchCredits, async ({ account }) => {
      const credits = (await billing.listCredits?.(account)) ?? [];
      const wire = credits.map(({ money, ...credit }) => ({
        ...credit,
        ...money,
      }));
      return [200, { account, credits: wire }];
    });
    serve(paths.searchBill, searchBill, async ({ account, charge }) => {
      const bill = await billing.findBill?.(account, charge);
      if (!bill) return [404, { reason: "There is no such bill." }];
      const { id, ...rest } = bill;
      return [200, { account, bill: id, ...rest }];
    });
  });
}
