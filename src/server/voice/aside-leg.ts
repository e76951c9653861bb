import type { RequestHandler } from "express";
import { eventFromForm } from "../../carrier/twilio/form.js";
import type { LegDeps } from "./leg.js";
import { takeTurn } from "../turn.js";
import { nameIn, numberIn } from "./voice-address.js";

/**
 * What a caller does who is out of the talk. Whatever is late or of no use gets the document that the leg is on; once the caller is back, that
 * sends the leg on to its owner's.
 */
export function asideTurn({ turns, clock, answer }: LegDeps): RequestHandler {
  return answer(
    async (form, request) => {
      const turn = numberIn(request, "turn");
      const { reply } = await takeTurn(turns, {
        key: { kind: "aside", id: nameIn(request, "id") },
        token: `turn:${turn}`,
        turn,
        event: { ...eventFromForm(form), at: clock.now() },
        begins: false,
        asks: true,
        leg: form.CallSid,
      });
      if (reply === "") throw new Error("Nobody took this caller aside.");
      return reply;
    },
    { patient: true },
  );
}
