/**
 * Who waits, and what became of one caller, for a desk: `GET /api/queue`, most senior first, and `GET /api/connections/<call>`, with every
 * offer and its outcome, and every overtaking with the rule that allowed it. `PUT /api/connections/<call>/note` says what the talk was about. Callers are named by their calls, never by their numbers.
 */
import express, { type Router } from "express";
import type { Queue } from "../../machines/queue/context.js";
import { lineQueue } from "../../machines/queue/events.js";
import { placeOf } from "../../machines/queue/expected-wait.js";
import { z } from "zod";
import { firstProblem } from "../../systems/values.js";
import { onlyWithKey } from "./api-key.js";
import { noteTalk, talkNote, type NoteTalkDeps } from "../desk/note-talk.js";
import type { PeopleApiDeps } from "./people-api.js";
import { readContext } from "../read-context.js";
import { createSharedLimit } from "../shared-limit.js";
import { createTalkRouter } from "./talk-api.js";
import { readState } from "../turn.js";
import { time, viewConnection, viewOvertaking } from "./view-connection.js";

export const noteBody = talkNote.extend({
  /** Who had the talk, by the people file. */
  by: z.string().min(1).max(80),
});

export function createQueueRouter(deps: PeopleApiDeps & NoteTalkDeps): Router {
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
    response.json(viewConnection(id, readState(machine.state)));
  });
  router.use(createTalkRouter(deps));
  router.put(
    "/connections/:call/note",
    express.json({ limit: "1kb" }),
    async ({ params, body }, response) => {
      const read = noteBody.safeParse(body);
      if (!read.success)
        return void response
          .status(400)
          .json({ error: firstProblem(read.error) });
      const { by, ...note } = read.data;
      const room = params.call.slice(0, 128);
      const refused = await noteTalk(deps, room, by, note);
      const [status, answer] = refused ?? [200, { call: room, by, ...note }];
      response.status(status).json(answer);
    },
  );
  return router;
}

/** Somebody who waits, as a desk sees them. */
export function viewWaiting(caller: Queue["waiting"][number]) {
  return {
    call: caller.call,
    since: time(caller.since),
    callback: caller.call.endsWith(".back"),
    role: caller.role,
    ...(caller.topic !== undefined && { topic: caller.topic }),
    language: caller.language,
    ...(caller.segment !== undefined && { segment: caller.segment }),
    ...(caller.offeredTo !== undefined && { offeredTo: caller.offeredTo }),
  };
}
