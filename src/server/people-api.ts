/**
 * Who may take callers, and what each is doing, for a desk or a schedule: `GET /api/people`, and `PUT /api/people/<id>/presence`. Somebody
 * who is with a caller goes away when that is over. Numbers are not given out.
 */
import express, { type Router } from "express";
import { z } from "zod";
import { firstProblem } from "../systems/values.js";
import type { Presence, Queue } from "../machines/queue/context.js";
import { lineQueue, type QueueEvent } from "../machines/queue/events.js";
import { onlyWithKey } from "./api-key.js";
import type { Clock } from "./clock.js";
import { readContext } from "./read-context.js";
import { createSharedLimit } from "./shared-limit.js";
import { takeTurn, type TurnDeps } from "./turn.js";

export interface PeopleApiDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  /** Absent: nobody reads or sets it over the API. */
  readonly deskKey?: string;
}

const presence = z.strictObject({ status: z.enum(["available", "away"]) });

export function createPeopleRouter(deps: PeopleApiDeps): Router {
  const { turns, clock } = deps;
  const router = express.Router();
  const people = async () =>
    (await readContext<Queue>(turns.store, lineQueue))?.people ?? [];
  router.use(
    createSharedLimit(turns, clock, { name: "people", most: 300 }),
    onlyWithKey(deps.deskKey),
  );
  router.get("/", async (_request, response) => {
    response.json({ people: (await people()).map(viewPresence) });
  });
  router.put(
    "/:id/presence",
    express.json({ limit: "1kb" }),
    async (request, response) => {
      const { id } = request.params;
      const read = presence.safeParse(request.body);
      if (!read.success)
        return void response
          .status(400)
          .json({ error: firstProblem(read.error) });
      if (!(await people()).some(({ person }) => person.id === id))
        return void response
          .status(404)
          .json({ error: "Nobody of the people file has this id." });
      const event: QueueEvent = {
        type: "presence",
        at: clock.now(),
        person: id,
        status: read.data.status,
      };
      await takeTurn(turns, {
        key: lineQueue,
        // Setting it twice is setting it once: no key is needed, only another one each time.
        token: `presence:${id}:${event.at}:${read.data.status}`,
        event,
        begins: false,
        asks: false,
      });
      const now = (await people()).find(({ person }) => person.id === id);
      response.json(now ? viewPresence(now) : {});
    },
  );
  return router;
}

function viewPresence({ person, status, since, leaving }: Presence) {
  const { id, name, role } = person;
  return {
    id,
    name,
    role,
    status,
    since: new Date(since).toISOString(),
    ...(leaving && { leaving }),
  };
}
