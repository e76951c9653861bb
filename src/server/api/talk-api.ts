/**
 * What a person does in a talk, for a desk (C20): `POST /api/connections/<call>/hold`, `/ask`, `/back`, `/third-off`, `/leave`. Each is one
 * event of the connection and answers how the talk is then; what cannot be done where the talk is changes nothing and is said.
 */
import { randomUUID } from "node:crypto";
import express, { type Response, type Router } from "express";
import { z } from "zod";
import { whereIs } from "../../machines/advance.js";
import { firstProblem } from "../../systems/values.js";
import type { PeopleApiDeps } from "./people-api.js";
import { takeTurn, type TurnResult } from "../turn.js";
import { viewConnection } from "./view-connection.js";

export const talkActs = ["hold", "back", "third-off", "leave"] as const;

/** The body of `POST …/ask`. */
export const askBody = z.strictObject({
  whom: z.enum(["superior", "director"], {
    error: '"superior" or "director"',
  }),
});

type TalkDeps = Pick<PeopleApiDeps, "turns" | "clock">;

/** The right to it is whoever's who mounts it. */
export function createTalkRouter(deps: TalkDeps): Router {
  const router = express.Router();
  for (const type of talkActs)
    router.post(`/connections/:call/${type}`, async ({ params }, response) =>
      answer(
        response,
        params.call,
        await actInTalk(deps, params.call, { type }),
      ),
    );
  router.post(
    "/connections/:call/ask",
    express.json({ limit: "1kb" }),
    async (request, response) => {
      const { call } = request.params;
      const read = askBody.safeParse(request.body);
      if (!read.success)
        return void response
          .status(400)
          .json({ error: firstProblem(read.error) });
      const event = { type: "ask", ...read.data };
      answer(response, call, await actInTalk(deps, call, event));
    },
  );
  return router;
}

/** Each time is one of its own: an act that was done already is none where the talk is now. */
export function actInTalk(
  { turns, clock }: TalkDeps,
  call: string,
  event: { readonly type: string } & Record<string, unknown>,
): Promise<TurnResult> {
  return takeTurn(turns, {
    key: { kind: "connection", id: call.slice(0, 128) },
    token: `desk:${event.type}:${randomUUID()}`,
    event: { ...event, at: clock.now() },
    begins: false,
    asks: false,
  });
}

function answer(response: Response, call: string, result: TurnResult): void {
  const [status, body] = tellTalk(call, result);
  response.status(status).json(body);
}

/** A status, and how the talk is, or why it stays as it was. */
export function tellTalk(
  call: string,
  { outcome, state }: TurnResult,
): readonly [status: number, body: object] {
  if (!state) return [404, { error: "Nobody was asked for on this call." }];
  if (outcome === "moved") return [200, viewConnection(call, state)];
  return [
    409,
    {
      code: "not-now",
      error: `The talk is at "${whereIs(state.snapshot)}", where this cannot be done, or nobody stands above this person in the people file.`,
    },
  ];
}
