/**
 * Where a caller stands who was promised a call-back, for a desk: `GET /api/callbacks/<number>`. It is `404` for a number to which none is
 * promised.
 */
import express, { type Router } from "express";
import type { Callback } from "../../machines/callback/context.js";
import { roomOf } from "../../machines/callback/room.js";
import type { Queue } from "../../machines/queue/context.js";
import { lineQueue } from "../../machines/queue/events.js";
import { placeOf } from "../../machines/queue/expected-wait.js";
import { onlyWithKey } from "./api-key.js";
import type { PeopleApiDeps } from "./people-api.js";
import { readContext } from "../read-context.js";
import { createSharedLimit } from "../shared-limit.js";

export function createPlaceRouter(deps: PeopleApiDeps): Router {
  const { turns, clock } = deps;
  const router = express.Router();
  router.use(
    createSharedLimit(turns, clock, { name: "callbacks", most: 300 }),
    onlyWithKey(deps.deskKey),
  );
  router.get("/:number", async (request, response) => {
    const id = request.params.number.slice(0, 32);
    const [back, queue] = await Promise.all([
      readContext<Callback>(turns.store, { kind: "callback", id }),
      readContext<Queue>(turns.store, lineQueue),
    ]);
    const asked = back?.asked;
    if (!back || !asked)
      return void response
        .status(404)
        .json({ error: "No call-back is promised to this number." });
    const place = queue && placeOf(queue, roomOf(asked), clock.now());
    response.json({
      reference: asked.case.reference,
      since: new Date(asked.since).toISOString(),
      due: new Date(asked.case.due).toISOString(),
      // Absent while somebody is being rung for them, or nobody is there.
      ...(place && { place: place.place, expectedSeconds: place.seconds }),
      tries: back.tries.map(({ at, result }) => ({
        at: new Date(at).toISOString(),
        result,
      })),
    });
  });
  return router;
}
