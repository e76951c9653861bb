/** What the company's own systems ask of the line, with one key: claims from other channels, and customers' registers. */
import express, { type ErrorRequestHandler, type Router } from "express";
import { StoreUnavailable } from "../store/contract.js";
import { onlyWithKey } from "./api-key.js";
import { createClaimsRouter, type ClaimsApiDeps } from "./claims-api.js";
import { createRegisterRouter } from "./register-routes.js";
import { createSharedLimit } from "./shared-limit.js";

export interface CompanyApiDeps extends ClaimsApiDeps {
  readonly apiKey: string;
  /** Requests a minute from one address, at all servers together; absent: 120. */
  readonly perMinute?: number;
}

/** `POST /claims`, `GET /customers/<account>/claims` and `…/claims.csv`. */
export function createCompanyApi(deps: CompanyApiDeps): Router {
  const { turns, clock, log, apiKey, perMinute = 120 } = deps;
  const router = express.Router();
  router.use(
    ["/claims", "/customers"],
    createSharedLimit(turns, clock, perMinute),
    onlyWithKey(apiKey),
  );
  router.use(createClaimsRouter(deps));
  router.use(createRegisterRouter(turns.store));
  router.use(((error: { status?: number }, request, response, next) => {
    if (response.headersSent) return next(error);
    // A body that is no JSON, or too large.
    if (error.status !== undefined)
      return response
        .status(error.status)
        .json({ error: "The body has to be JSON of at most 4 kB." });
    log.error({ error, path: request.path }, "a request of the API failed");
    response.status(error instanceof StoreUnavailable ? 503 : 500).json({
      error: "It could not be answered now. Send it again, under the same key.",
    });
  }) satisfies ErrorRequestHandler);
  return router;
}
