import express, { type Request, type Response, type Router } from "express";
import type { z } from "zod";
import type { Billing } from "./billing.js";
import {
  firstProblem,
  paths,
  postCredit,
  searchBill,
  searchCharges,
  searchCredits,
  type BillingPath,
} from "./contract.js";
import {
  isSigned,
  keyHeader,
  signatureHeader,
  timestampHeader,
} from "./signature.js";

export interface ServeBillingDeps {
  readonly billing: Billing;
  readonly secret: string;
  /** Epoch ms. */
  readonly now: () => number;
}

/** The contract's other side: serves any billing over HTTP. The tests use it, and whoever writes one of their own may read it. */
export function createBillingRouter({
  billing,
  secret,
  now,
}: ServeBillingDeps): Router {
  const router = express.Router();
  router.use(express.text({ type: () => true, limit: "16kb" }));
  const serve = <Body>(
    path: BillingPath,
    schema: z.ZodType<Body>,
    answer: (body: Body, key: string) => Promise<[number, object]>,
  ): void => {
    router.post(path, async (request, response) => {
      const body = typeof request.body === "string" ? request.body : "";
      const key = request.get(keyHeader) ?? "";
      const timestamp = request.get(timestampHeader) ?? "";
      const signature = request.get(signatureHeader) ?? "";
      if (!isSigned(secret, { timestamp, path, key, body }, signature, now())) {
        response
          .status(401)
          .json({ reason: "The signature does not fit the request." });
        return;
      }
      const read = schema.safeParse(parseJson(body));
      const [status, json] = read.success
        ? await answer(read.data, key)
        : [400, { reason: firstProblem(read.error) }];
      response.status(status).json(json);
    });
  };

  serve(paths.searchCharges, searchCharges, async ({ number }) => {
    const { account, charges } = await billing.findCharges(number);
    const wire = charges.map(({ amount: money, ...charge }) => ({
      ...charge,
      ...money,
    }));
    return [
      200,
      { number, ...(account !== undefined && { account }), charges: wire },
    ];
  });
  serve(paths.postCredit, postCredit, async (credit, key) => {
    if (key === "") return [400, { reason: "The Idempotency-Key is missing." }];
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
  router.use((_request: Request, response: Response) => {
    response.status(404).json({ reason: "There is nothing here." });
  });
  return router;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
