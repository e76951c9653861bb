/**
 * Who waits, and what became of one caller, for a desk: `GET /api/queue`, most senior first, and `GET /api/connections/<call>`, with every
 * offer and its outcome, and every overtaking with the rule that allowed it. Callers are named by their calls, never by their numbers.
 */
import express, { type Router } from "express";
import { whereIs } from "../machines/advance.js";
import { callOfRoom } from "../machines/callback/steps.js";
import type { Connection } from "../machines/connection/context.js";
import type { Queue } from "../machines/queue/context.js";
import { lineQueue, type Overtaking } from "../machines/queue/events.js";
import { placeOf } from "../machines/queue/expected-wait.js";
import { onlyWithKey } from "./api-key.js";
import type { PeopleApiDeps } from "./people-api.js";
import { readContext } from "./read-context.js";
import { createSharedLimit } from "./shared-limit.js";
import { readState } from "./turn.js";

export function createQueueRouter(deps: PeopleApiDeps): Router {
  const { turns, clock } = deps;
  const router = express.Router();
  router.use(
    ["/queue", "/connections"],
    createSharedLimit(turns, clock, { name: "queue", most: 300 }),
    onlyWithKey(deps.deskKey),
  );
  router.get("/queue", async (_request, response) => {
    const queue = await readContext<Queue>(turns.store, lineQueue);
    response.json({
      waiting: (queue?.waiting ?? []).map((caller) => {
        const place = queue && placeOf(queue, caller.call, clock.now());
        return {
          ...viewWaiting(caller),
          // Absent while a phone rings for them.
          ...(place && { place: place.place, expectedSeconds: place.seconds }),
          overtaken: (caller.overtaken ?? []).map(viewOvertaking),
        };
      }),
    });
  });
  router.get("/connections/:call", async (request, response) => {
    const id = request.params.call.slice(0, 128);
    const { machine } = await turns.store.load({ kind: "connection", id });
    if (!machine)
      return void response
        .status(404)
        .json({ error: "Nobody was asked for on this call." });
    const { snapshot } = readState(machine.state);
    const { context } = snapshot as unknown as { context: Connection };
    const { person, tried, hello, overtook = [], overtaken = [] } = context;
    response.json({
      call: id,
      at: whereIs(snapshot),
      ...(person && { person: person.id }),
      ...(hello && { hello: { ...hello, at: time(hello.at) } }),
      offers: tried.map((one) => ({ ...one, at: time(one.at) })),
      overtook: overtook.map((one) => ({ ...one, at: time(one.at) })),
      overtaken: overtaken.map(viewOvertaking),
    });
  });
  return router;
}

/** Somebody who waits, as a desk sees them. */
export function viewWaiting(caller: Queue["waiting"][number]) {
  return {
    call: caller.call,
    since: time(caller.since),
    callback: callOfRoom(caller.call) !== caller.call,
    role: caller.role,
    ...(caller.topic !== undefined && { topic: caller.topic }),
    language: caller.language,
    ...(caller.segment !== undefined && { segment: caller.segment }),
    ...(caller.offeredTo !== undefined && { offeredTo: caller.offeredTo }),
  };
}

function viewOvertaking(one: Overtaking) {
  return { ...one, at: time(one.at) };
}

function time(at: number): string {
  return new Date(at).toISOString();
}
