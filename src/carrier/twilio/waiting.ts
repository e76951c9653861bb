import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import type { Said } from "../../flows/saying.js";

const Response = ((VoiceResponse as unknown as { default?: unknown }).default ??
  VoiceResponse) as typeof VoiceResponse;
type SayVoice = Parameters<VoiceResponse["say"]>[0];

export interface WaitingDocument {
  readonly said: readonly Said[];
  /** Absolute; absent: silence, by the caller's choice. */
  readonly music?: string;
  /** Absolute: where a key goes. */
  readonly key: string;
  /** Absolute: the next document. */
  readonly again: string;
}

/** Seconds of silence at a time. */
const quietSeconds = 20;

/** A document for a caller in the carrier's queue: everything is said within a `<Gather>`, so that keys work all the while. */
export function renderWaiting(waiting: WaitingDocument): string {
  const response = new Response();
  const gather = response.gather({
    input: ["dtmf"],
    numDigits: 1,
    finishOnKey: "",
    timeout: 1,
    action: waiting.key,
  });
  for (const { text, voice, language } of waiting.said)
    gather.say({ voice, language } as SayVoice, text);
  if (waiting.music === undefined) gather.pause({ length: quietSeconds });
  else gather.play(waiting.music);
  response.redirect(waiting.again);
  return response.toString();
}

/** Takes the caller out of the carrier's queue; its action asks for what comes next. */
export const leaveTwiml =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Leave/></Response>';

/** For the first one in a room: `sound` (absolute), after a moment in which the other may come. The carrier allows no keys here. */
export function renderAlone(sound: string, again: string): string {
  const response = new Response();
  response.pause({ length: 2 });
  response.play(sound);
  response.redirect(again);
  return response.toString();
}
