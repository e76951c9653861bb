/**
 * What a person does in a talk, for a desk (C20): `POST /api/connections/<call>/hold`, `/ask`, `/back`, `/third-off`, `/leave`. Each is one
 * event of the connection and answers how the talk is then; what cannot be done where the talk is changes nothing and is said.
 */
import { randomUUID } from "node:crypto";
import express, { type Response, type Router } from "express";
import { z } from "zod";
import { whereIs } from "../machines/advance.js";
import { firstProblem } from "../systems/values.js";
import type { PeopleApiDeps } from "./people-api.js";
import { takeTurn, type TurnResult } from "./turn.js";
import { viewConnection } from "./view-connection.js";

export const talkActs = ["hold", "back", "third-off", "leave"] as const;

/** The body of `POST …/ask`. */
export const askBody = z.strictObject({
  whom: z.enum(["superior", "director"], {
    error: '"superior" or "director"',
  }),
});

/** The right to it is whoever's who mounts it. */
export function createTalkRouter({
  turns,
  clock,
}: Pick<PeopleApiDeps, "turns" | "clock">): Router {
  const router = express.Router();
  const act = async (
    call: string,
    event: { readonly type: string } & Record<string, unknown>,
  ) => {
    const at = clock.now();
    return takeTurn(turns, {
      key: { kind: "connection", id: call.slice(0, 128) },
      // Each request is one of its own: an act that was done already is none where the talk is now.
      token: `desk:${event.type}:${randomUUID()}`,
      event: { ...event, at },
      begins: false,
      asks: false,
    });
  };
  for (const type of talkActs)
    router.post(`/connections/:call/${type}`, async ({ params }, response) =>
      answer(response, params.call, await act(params.call, { type })),
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
      answer(response, call, await act(call, { type: "ask", ...read.data }));
    },
  );
  return router;
}

function answer(
  response: Response,
  call: string,
  { outcome, state }: TurnResult,
): void {
  if (!state)
    return void response
      .status(404)
      .json({ error: "Nobody was asked for on this call." });
  if (outcome === "moved")
    return void response.json(viewConnection(call, state));
  response.status(409).json({
    error: `The talk is at "${whereIs(state.snapshot)}", where this cannot be done, or nobody stands above this person in the people file.`,
  });
}
