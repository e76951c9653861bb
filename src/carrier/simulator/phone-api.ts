/**
 * What the browser phone, the terminal phone and tests say to the simulator, and what they see. This is the
 * telephone in somebody's hand, not the carrier's API: that one is the carrier's own (signed webhooks, REST).
 * Mounted under `/simulator/phone`; JSON bodies; events by SSE. Times are epoch ms of the simulator's clock, durations ms of
 * the caller's time.
 *
 *   GET  /simulator/phone/numbers           → PhoneNumbers
 *   POST /simulator/phone/calls             { from, to, verstat? } → 201 { sid }   dial
 *   POST /simulator/phone/legs/:sid/answer                      a ringing leg is picked up
 *   POST /simulator/phone/legs/:sid/decline                     … or refused (the caller of it hears busy)
 *   POST /simulator/phone/legs/:sid/press   { digits }          keys 0-9 * #
 *   POST /simulator/phone/legs/:sid/speak   { text, confidence? }   0 to 1, 0.93 by itself; null: none
 *   POST /simulator/phone/legs/:sid/hang-up
 *   GET  /simulator/phone/events            SSE of PhoneEvent, the last 500 first (`id:` counts up)
 *   each POST: 204, or 4xx { error } in words a person can act on
 */

export interface PhoneNumbers {
  /** The number to dial. */
  readonly line: string;
  /** What answers there, where there is more than one thing to choose from. */
  readonly lineName?: string;
  /** The line's other numbers: those of other flows, a director's own, and the one of its people. */
  readonly others?: readonly PhoneOwner[];
  /** Whose phone one may pick up to call from. */
  readonly callers: readonly PhoneOwner[];
  /** Whose phone the line may ring. */
  readonly people: readonly PhoneOwner[];
}

export interface PhoneOwner {
  readonly number: string;
  readonly name: string;
  readonly note: string;
  /** It takes no text messages. */
  readonly landline?: true;
}

export type LegStatus =
  | "queued"
  | "ringing"
  | "in-progress"
  | "completed"
  | "busy"
  | "no-answer"
  | "failed"
  | "canceled";

export type PhoneEvent = { readonly at: number; readonly sid: string } & (
  | {
      readonly type: "leg-started";
      readonly direction: "inbound" | "outbound-dial" | "outbound-api";
      readonly from: string;
      readonly to: string;
      /** The leg that rings this one. */
      readonly parent?: string;
    }
  | { readonly type: "leg-status"; readonly status: LegStatus }
  /** Speech begins; it lasts `ms` unless a `cut` follows. */
  | {
      readonly type: "said";
      readonly text: string;
      readonly language: string;
      readonly voice: string;
      readonly ms: number;
    }
  | { readonly type: "played"; readonly url: string; readonly ms: number }
  | { readonly type: "silent"; readonly ms: number }
  /** What was being said or played stopped early: a key, speech, a redirect, a bridge. */
  | { readonly type: "cut" }
  /** Keys (and speech) count from here; the wait for them begins after the prompt. */
  | {
      readonly type: "listening";
      readonly input: readonly ("dtmf" | "speech")[];
      readonly timeoutMs: number;
      /** More than one key may make the answer: each is waited for as long. */
      readonly several?: true;
    }
  | { readonly type: "pressed"; readonly digits: string }
  | { readonly type: "spoke"; readonly text: string }
  | { readonly type: "beep" }
  /** Heard until the next sound or bridge: ringing at the other end, waiting music, or why a call was refused. */
  | {
      readonly type: "tone";
      readonly tone: "ringback" | "music" | "busy" | "not-in-service";
    }
  /** Talking with the other leg, from here to `unbridged` or either's end. In a conference, one for each other leg. */
  | { readonly type: "bridged"; readonly with: string }
  | { readonly type: "unbridged"; readonly with: string }
  | {
      readonly type: "webhook";
      readonly url: string;
      readonly status: number;
      readonly ms: number;
    }
  /** The carrier refused or warned: `code` is the carrier's error code (12100, 12200, 13223 …), 0 what is not simulated. */
  | {
      readonly type: "refused";
      readonly code: number;
      readonly message: string;
      readonly fatal: boolean;
    }
  /** A text message reached this phone; `sid` is the message's. */
  | {
      readonly type: "message";
      readonly from: string;
      readonly to: string;
      readonly body: string;
    }
);
