import express, { type Router } from "express";
import {
  eventFromForm,
  isOver,
  legResult,
  readForm,
  type VoiceForm,
} from "../carrier/twilio/form.js";
import { hangUpTwiml } from "../carrier/twilio/twiml.js";
import type { MachineEvent } from "../machines/advance.js";
import type { PersonDeps } from "./person-leg.js";
import { createPatientTeller } from "./tell-patiently.js";
import { takeTurn } from "./turn.js";
import { numberIn } from "./voice-address.js";

/** When nothing can be decided the leg ends: the call-back counts it as not reached, and goes on. */
const patient = { patient: true, broken: () => hangUpTwiml };

/** The leg of a caller who is rung back, by the number that was rung: what is heard on picking up, each key, and that the leg is over. */
export function createBackRouter(deps: PersonDeps): Router {
  const { turns, clock, answer } = deps;
  const router = express.Router();
  const tell = createPatientTeller(deps);
  const keyOf = ({ To }: VoiceForm) => ({ kind: "callback", id: To });
  const at = (
    event: { readonly type: string } & Record<string, unknown>,
  ): MachineEvent => ({ ...event, at: clock.now() });
  const heard = ({ outcome, reply }: { outcome: string; reply: string }) =>
    outcome === "ignored" ? "" : reply;

  router.all(
    "/",
    answer(async (form, request) => {
      const offer = numberIn(request, "offer");
      return heard(
        await takeTurn(turns, {
          key: keyOf(form),
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
      const turn = numberIn(request, "turn");
      return heard(
        await takeTurn(turns, {
          key: keyOf(form),
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
    if (!form || !isOver(form)) return;
    const offer = numberIn(request, "offer");
    tell({
      key: keyOf(form),
      token: `over:${offer}`,
      event: at({ type: "leg-over", offer, result: legResult(form) }),
      begins: false,
      asks: false,
    });
  });
  return router;
}
