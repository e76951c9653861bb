/**
 * `GET /api/events`: what changes on the line, as server-sent events, for a desk or a board. `?types=call,queue` chooses; `Last-Event-ID` goes on
 * where a connection broke off. A listener that does not read is let go of: it comes back, and hears of the gap.
 */
import express, { type Request, type Router } from "express";
import { onlyWithKey } from "../api/api-key.js";
import type { Clock } from "../clock.js";
import type { Announcements, AnnouncedEvent } from "./announcements.js";
import { openEventStream } from "../event-stream.js";
import { createSharedLimit } from "../shared-limit.js";
import type { TurnDeps } from "../turn.js";

export interface EventsDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly announcements: Announcements;
  /** Absent: nobody listens. */
  readonly deskKey?: string;
}

/** So many listen to one server at once. */
const mostListeners = 200;

export function createEventsRouter(deps: EventsDeps): Router {
  const { turns, clock, announcements } = deps;
  const router = express.Router();
  let listeners = 0;
  router.get(
    "/",
    createSharedLimit(turns, clock, { name: "events", most: 60 }),
    onlyWithKey(deps.deskKey),
    async (request, response) => {
      if (listeners >= mostListeners)
        return void response
          .status(503)
          .json({ error: `${mostListeners} listen to this server already.` });
      listeners += 1;
      let stop = (): void => undefined;
      const wanted = typesIn(request);
      const { send } = openEventStream(response, clock, {
        closed() {
          listeners -= 1;
          stop();
        },
      });
      stop = await announcements.listen((event) => {
        if (!wanted || event.type === "gap" || wanted.has(event.type))
          send(written(event));
      }, request.get("last-event-id"));
      if (response.destroyed) stop();
    },
  );
  return router;
}

function typesIn({ query }: Request): ReadonlySet<string> | undefined {
  const { types } = query;
  return typeof types === "string" ? new Set(types.split(",")) : undefined;
}

function written({ id, at, type, data }: AnnouncedEvent): string {
  const body = { at: new Date(at).toISOString(), ...data };
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(body)}\n\n`;
}
