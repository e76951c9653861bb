import type { Said } from "../../flows/saying.js";
import { play, redirect, respond, say } from "./verbs.js";
import { element } from "./xml.js";

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
  const sound =
    waiting.music === undefined
      ? element("Pause", { length: quietSeconds })
      : play(waiting.music);
  const gather = element(
    "Gather",
    {
      input: "dtmf",
      numDigits: 1,
      finishOnKey: "",
      timeout: 1,
      action: waiting.key,
    },
    [...waiting.said.map(say), sound].join(""),
  );
  return respond(gather, redirect(waiting.again));
}

/** Takes the caller out of the carrier's queue; its action asks for what comes next. */
export const leaveTwiml =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Leave/></Response>';

/** For the first one in a room: `sound` (absolute), after a moment in which the other may come. The carrier allows no keys here. */
export function renderAlone(sound: string, again: string): string {
  return respond(element("Pause", { length: 1 }), play(sound), redirect(again));
}
