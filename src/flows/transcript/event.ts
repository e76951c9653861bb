import type {
  Charge,
  ClaimOutcome,
  Grade,
  LegResult,
  Limits,
} from "../events.js";
import type { LookUpOutcome } from "../look-ups.js";
import type { Language, Value } from "../speech/index.js";

/** An event as a transcript names it, before it has a time and what only a real call brings along. */
export type TranscriptEvent = {
  /** Written `call-limit=of-day message-limit=of-day`. */
  readonly limits?: Limits;
  /** Written `call-back=48291377`: one is promised to the caller already, under this number; or `unnamed`, when they may not hear that. */
  readonly callBack?: string;
} & (
  | {
      readonly type: "call";
      readonly from: string;
      readonly grade: Grade;
      /** The step at which the call goes on that was cut off before. */
      readonly resumes?: string;
      readonly segment?: string;
      /** What the caller chose on an earlier call. */
      readonly language?: Language;
      /** The caller dialled the director's own number. */
      readonly to?: "director";
      /** The number of the caller's open case. */
      readonly openCase?: string;
      /** A case of theirs was closed, and no message told them. */
      readonly outcome?: true;
    }
  | { readonly type: "digits"; readonly digits: string }
  | {
      readonly type: "speech";
      readonly text: string;
      /** Written where the recogniser is not sure: `confidence=0.3`, or `confidence=none` when it does not say. */
      readonly confidence?: number;
    }
  | { readonly type: "silence" }
  | { readonly type: "leg-accepted" }
  /** The deadline of where the call is has come. */
  | { readonly type: "time-up" }
  | { readonly type: "leg-ended"; readonly result: LegResult }
  | {
      readonly type: "recorded";
      readonly url: string;
      readonly seconds: number;
    }
  | { readonly type: "hung-up" }
  | {
      readonly type: "charges-found";
      readonly account?: string;
      readonly charges: readonly Charge[];
    }
  | { readonly type: "charges-unavailable" }
  | {
      readonly type: "look-up-answered";
      readonly outcome: LookUpOutcome;
      readonly values?: Readonly<Record<string, Value>>;
    }
  | {
      readonly type: "claim-answered";
      readonly charge: string;
      readonly outcome: ClaimOutcome;
      readonly total?: { readonly amount: number; readonly currency: string };
    }
);

/** How sure the recogniser is in a transcript that does not say otherwise. */
export const usualConfidence = 0.91;

/** `@1:05`: at this time after the answer. A transcript's events may end with it. */
export function printTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return `@${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Seconds after the answer; `undefined` where the transcript leaves it open. */
export function timeOf(event: string): number | undefined {
  const [line = ""] = event.split("\n");
  const found = / @(\d+):(\d\d)$/.exec(line);
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
}
