import type { Person } from "../../flows/events.js";
import type { NotReached } from "../ring-back/events.js";
import type { StaffPerson } from "../staff-call/events.js";
import type { Language, Money } from "../../flows/speech/index.js";

/** A promise to ring somebody back: made on a call, or by another channel through the API. */
export interface CaseOpened {
  readonly type: "opened";
  readonly at: number;
  /** The case's own id: the call's, or the request's. */
  readonly id: string;
  /** Eight digits, for people. */
  readonly reference: string;
  readonly owner: Person;
  /** Epoch ms. */
  readonly due: number;
  /** ms that the owner has for it, in hours of their own; absent: by the clock. */
  readonly span?: number;
  readonly timeZone: string;
  /** The caller's number, as the carrier gave it; empty text when another channel knew none. */
  readonly number: string;
  readonly withheld: boolean;
  /** Where they asked to be called, E.164; absent: at their own number. */
  readonly phone?: string;
  readonly language: Language;
  readonly channel: Channel;
  readonly call?: string;
  /** What it is about, in the words of whoever opened it. */
  readonly words?: string;
  /** The number neither called nor is a known customer's: the line rings it once somebody has approved that. */
  readonly unapproved?: true;
  /** The line was to ring or to write, and a limit of its own kept it from that. */
  readonly limit?: CaseLimit;
  readonly about?: {
    readonly amount: Money;
    readonly label: Readonly<Partial<Record<Language, string>>>;
  };
}

/** The number at which the caller is called. */
export function toRing({
  number,
  phone,
}: Pick<CaseOpened, "number" | "phone">): string {
  return phone ?? number;
}

/** Why nothing goes out to a number: so many call-backs for it in a day, so many calls or messages in all, or no number of its kind or country. */
const limits = ["of-number", "of-day", "of-kind"] as const;
export type Limit = (typeof limits)[number];
/** The same where a case was opened for it: of a call, or of a message. */
export const caseLimits = [
  ...limits,
  "message-of-day",
  "message-of-kind",
] as const;
export type CaseLimit = (typeof caseLimits)[number];

export const channels = ["phone", "web", "mail", "counter", "agent"] as const;
export type Channel = (typeof channels)[number];

/** What a person does with a case. `by` is their name; `link` the number of the link that they pressed, when they came by one. */
interface Act {
  readonly at: number;
  readonly by: string;
  readonly link?: number;
}
export interface Acknowledged extends Act {
  readonly type: "acknowledged";
}
export interface Noted extends Act {
  readonly type: "noted";
  readonly words: string;
  /** Present: it was spoken. */
  readonly recording?: { readonly url: string; readonly seconds: number };
}
/** The line may ring the number. */
export interface Approved extends Act {
  readonly type: "approved";
}
/** Its owner wants to talk with the customer now: their own telephone rings, then the customer's. */
export interface ConnectWanted extends Act {
  readonly type: "connect-wanted";
  readonly person: StaffPerson;
  /** Which of their telephones rings. */
  readonly phone: string;
  /** Names this one time. */
  readonly request: string;
}
/** They spoke with the caller: the promise to call is kept, the case stays open. */
export interface Contacted extends Act {
  readonly type: "contacted";
  readonly call?: string;
}
export interface HandedOver extends Act {
  readonly type: "handed-over";
  readonly to: Person;
  readonly words?: string;
}
export const outcomes = [
  "solved",
  "compensated",
  "explained",
  "not-solved",
  "not-reached",
] as const;
export interface ClosedBy extends Act {
  readonly type: "closed-by";
  readonly outcome: (typeof outcomes)[number];
  /** What the caller is told of it. */
  readonly words: string;
  readonly reason: string;
  /** Where it went wrong: billing, network, delivery … */
  readonly area: string;
  readonly contractor?: string;
}
/** What a director says of a closed case's decision; whoever decided hears it (C26). */
export const marks = ["fortunate", "plausible", "mistaken"] as const;
export interface Marked extends Act {
  readonly type: "marked";
  readonly mark: (typeof marks)[number];
  /** A word to whoever decided. */
  readonly words: string;
}
/** What the caller said when asked once whether it is solved. */
export interface Answered {
  readonly type: "answered";
  readonly at: number;
  readonly solved: boolean;
  /** Which closing they were asked about. */
  readonly question: number;
}
/** Of the message or the call with which the caller is told what came of their case; `question`: after which closing. */
export type ToldEvent =
  | {
      readonly type: "message-refused" | "message-undelivered";
      readonly at: number;
      /** Of the message: `closed:2`. */
      readonly receipt: string;
    }
  /** They heard it on the telephone, and gave no answer. */
  | { readonly type: "told"; readonly at: number; readonly question: number }
  | {
      readonly type: "not-reached";
      readonly at: number;
      readonly question: number;
      readonly why: NotReached;
    };
/** A text or a mail about the open case did not arrive. */
export interface NotDelivered {
  readonly type: "message-refused" | "message-undelivered" | "mail-refused";
  readonly at: number;
  /** Of the message, with how many entries the history had then: `to-caller:1`, `to-owner:3`. */
  readonly receipt: string;
  /** Of a mail: the line has no mail server. */
  readonly off?: boolean;
}
/** They keyed in, on the call, at which number they are to be called: E.164. */
export interface CallAt {
  readonly type: "call-at";
  readonly at: number;
  readonly phone: string;
}
export interface MessageLeft {
  readonly type: "message-left";
  readonly at: number;
  /** When it was spoken, where the line heard of it later. */
  readonly left?: number;
  readonly url?: string;
  readonly seconds?: number;
}
/** The caller rang again, or a claim or decision belongs to it. */
export interface Linked {
  readonly type: "linked";
  readonly at: number;
  readonly what: "call" | "claim" | "decision";
  readonly id: string;
}

export interface HistoryEntry {
  readonly at: number;
  /** A person's name, `caller`, or `line`. */
  readonly who: string;
  readonly what:
    | "opened"
    | "promised-again"
    | "message"
    | "call-at"
    | "acknowledged"
    | "noted"
    | "approved"
    | "connecting"
    | "contacted"
    | "reminded"
    | "overdue"
    | "went-up"
    | "handed-over"
    | "closed"
    | "not-delivered"
    | "told"
    | "not-told"
    | "answered"
    | "reopened"
    | "marked"
    | "linked";
  readonly words?: string;
}

/** All that is known of a case. */
export interface Case {
  readonly opened?: CaseOpened;
  readonly owner?: Person;
  /** Epoch ms: when whoever owns it now has to have rung. */
  readonly due: number;
  /** The due time that the caller was told first. */
  readonly firstDue: number;
  /** ms that each owner has, in hours of their own. */
  readonly span: number;
  /** Who owns or owned it since it was opened, handed over or reopened. */
  readonly had: readonly string[];
  readonly acknowledged: boolean;
  /** When its owner first spoke with the caller, or closed it, since it was opened or reopened. */
  readonly keptAt?: number;
  readonly recordings: readonly MessageLeft[];
  readonly linked: readonly Pick<Linked, "what" | "id">[];
  readonly history: readonly HistoryEntry[];
  /** Present while it is closed. */
  readonly closing?: Omit<ClosedBy, "type" | "link">;
  /** What a director said of the last closing. */
  readonly mark?: Omit<Marked, "type" | "link">;
  /** What the caller answered to the last closing. */
  readonly solved?: boolean;
  /** How often it was closed. */
  readonly closings: number;
  /** How often the caller was rung about the last closing, since no message reached them. */
  readonly rung: number;
  /** Receipts of what did not reach the owner, once for each way; the last twenty. */
  readonly lost?: readonly string[];
  /** Owners whom nothing reached, of whom whoever is above was told. */
  readonly unreached?: readonly string[];
  /** The number of the link that works now: using one makes the next. */
  readonly link: number;
}

export const emptyCase: Case = {
  due: 0,
  firstDue: 0,
  span: 0,
  had: [],
  acknowledged: false,
  recordings: [],
  linked: [],
  history: [],
  closings: 0,
  rung: 0,
  link: 1,
};

/** The one of the line's people who opened it for a customer; absent: nobody did. */
export function askerOf({ opened }: Case): string | undefined {
  return opened?.channel === "agent" ? opened.owner.name : undefined;
}
