import type { Address } from "../../flows/effects.js";
import type { Limit } from "../case/file.js";
import type { LegEvent } from "../leg-events.js";
import type { Speech } from "../speech.js";

/** Who wants to talk, as the customer hears it. */
export interface Calling {
  readonly name: string;
  /** `directora de servicio`; empty text for none. */
  readonly title: string;
}

/** A customer is to be rung: for somebody who is on the telephone, or to be told what came of their case. */
export interface RingBackAsked {
  readonly type: "asked";
  readonly at: number;
  /** Who is told what becomes of it. */
  readonly by: Address;
  readonly person: Calling;
  readonly number: string;
  /** Nobody has approved yet that this number is rung: it is not. */
  readonly unapproved?: true | undefined;
  /** The number that the customer sees. */
  readonly line: string;
  /** Where both meet; absent: nobody is there, and they are told something. */
  readonly room?: string;
  /** What they are told, and then asked whether it is solved. */
  readonly tells?: {
    readonly words: string;
    /** Comes back with what they say. */
    readonly question: number;
  };
  readonly speech: Speech;
  /** They talked a moment ago, and the call was cut off; absent: it was promised. */
  readonly cutOff?: true;
}

/** Why a customer is not on the telephone. */
export type NotReached = "no-answer" | "not-wanted" | "not-allowed";

/** What whoever wants to talk with them is told. */
export interface CustomerNotReached {
  readonly type: "not-reached";
  readonly at: number;
  readonly why: NotReached;
  /** Of the line's, that kept it from ringing them. */
  readonly limit?: Limit;
}

export type RingBackEvent =
  | RingBackAsked
  | { readonly type: "given-up"; readonly at: number }
  | {
      readonly type: "may-ring";
      readonly at: number;
      readonly allowed: boolean;
    }
  | LegEvent;

export interface RingBack {
  readonly asked?: RingBackAsked;
  /** How often the customer was rung: once, or not yet. */
  readonly offer: number;
  /** For whom; absent once it is over. */
  readonly person?: Calling | undefined;
  readonly leg?: string;
}

export const noRingBack: RingBack = { offer: 0 };
