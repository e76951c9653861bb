import type { Snapshot } from "xstate";
import { whereIs } from "../../machines/advance.js";
import type { CallEvent } from "../events.js";
import type { TranscriptEvent } from "../transcript/event.js";
import {
  turnSeconds,
  type Assumed,
  type AssumptionName,
} from "./assumptions.js";
import type { Clocks } from "./clock-state.js";
import { isDeadline } from "./remember-event.js";
import { callersSpeech, longestWait, type Waiting } from "./waiting.js";

const mostExceeded = 20;
/** Seconds; times are in whole ms. */
export const rounding = 0.01;

/** Sets the time since the document began against the longest that the proof counts for it. */
export function wait(
  noted: Clocks,
  event: CallEvent,
  snapshot: Snapshot<unknown> | undefined,
  given: Assumed,
): Clocks {
  const { leg } = noted;
  const happened = event as unknown as TranscriptEvent;
  if (!endsDocument(event) || leg.waiting.type === "talking") return noted;
  // The caller is gone: nothing else has a deadline while it records.
  if (leg.waiting.type === "recording" && isDeadline(event.type)) return noted;
  const allowed =
    leg.speech + longestWait(leg, happened, given) + turnSeconds(given);
  const over = (event.at - leg.at) / 1000 - allowed;
  const said =
    event.type === "speech" || event.type === "recorded"
      ? Math.min(Math.max(0, over), callersSpeech(leg.waiting, happened))
      : 0;
  return exceed(
    { ...noted, spoken: noted.spoken + said },
    snapshot ? whereIs(snapshot) : "",
    over - said,
    assumptionsOf(leg.waiting, event),
  );
}

/** What says how long the caller's document took; a hang-up may come at any time. */
const timely: ReadonlySet<string> = new Set([
  "digits",
  "speech",
  "silence",
  "leg-accepted",
  "leg-ended",
  "recorded",
]);

function endsDocument({ type }: CallEvent): boolean {
  return timely.has(type) || isDeadline(type);
}

function assumptionsOf(
  { type }: Waiting,
  event: CallEvent,
): readonly AssumptionName[] {
  if (type === "holding") return ["relay", ...inEveryTurn];
  if (type === "recording") return ["tone", ...inEveryTurn];
  return event.type === "speech"
    ? ["end of speech", "recognition", ...inEveryTurn]
    : inEveryTurn;
}

const inEveryTurn = ["request", "answer", "voice", "speech"] as const;

/** Notes that something took longer than the assumptions allow. */
export function exceed(
  clocks: Clocks,
  at: string,
  excess: number,
  names: readonly AssumptionName[],
): Clocks {
  if (excess <= rounding || clocks.exceeded.length >= mostExceeded)
    return clocks;
  const seconds = Number(excess.toFixed(2));
  return {
    ...clocks,
    exceeded: [...clocks.exceeded, { at, seconds, assumptions: names }],
  };
}
