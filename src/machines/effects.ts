import type { OutboxEffect } from "../flows/effects.js";
import type { Charge } from "../flows/events.js";
import type { Change } from "./account-terms.js";
import type { Language } from "../flows/speech/index.js";

/** A page that is opened from a message. The machine says which number still counts, so that a press counts once. */
export interface PageLink {
  readonly page: "owner" | "caller" | "pin" | "sound";
  readonly number: number;
  /** How long it can be opened, ms from the message on. */
  readonly lasts: number;
}

/** What the machines beside a call ask of the world: as calls do, with answers told apart, and what keeps their books. */
export type MachineEffect =
  /** Rings a person's phone, or a caller's who is rung back; what becomes of it comes back with the number of the offer. */
  | {
      readonly type: "ring-leg";
      readonly offer: number;
      readonly phone: string;
      /** The line's own number, which the person sees. */
      readonly from: string;
      /** Seconds; the carrier rings up to 5 s longer. */
      readonly timeout: number;
      /** It was counted among the calls of a day when it was promised. */
      readonly counted?: true;
    }
  /** Asks whether this number may be rung at all; comes back as `may-ring`. `counts`: one call of the day is kept for it then. */
  | {
      readonly type: "ask-may-ring";
      readonly number: string;
      readonly counts?: true;
    }
  | { readonly type: "end-leg"; readonly leg: string }
  /** Asks whether it is over; then the machine whose it is hears so as from the carrier. `of`: another machine's. */
  | {
      readonly type: "look-for-leg";
      readonly leg: string;
      readonly of?: { readonly kind: string; readonly id: string };
    }
  /** Lets the machine's own leg ask for the document that it is to be on now; absent: the leg that it is named after. `forgotten`: it speaks and knows no leg, and this is the one that listened last. */
  | {
      readonly type: "fetch-document";
      readonly leg?: string;
      readonly forgotten?: true;
    }
  | Exclude<OutboxEffect, { type: "send-message" | "post-credit" }>
  | (Extract<OutboxEffect, { type: "send-message" }> & {
      /** Present: the machine is told by this word what became of it (`message-sent`, `message-refused`, `message-undelivered`). */
      readonly receipt?: string;
      /** Present: `{link}` in the text becomes the address of this page about the machine. */
      readonly link?: PageLink;
    })
  | {
      readonly type: "send-mail";
      readonly to: string;
      readonly subject: string;
      readonly text: string;
      /** Present: the machine is told by this word when it is not taken (`mail-refused`). */
      readonly receipt?: string;
      readonly link?: PageLink;
    }
  | (Extract<OutboxEffect, { type: "post-credit" }> & {
      /** Comes back with the answer, which thereby is known to belong to this attempt. */
      readonly reservation?: string;
    })
  /** Issues the corrected invoice of a charge that was credited; comes back as `issued` or `not-issued`. */
  | {
      readonly type: "issue-invoice";
      readonly account: string;
      readonly charge: Charge;
      readonly language: Language;
    }
  /** What a change would come to; comes back as `change-quoted` or `change-refused`. */
  | {
      readonly type: "quote-change";
      readonly decision: string;
      readonly account: string;
      readonly change: Change;
    }
  /** Does what was quoted, once under its key; comes back as `change-done` or `change-refused`. */
  | {
      readonly type: "commit-change";
      readonly decision: string;
      readonly account: string;
      readonly quote: string;
      readonly key: string;
    }
  /** Records a leg; comes back as `recording-started` or `recording-refused`, and later as `completed` or `absent`. */
  | { readonly type: "start-recording"; readonly leg: string }
  | {
      readonly type: "stop-recording";
      readonly leg: string;
      readonly recording: string;
    }
  /** Takes the sound over into the line's own files; comes back as `copied`. */
  | { readonly type: "copy-recording"; readonly recording: string }
  /** At the carrier; comes back as `deleted`. */
  /** By the carrier's id, or the address that the carrier gave with it; one that is kept elsewhere is left. */
  | { readonly type: "delete-recording"; readonly recording: string }
  | { readonly type: "remove-file"; readonly file: string }
  /** Tells the company's customer system of an entry in a register. */
  | {
      readonly type: "post-decision";
      readonly id: string;
      readonly text: string;
    }
  /** Keeps what never changes, an entry of a chain, under its id. */
  | {
      readonly type: "keep-document";
      readonly id: string;
      readonly text: string;
    };

/** An event as one machine tells it another: when, is said by whoever delivers it. */
export type Told<Event> = Event extends unknown ? Omit<Event, "at"> : never;
