import type { CaseOpened, Limit } from "../case/file.js";
import type { Brief, Offered, Wanted } from "../connection/events.js";
import type { LegResult } from "../../flows/events.js";
import type { LegEvent } from "../leg-events.js";
import type { NotReached } from "../ring-back/events.js";
import type { CallKept } from "../outbound.js";
import type { Needs } from "../needs.js";

/** What the caller hears who is rung back, each a text of the flow in the caller's language. */
export const callbackWords = [
  "rung-back",
  "cut-off",
  "one-moment",
  "solved",
  "again",
  "kept",
  "by-hand",
] as const;
export type CallbackWord = (typeof callbackWords)[number];

/** A call-back is promised to a number, on a call from it that goes on; or its call was cut off. */
export interface CallbackAsked
  extends
    Needs,
    Pick<Wanted, "call" | "line" | "since" | "ring" | "brief" | "prefers"> {
  readonly type: "asked";
  readonly at: number;
  /** The call ended while the caller waited for a person or talked with one, who says then whether it was cut off; absent: it was promised. */
  readonly cutOff?: "waiting" | "talking";
  /** The caller heard of the one that is open, and wants this one in its place. */
  readonly changes?: true;
  /** Who is on the telephone first. */
  readonly first: "person" | "caller";
  readonly words: Readonly<Record<CallbackWord, Brief>>;
  /** Opened when the call-back cannot be kept; it has the promise that the caller was told. */
  readonly case: Omit<CaseOpened, "type" | "at">;
}

/** Whom a connection found for the caller. */
export type Found = Pick<Offered, "id" | "name">;

/** They are to be called at that number (E.164); `case`: of which promise, by the id of its case. */
export interface CallAt {
  readonly type: "call-at";
  readonly at: number;
  readonly case: string;
  readonly phone: string;
}

/** What a call-back is told. */
export type CallbackEvent =
  | CallbackAsked
  | CallAt
  /** The caller heard of it on a later call, and needs it no more; `case`: of which promise. */
  | {
      readonly type: "not-wanted";
      readonly at: number;
      readonly case: string;
    }
  /** Somebody else is to be called at this number. */
  | { readonly type: "called-for-another"; readonly at: number }
  /** Whether this number may be rung at all, and by the calls of the day. */
  | {
      readonly type: "may-ring";
      readonly at: number;
      readonly allowed: boolean;
      /** What it is beyond. */
      readonly beyond?: "limit" | "kind";
      /** The call of a day that is kept for it; absent: it is on file, and counts for none. */
      readonly kept?: CallKept;
    }
  /** Of the connection: somebody is free, and waits for the caller to be on the telephone. */
  | {
      readonly type: "person-found";
      readonly at: number;
      readonly person: Found;
    }
  /** Of the connection: somebody took the call. */
  | {
      readonly type: "leg-accepted";
      readonly at: number;
      readonly person: Found;
    }
  /** Of the connection: the talk is over, or nobody takes this caller now. */
  | {
      readonly type: "leg-ended";
      readonly at: number;
      readonly result: LegResult;
    }
  /** Of the caller's leg. */
  | LegEvent
  | TalkOver
  /** Of a connection: a person is sought for them on a call of theirs, from this step on; epoch ms. */
  | {
      readonly type: "seeks";
      readonly at: number;
      readonly call: string;
      readonly step: string;
      readonly since: number;
    }
  /** The caller rang by themselves. */
  | { readonly type: "rang-in"; readonly at: number; readonly call: string }
  /** That call is over, or (`served`) a person took it. */
  | {
      readonly type: "rang-off";
      readonly at: number;
      readonly call: string;
      readonly served: boolean;
      /** Present: it was cut off there, while the caller waited for a person or talked with one. */
      readonly step?: string;
      /** Epoch ms: the caller's seniority. */
      readonly since?: number;
    };

/** What whoever had a talk says of it, whose caller is gone: they are asked; it was over; they talked again; or it was cut off, and they did not reach them. */
export interface TalkOver {
  readonly type: "talk-over";
  readonly at: number;
  readonly call: string;
  readonly how: "asked" | "over" | "together" | NotReached;
  /** Of the line's, that kept them from ringing the caller. */
  readonly limit?: Limit;
}

/** What became of one time that the caller was rung. */
export type TryResult =
  "talked" | "not-solved" | "not-reached" | "not-wanted" | "person-gone";
