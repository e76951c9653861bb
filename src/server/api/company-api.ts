/** What the company's own systems ask of the line, with one key: claims from other channels, customers' registers and plans. */
import express, { type ErrorRequestHandler, type Router } from "express";
import type { Accounts } from "../../account/accounts.js";
import { StoreUnavailable } from "../../store/contract.js";
import { SystemUnavailable } from "../../systems/client.js";
import { onlyWithKey } from "./api-key.js";
import { createClaimsRouter, type ClaimsApiDeps } from "./claims-api.js";
import { createRegisterRouter } from "./register-routes.js";
import { createSharedLimit } from "../shared-limit.js";

export interface CompanyApiDeps extends ClaimsApiDeps {
  readonly accounts: Accounts;
  readonly apiKey: string;
  /** Requests a minute from one address, at all servers together; absent: 120. */
  readonly perMinute?: number;
}

/** `POST /claims`, `GET /customers/<account>/claims`, `…/claims.csv` and `…/plan`. */
export function createCompanyApi(deps: CompanyApiDeps): Router {
  const { turns, accounts, clock, log, apiKey, perMinute = 120 } = deps;
  const router = express.Router();
  router.use(
    ["/claims", "/customers"],
    createSharedLimit(turns, clock, { name: "company", most: perMinute }),
    onlyWithKey(apiKey),
  );
  router.use(createClaimsRouter(deps));
  router.use(createRegisterRouter(turns.store));
  router.get("/customers/:account/plan", async (request, response) => {
    const { account } = request.params;
    const view = /^[!-~]{1,80}$/.test(account)
      ? await accounts.read(account)
      : undefined;
    response.set("cache-control", "no-store");
    if (view) response.json({ account, ...view });
    else
      response
        .status(404)
        .json({ error: `There is no account "${account.slice(0, 80)}".` });
  });
  router.use(((error: { status?: number }, request, response, next) => {
    if (response.headersSent) return next(error);
    // A body that is no JSON, or too large.
    if (error.status !== undefined)
      return response
        .status(error.status)
        .json({ error: "The body has to be JSON of at most 4 kB." });
    log.error({ error, path: request.path }, "a request of the API failed");
    const isAway =
      error instanceof StoreUnavailable || error instanceof SystemUnavailable;
    response.status(isAway ? 503 : 500).json({
      error: "It could not be answered now. Send it again, under the same key.",
    });
  }) satisfies ErrorRequestHandler);
  return router;
}
