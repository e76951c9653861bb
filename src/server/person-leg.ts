import express, { type Router } from "express";
import type { Logger } from "pino";
import {
  eventFromForm,
  isOver,
  legResult,
  readForm,
} from "../carrier/twilio/form.js";
import { hangUpTwiml } from "../carrier/twilio/twiml.js";
import type { MachineEvent } from "../machines/advance.js";
import type { createAnswer } from "./answer.js";
import type { Clock } from "./clock.js";
import { createPatientTeller } from "./tell-patiently.js";
import { takeTurn, type TurnDeps } from "./turn.js";
import { dialledIn, offerOf, turnOf } from "./voice-address.js";

export interface PersonDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly log: Logger;
  readonly answer: ReturnType<typeof createAnswer>;
}

/** While the store is away a person is asked for patience; when it stays away, only their own leg ends. */
const patient = { patient: true, broken: () => hangUpTwiml };

/**
 * The leg of a person who is rung: what they hear on picking up, the key that takes the call, and that the leg is over. Whoever is not
 * expected any more (the caller went on, or away) is hung up on.
 */
export function createPersonRouter(deps: PersonDeps): Router {
  const { turns, clock, answer } = deps;
  const router = express.Router();
  const tell = createPatientTeller(deps);
  const keyOf = (call: string) => ({ kind: "connection", id: call });
  const at = (
    event: { readonly type: string } & Record<string, unknown>,
  ): MachineEvent => ({
    ...event,
    at: clock.now(),
  });
  const heard = ({ outcome, reply }: { outcome: string; reply: string }) =>
    outcome === "moved" || outcome === "repeated" ? reply : "";

  router.all(
    "/",
    answer(async (form, request) => {
      const { call, offer } = offerOf(request);
      return heard(
        await takeTurn(turns, {
          key: keyOf(call),
          token: `answered:${offer}`,
          event: at({ type: "leg-answered", offer, leg: form.CallSid }),
          begins: false,
          asks: true,
        }),
      );
    }, patient),
  );

  router.all(
    "/turn",
    answer(async (form, request) => {
      const { call, turn } = turnOf(request);
      return heard(
        await takeTurn(turns, {
          key: keyOf(call),
          token: `turn:${turn}`,
          turn,
          event: at(eventFromForm(form)),
          begins: false,
          asks: true,
        }),
      );
    }, patient),
  );

  router.all("/status", (request, response) => {
    const form = readForm(request.body);
    response.status(204).end();
    if (!form) return;
    const { call, offer } = offerOf(request);
    // Only measured: the call goes on whether or not it is told.
    if (form.CallStatus === "ringing")
      tell({
        key: { kind: "call", id: call },
        token: `ringing:${offer}`,
        event: at({ type: "leg-ringing", ...dialledIn(request) }),
        begins: false,
        asks: false,
      });
    if (!isOver(form)) return;
    tell({
      key: keyOf(call),
      token: `over:${offer}`,
      event: at({ type: "leg-over", offer, result: legResult(form) }),
      begins: false,
      asks: false,
    });
  });
  return router;
}
