import type { Limit } from "../machines/case/file.js";
import type { Hours } from "../machines/company/hours.js";
import type { LookUpOutcome } from "./look-ups.js";
import type { Language, Money, Value } from "./speech/index.js";

/**
 * How far a caller's number may be trusted (STIR/SHAKEN where there is any): `attested` by the originating carrier, `present`
 * but not attested, `shared` (a switchboard that many people call from), `withheld`. A number is a hint, not an identity.
 */
export type Grade = "attested" | "present" | "shared" | "withheld";

export interface Caller {
  /** E.164, or the carrier's words for it (`anonymous`, `sip:…`). */
  readonly number: string;
  readonly grade: Grade;
  /** The segment of the customer whose number it is; absent: it is on no list. */
  readonly segment?: string;
}

/** Whether the number is the caller's own, as far as the carrier can tell. */
export function isTheirs({ grade }: Caller): boolean {
  return grade === "attested" || grade === "present";
}

/** Whether the caller can be rung back: a device's address or an exchange's extension is no number. */
export function isReachable({ grade, number }: Caller): boolean {
  return grade !== "withheld" && number.startsWith("+");
}

/** Somebody a flow may ring, by role. */
export interface Person {
  readonly name: string;
  /** The number that is rung, E.164 or a SIP address; messages go there. */
  readonly phone: string;
  /** The phones that ring in place of that one, in this order, each in the company's hours of that name or at any hour. */
  readonly rings?:
    | readonly { readonly phone: string; readonly hours?: string | undefined }[]
    | undefined;
  /** Of one director among several: how the numbers begin of the callers whose director they are, `+1809`. */
  readonly regions?: readonly string[] | undefined;
  /** The line's number that is theirs alone: whoever dials it is taken to them. */
  readonly line?: string | undefined;
  /** As spoken after the name, by language: "directora de servicio". */
  readonly title?: Readonly<Partial<Record<Language, string>>> | undefined;
  readonly languages?: readonly Language[] | undefined;
  readonly topics?: readonly string[] | undefined;
  /** The segments of customers whose callers they are for. */
  readonly segments?: readonly string[] | undefined;
  /** The name as it is said in a language, where that differs from how it is written. */
  readonly spoken?: Readonly<Partial<Record<Language, string>>> | undefined;
  readonly email?: string | undefined;
  /** The name of the company's hours in which they ring back; absent: at any hour, as directors do. */
  readonly hours?: string | undefined;
  /** The name of whoever their overdue cases go up to. */
  readonly superior?: string | undefined;
}

/** Who can be rung on this call, best first. */
export interface People {
  readonly agents: readonly Person[];
  /** The caller's own, where regions have directors; else the one of all. */
  readonly director: Person;
  /** Those of regions. */
  readonly directors?: readonly Person[];
  /** Who stands in for the director, in this order. */
  readonly deputies?: readonly Person[];
  readonly superiors?: readonly Person[];
  /** Who looks after the caller's own account. */
  readonly adviser?: Person;
  /** Who looks after the accounts of companies. */
  readonly advisers?: readonly Person[];
  /** When the company is open, by name. */
  readonly hours?: Readonly<Record<string, Hours>>;
}

/** A line of the caller's bill. */
export interface Charge {
  readonly id: string;
  readonly amount: Money;
  /** The day it was charged, `2026-03-03`. */
  readonly date: string;
  /** What it is, as spoken, by language. */
  readonly label: Readonly<Partial<Record<Language, string>>>;
  /** The billing system's name for its kind, `late-interest`; policies speak of it. */
  readonly category?: string;
}

/** How a person's leg ended. `answered` may have been a voicemail: only an accepted leg was a talk. */
export type LegResult =
  "answered" | "no-answer" | "busy" | "declined" | "failed";

/** What became of a disputed charge. */
export type ClaimOutcome =
  "conceded" | "over-limit" | "repeat" | "already-claimed" | "unavailable";

/** A case of the caller's that is open when they ring. */
export interface CallersCase {
  readonly id: string;
  readonly reference: string;
  readonly owner: Person;
  /** The number is known to be the caller's own, so that they may hear of the case by name. */
  readonly named: boolean;
}

/** A closed case of the caller's, of which they hear on this call: no message told them. */
export interface CallersOutcome {
  readonly id: string;
  readonly reference: string;
  readonly owner: Person;
  /** What came of it. */
  readonly words: string;
  /** Which closing they are asked about. */
  readonly question: number;
}

/** What is owed to a caller whose number identifies them: from a call that was cut off, or a call-back that is promised. */
export interface Before {
  /** Epoch ms of the first arrival: the place in the queue is kept. */
  readonly since: number;
  /** The call that was cut off goes on at this step, with what was known; only for a number that its carrier attests. */
  readonly resumes?: {
    readonly step: string;
    readonly known: Readonly<Record<string, unknown>>;
  };
}

/** Why the line itself would not ring the caller back, or write to them, at this moment; absent: it would, or the flow promises no such thing next. */
export interface Limits {
  readonly call?: Limit;
  readonly message?: Exclude<Limit, "of-number">;
  /** Why the number that the caller keyed in to be called at is not rung. */
  readonly number?: Exclude<Limit, "of-day">;
}

/** The call-back that is promised to the caller's number. */
export interface OpenCallBack {
  /** Of the case that it becomes when it cannot be kept. */
  readonly id: string;
  readonly reference: string;
  readonly owner: Person;
  /** Epoch ms: what the caller was told. */
  readonly due: number;
  /** The number is known to be the caller's own, so that they may hear the case's. */
  readonly named: boolean;
}

/** What the world tells a call. `at` is epoch ms. */
export type CallEvent = {
  readonly at: number;
  readonly limits?: Limits;
  /** Only where the flow may promise one next. */
  readonly openCallBack?: OpenCallBack;
} & (
  | {
      readonly type: "call-started";
      readonly call: string;
      readonly line: string;
      readonly caller: Caller;
      readonly people: People;
      /** The number of the case, should one be opened; drawn once per call. */
      readonly reference: string;
      /** The caller dialled the director's own number. */
      readonly direct?: true;
      /** What the caller chose on an earlier call; absent: nothing, or nobody knows who rings. */
      readonly language?: Language;
      /** Somebody granted the owner of this number something within the last weeks. */
      readonly granted?: true;
      /** The one that is due first, of a caller whose number identifies them. */
      readonly openCase?: CallersCase;
      /** Only for a number that its carrier attests. */
      readonly outcome?: CallersOutcome;
      readonly before?: Before;
    }
  | { readonly type: "digits"; readonly digits: string }
  | {
      readonly type: "speech";
      readonly text: string;
      /** 0 to 1; absent when the carrier's recogniser gave none. */
      readonly confidence?: number;
    }
  /** The line listened, or the document ended, and nothing came. */
  | { readonly type: "silence" }
  /** The person who was rung pressed the key that takes the call. */
  | {
      readonly type: "leg-accepted";
      /** Absent in transcripts. */
      readonly person?: { readonly id: string; readonly name: string };
    }
  | { readonly type: "leg-ended"; readonly result: LegResult }
  | {
      readonly type: "recorded";
      readonly url: string;
      /** Length in whole seconds. */
      readonly seconds: number;
    }
  | { readonly type: "hung-up" }
  | {
      readonly type: "charges-found";
      /** Absent: the number is on no customer's account. */
      readonly account?: string;
      /** What is disputed most often first. */
      readonly charges: readonly Charge[];
    }
  | { readonly type: "charges-unavailable" }
  | {
      readonly type: "look-up-answered";
      /** Which of the call's look-ups; absent: the one under way. */
      readonly request?: number;
      readonly outcome: LookUpOutcome;
      /** By the name of the variable, when something was found. */
      readonly values?: Readonly<Record<string, Value>>;
    }
  | {
      readonly type: "claim-answered";
      readonly charge: string;
      readonly outcome: ClaimOutcome;
      /** The bill's new total, when the charge went. */
      readonly total?: Money;
    }
);
