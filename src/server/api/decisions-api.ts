/**
 * What people grant customers (C15): `POST /api/decisions` by whoever has the desk's key, one of the company's own systems, which says who
 * decides; what that person may grant, the account's decisions say. `GET /api/decisions?day=…` shows the director a day (C26). A key of
 * `Idempotency-Key` is one decision, however often it is sent.
 */
import express, { type ErrorRequestHandler, type Router } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import { StoreUnavailable } from "../../store/contract.js";
import { SystemUnavailable } from "../../systems/client.js";
import { onlyWithKey } from "./api-key.js";
import {
  countDecisions,
  listDecisions,
  markDecision,
} from "./decision-figures.js";
import { readDecisionsOf } from "../books/gather-decisions.js";
import { createSharedLimit } from "../shared-limit.js";
import { dayAt, takeDecision, type DecisionDeps } from "./take-decision.js";

export interface DecisionsApiDeps extends DecisionDeps {
  /** Absent: nobody decides over the API. */
  readonly deskKey?: string;
}

export function createDecisionsRouter(deps: DecisionsApiDeps): Router {
  const router = express.Router();
  router.use(
    createSharedLimit(deps.turns, deps.clock, { name: "decisions", most: 300 }),
    onlyWithKey(deps.deskKey),
  );
  router.get("/", async (request, response) => {
    const { clock, timeZone, turns } = deps;
    const { day = dayAt(clock.now(), timeZone()) } = request.query;
    if (typeof day !== "string" || !z.iso.date().safeParse(day).success)
      return void response
        .status(400)
        .json({ error: '"day" has to be a day such as 2026-11-22.' });
    const decisions = await readDecisionsOf(turns.store, day, clock.now());
    response.set("cache-control", "no-store").json({ day, decisions });
  });
  router.get("/found", async ({ query }, response) => {
    const [status, body] = await listDecisions(deps, query);
    response.status(status).json(body);
  });
  router.get("/figures", async ({ query }, response) => {
    const [status, body] = await countDecisions(deps, query);
    response.status(status).json(body);
  });
  router.post(
    "/:id/mark",
    express.json({ limit: "4kb" }),
    async ({ params, body: posted }, response) => {
      const [status, body] = await markDecision(deps, params.id, posted);
      response.status(status).json(body);
    },
  );
  router.post(
    "/",
    express.json({ limit: "4kb" }),
    async (request, response) => {
      const key = request.get("idempotency-key") ?? "";
      const [status, body] = await takeDecision(deps, key, request.body);
      response.status(status).json(body);
    },
  );
  router.use(jsonErrors(deps.log));
  return router;
}

function jsonErrors(log: Logger): ErrorRequestHandler {
  return (error: { status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.status !== undefined && error.status < 500)
      return void response
        .status(error.status)
        .json({ error: "The body has to be JSON of at most 4 kB." });
    const isAway =
      error instanceof StoreUnavailable || error instanceof SystemUnavailable;
    if (!isAway) log.error({ error }, "a decision could not be taken");
    response.status(isAway ? 503 : 500).json({
      error: "It could not be done now. Send it again under the same key.",
    });
  };
}
