import express, {
  type Request,
  type RequestHandler,
  type Router,
} from "express";
import type { Logger } from "pino";
import { readForm, type VoiceForm } from "../carrier/twilio/form.js";
import type { LastResort } from "../carrier/twilio/last-resort.js";
import {
  emptyTwiml,
  hangUpTwiml,
  renderWhisper,
} from "../carrier/twilio/twiml.js";
import { sayWhisper } from "../flows/saying.js";
import { sendTwiml } from "./answer.js";
import type { Clock } from "./clock.js";
import type { FlowLibrary } from "./flow-library.js";
import { takeTurn, type MachineState, type TurnDeps } from "./turn.js";
import { contextOf, turnOf, voiceAddresses } from "./voice-address.js";

export interface PersonDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly log: Logger;
  readonly publicUrl: () => string;
  readonly lastResort: () => LastResort;
  readonly findFlow: FlowLibrary["find"];
  readCall(call: string): Promise<MachineState | undefined>;
}

/**
 * What a rung person hears, and the key that takes the call. A person's leg may not be sent anywhere else (the carrier refuses a `<Dial>`
 * in a whisper): when something breaks, they hear the short whisper, and key 1 joins them with the caller all the same.
 */
export function createPersonRouter(deps: PersonDeps): Router {
  const { turns, clock, log } = deps;
  const router = express.Router();
  const answer =
    (
      handle: (form: VoiceForm, request: Request) => Promise<string>,
      broken: (form: VoiceForm | undefined, request: Request) => string,
    ): RequestHandler =>
    async (request, response) => {
      const form = readForm(request.body);
      try {
        if (!form)
          throw new Error("The form has no CallSid that names a call.");
        sendTwiml(response, await handle(form, request));
      } catch (error) {
        log.error(
          { error, path: request.path },
          "a rung person is briefed without the call's own words",
        );
        sendTwiml(response, broken(form, request));
      }
    };

  router.all(
    "/whisper",
    answer(
      async (_form, request) => {
        const { call, turn } = turnOf(request);
        const state = await deps.readCall(call);
        const context = contextOf(state);
        // The caller went on, or away: this leg is rung for nobody.
        if (!state || !context || state.turn !== turn) return hangUpTwiml;
        const { document } = await deps.findFlow(state.version);
        const whisper = sayWhisper(document, context, clock.now());
        if (!whisper) return hangUpTwiml;
        const { accept } = voiceAddresses(deps.publicUrl(), call, turn);
        return renderWhisper(whisper, accept);
      },
      (_form, request) => {
        const { whisper, voice, language } = deps.lastResort();
        const { call, turn } = request.query;
        const known = typeof call === "string" && typeof turn === "string";
        const accept = voiceAddresses(
          deps.publicUrl(),
          known ? call : "",
          Number(turn),
        ).accept;
        return renderWhisper({ text: whisper, voice, language }, accept);
      },
    ),
  );

  // Only measured: the call goes on whether or not it is told.
  router.all("/ringing", async (request, response) => {
    response.status(204).end();
    try {
      const { call, turn } = turnOf(request);
      await takeTurn(turns, {
        key: { kind: "call", id: call },
        token: `ringing:${turn}`,
        turn,
        event: { type: "leg-ringing", at: clock.now() },
        begins: false,
        asks: false,
      });
    } catch (error) {
      log.warn({ error }, "a ring was not measured");
    }
  });

  router.all(
    "/accept",
    answer(
      async (form, request) => {
        const { call, turn } = turnOf(request);
        if (form.Digits !== "1") return hangUpTwiml;
        const { outcome } = await takeTurn(turns, {
          key: { kind: "call", id: call },
          token: `accept:${turn}`,
          turn,
          event: { type: "leg-accepted", at: clock.now() },
          begins: false,
          asks: false,
        });
        // The caller went on, or away, in the meantime: nobody is there to be joined with.
        const joined = outcome === "moved" || outcome === "repeated";
        return joined ? emptyTwiml : hangUpTwiml;
      },
      (form) => (form?.Digits === "1" ? emptyTwiml : hangUpTwiml),
    ),
  );
  return router;
}
