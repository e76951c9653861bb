import type { LegStatus } from "../carrier/simulator/phone-api.js";

/** One thing that happened in a call, as the conversation shows it. */
export type PhoneEntry = {
  /** Its place in the order of all entries. */
  readonly id: number;
  /** Epoch ms of the simulator's clock. */
  readonly at: number;
  /** The caller's leg of the call it belongs to. */
  readonly call: string;
  /** The leg it happened on: the caller's or a person's. */
  readonly leg: string;
} & EntryBody;

/** A sound lasts `ms`; `endedAt` is there once it is over, earlier than that when it was cut. */
interface Sound {
  readonly ms: number;
  readonly endedAt?: number;
}

export type EntryBody =
  | { readonly kind: "dialled"; readonly from: string; readonly to: string }
  | { readonly kind: "rings" }
  | { readonly kind: "answered" }
  | { readonly kind: "ended"; readonly status: LegStatus }
  | ({
      readonly kind: "said";
      readonly text: string;
      readonly language: string;
    } & Sound)
  | ({ readonly kind: "played"; readonly url: string } & Sound)
  | ({ readonly kind: "paused" } & Sound)
  | { readonly kind: "pressed"; readonly digits: string }
  | {
      readonly kind: "spoke";
      readonly text: string;
      /** The legs in the same talk. */
      readonly heardBy: readonly string[];
    }
  /** Nobody answered for `ms` after the prompt. */
  | { readonly kind: "silence"; readonly ms: number }
  | { readonly kind: "beep" }
  | {
      readonly kind: "tone";
      readonly tone: "ringback" | "music" | "busy" | "not-in-service";
    }
  | { readonly kind: "talking"; readonly with: string }
  | {
      readonly kind: "refused";
      readonly code: number;
      readonly message: string;
      readonly fatal: boolean;
    }
  | { readonly kind: "message"; readonly body: string };

/** How much of a sound was heard, 0 to 1, once it is over; 1 when nothing stopped it. A clock's rounding is no cut. */
export function heardShare(sound: Sound & { readonly at: number }): number {
  if (sound.endedAt === undefined || sound.ms === 0) return 1;
  const share = (sound.endedAt - sound.at) / sound.ms;
  return share > 0.98 ? 1 : Math.max(0, share);
}
