import type { Address } from "../../flows/effects.js";
import type { Terms } from "../account-terms.js";
import type { NoYes } from "../recording/events.js";
import type { Speech } from "../speech.js";

/** Somebody asks the caller to wait outside the talk. */
export interface AsideTaken {
  readonly type: "taken";
  readonly at: number;
  /** The caller's leg. */
  readonly leg: string;
  /** The machine whose document the leg goes on with: the call, or the call-back. */
  readonly owner: Address;
  /** Who is told what the caller does. */
  readonly by: Address;
  readonly speech: Speech;
  /** Counts how often the caller was taken aside: what is told of an earlier time is late. */
  readonly nth: number;
  /** With whom the caller talks. */
  readonly person: string;
  /** Who is asked meanwhile, as they are called in the caller's language; absent: nobody. */
  readonly whom?: string;
  /** Whom key 0 asks for; absent: it does nothing. */
  readonly director?: string;
  /** The caller is out of the talk to be asked this. */
  readonly asked?: Asked;
}

/** What a caller is asked to agree to. */
export interface Asked {
  /** Names its recording too. */
  readonly decision: string;
  /** Who is told what came of it: the account's decisions. */
  readonly for: Address;
  readonly terms: Pick<Terms, "label" | "monthly" | "once" | "currency">;
}

/** What came of a question, for the person who had it asked. */
export type AskedResult = "yes" | NoYes;

/** What the machine of a caller's leg is told that is out of the talk. */
export type AsideEvent =
  | AsideTaken
  /** The caller goes back, or on. */
  | { readonly type: "back"; readonly at: number }
  | { readonly type: "digits"; readonly at: number; readonly digits: string }
  /** A piece of music came to its end, or a question was not answered. */
  | { readonly type: "silence"; readonly at: number }
  | { readonly type: "speech"; readonly at: number; readonly text: string }
  /** Of the recording: the question may be asked, or not. */
  | {
      readonly type: "recording-started" | "recording-refused";
      readonly at: number;
    };

export interface Aside {
  readonly taken?: AsideTaken | undefined;
  /** Epoch ms: when the caller was taken out of the talk. */
  readonly since?: number;
  readonly leg?: string;
  /** Which piece of music is played. */
  readonly piece: number;
  /** A question was asked twice. */
  readonly again?: true | undefined;
  /** The caller prefers silence. */
  readonly quiet?: true | undefined;
}

export const noAside: Aside = { piece: 0 };
