/**
 * Who may take callers, and what each is doing, for desks and schedules: `GET /api/people`, `PUT /api/people/<id>/presence`, and the sign of
 * life of a desk, `PUT /api/people/<id>/desk`, and what a browser needs to be rung, `POST /api/people/<id>/token`. Somebody who is with a caller goes away when that is over. Numbers are not given out.
 */
import express, { type RequestHandler, type Router } from "express";
import { z } from "zod";
import { firstProblem } from "../../systems/values.js";
import { deskSilentMs, type DeskBeat } from "../../machines/desk.js";
import type { Presence, Queue } from "../../machines/queue/context.js";
import {
  lineQueue,
  type QueueEvent,
  type Staff,
} from "../../machines/queue/events.js";
import type { IssueBrowserToken } from "../../carrier/twilio/browser-tokens.js";
import { onlyWithKey } from "./api-key.js";
import type { Clock } from "../clock.js";
import { createPinsRouter } from "./pins-api.js";
import { readContext } from "../read-context.js";
import { createSharedLimit } from "../shared-limit.js";
import { takeTurn, type TurnDeps } from "../turn.js";

export interface PeopleApiDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  /** Absent: nobody reads or sets it over the API. */
  readonly deskKey?: string;
  /** Absent: nobody answers in a browser. */
  readonly browserToken?: IssueBrowserToken;
}

const status = z.enum(["available", "away"]);
export const presenceBody = z.strictObject({ status });
export const deskBody = z.strictObject({ status: status.optional() });

export function createPeopleRouter(deps: PeopleApiDeps): Router {
  const { turns, clock } = deps;
  const router = express.Router();
  const { people, setPresence, beat } = createPresence(deps);
  const limit = (name: string, most: number) =>
    createSharedLimit(turns, clock, { name, most });
  const isKey = onlyWithKey(deps.deskKey);
  const body = express.json({ limit: "1kb" });
  const onlyKnown: RequestHandler<{ id: string }> = async (
    { params },
    response,
    next,
  ) => {
    if ((await people()).some(({ person }) => person.id === params.id)) next();
    else
      response
        .status(404)
        .json({ error: "Nobody of the people file has this id." });
  };
  const view = async (id: string) => {
    const one = (await people()).find(({ person }) => person.id === id);
    return one ? viewPresence(one) : {};
  };

  // A hundred desks behind one address, each three times a minute, and some to spare.
  router.put(
    "/:id/desk",
    limit("desks", 1_000),
    isKey,
    body,
    onlyKnown,
    async (request, response) => {
      const { id } = request.params;
      const read = deskBody.safeParse(request.body ?? {});
      if (!read.success)
        return void response
          .status(400)
          .json({ error: firstProblem(read.error) });
      const at = clock.now();
      await beat(id, at);
      if (read.data.status)
        await setPresence(id, read.data.status, at, { desk: true });
      response.json({
        ...(await view(id)),
        againWithinSeconds: deskSilentMs / 1000,
      });
    },
  );
  router.use(limit("people", 300), isKey, createPinsRouter(deps));
  router.get("/", async (_request, response) => {
    response.json({ people: (await people()).map(viewPresence) });
  });
  router.put("/:id/presence", body, onlyKnown, async (request, response) => {
    const { id } = request.params;
    const read = presenceBody.safeParse(request.body);
    if (!read.success)
      return void response
        .status(400)
        .json({ error: firstProblem(read.error) });
    await setPresence(id, read.data.status, clock.now());
    response.json(await view(id));
  });
  router.post("/:id/token", onlyKnown, async ({ params }, response) => {
    const one = (await people()).find(({ person }) => person.id === params.id);
    const [code, answer] = giveToken(deps.browserToken, one?.person);
    response.status(code).set("cache-control", "no-store").json(answer);
  });
  return router;
}

/** What somebody's browser needs to be rung, or why it cannot be. */
export function giveToken(
  browserToken: IssueBrowserToken | undefined,
  person: Staff | undefined,
): readonly [status: number, answer: object] {
  if (!browserToken)
    return [
      409,
      {
        error: "This line has no TWILIO_API_KEY: nobody answers in a browser.",
      },
    ];
  const client = person && clientOf(person);
  return client === undefined
    ? [
        409,
        {
          error: `None of this person's phones is a browser. Write client:${person?.id ?? ""} among them in the people file.`,
        },
      ]
    : [200, { identity: client, ...browserToken(client) }];
}

/** The name under which somebody's browser is rung. */
function clientOf({ phone, rings = [] }: Staff): string | undefined {
  const prefix = "client:";
  return [phone, ...rings.map((one) => one.phone)]
    .find((one) => one.startsWith(prefix))
    ?.slice(prefix.length);
}

/** Setting it twice is setting it once: no key is needed, only another token each time. */
export function createPresence({ turns }: Pick<PeopleApiDeps, "turns">) {
  return {
    people: async () =>
      (await readContext<Queue>(turns.store, lineQueue))?.people ?? [],
    setPresence: async (
      person: string,
      next: "available" | "away",
      at: number,
      where: { readonly desk?: true } = {},
    ) => {
      const event: QueueEvent = {
        type: "presence",
        at,
        person,
        status: next,
        ...where,
      };
      await takeTurn(turns, {
        key: lineQueue,
        token: `presence:${person}:${at}:${next}`,
        event,
        begins: false,
        asks: false,
      });
    },
    beat: async (person: string, at: number) => {
      const event: DeskBeat = { type: "beat", at, person };
      await takeTurn(turns, {
        key: { kind: "desk", id: person },
        token: `beat:${at}`,
        event,
        begins: true,
        asks: false,
      });
    },
  };
}

/** Somebody of the line, without their numbers. */
export function viewPresence({
  person,
  status: doing,
  since,
  leaving,
  desk,
  silent,
  unanswered,
  call,
}: Presence) {
  const { id, name, role } = person;
  return {
    id,
    name,
    role,
    status: doing,
    since: new Date(since).toISOString(),
    ...(leaving && { leaving }),
    ...(desk !== undefined && { desk: true }),
    ...(silent && { silent }),
    ...(unanswered && { unanswered }),
    ...(call !== undefined && { call }),
  };
}
