import express, { type Request, type Router } from "express";
import { gradeOf, isOver, readForm } from "../../carrier/twilio/form.js";
import {
  renderLastMessage,
  type LastResort,
} from "../../carrier/twilio/last-resort.js";
import {
  emptyTwiml,
  hangUpTwiml,
  renderWhisper,
} from "../../carrier/twilio/twiml.js";
import { sendTwiml } from "./answer.js";
import type { Clock } from "../clock.js";
import type { LeftMessages } from "./left-messages.js";

export interface LastResortDeps {
  readonly lastResort: (dialled?: string) => LastResort;
  readonly leftMessages: LeftMessages;
  readonly clock: Clock;
  readonly drawReference: () => string;
}

/** What follows when people's phones were rung without the store. Nothing here asks it. */
export function createLastResortRouter(deps: LastResortDeps): Router {
  const router = express.Router();
  router.all("/whisper", (request, response) => {
    const { whisper, voice, language, acceptUrl } = deps.lastResort(
      dialledIn(request),
    );
    sendTwiml(
      response,
      renderWhisper({ text: whisper, voice, language }, acceptUrl),
    );
  });
  router.all("/accept", (request, response) => {
    const taken = readForm(request.body)?.Digits === "1";
    sendTwiml(response, taken ? emptyTwiml : hangUpTwiml);
  });
  router.all("/", async (request, response) => {
    const form = readForm(request.body);
    if (form?.RecordingUrl !== undefined)
      await deps.leftMessages.add({
        call: form.CallSid,
        number: form.From,
        line: form.To,
        withheld: gradeOf(form) === "withheld",
        url: form.RecordingUrl,
        at: deps.clock.now(),
        reference: deps.drawReference(),
      });
    // Without the key the leg was never joined: a voicemail, and the caller goes on to the tone.
    const talked =
      (form?.DialCallStatus === "completed" ||
        form?.DialCallStatus === "answered") &&
      form.DialBridged !== "false";
    const over =
      form === undefined || isOver(form) || form.RecordingUrl !== undefined;
    sendTwiml(
      response,
      talked || over
        ? hangUpTwiml
        : renderLastMessage(deps.lastResort(form?.To)),
    );
  });
  return router;
}

/** The number that the caller dialled: the form of a rung phone has that phone's own. */
function dialledIn({ query }: Request): string | undefined {
  const { dialled } = query;
  return typeof dialled === "string" ? dialled : undefined;
}
