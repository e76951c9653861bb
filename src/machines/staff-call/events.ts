import type { Language } from "../../flows/speech/index.js";
import type { Case, CaseOpened } from "../case/file.js";
import type { LegEvent } from "../leg-events.js";
import type { CustomerNotReached } from "../ring-back/events.js";

/** A case as its owner hears it. */
export interface StaffCase {
  readonly id: string;
  readonly opened: CaseOpened;
  /** Epoch ms. */
  readonly due: number;
  /** How many messages the customer left, and how many notes were spoken. */
  readonly messages: number;
  /** Where they are heard, for an hour; absent: not on this call. */
  readonly sounds?: readonly string[];
}

export function staffCase(id: string, file: Case): StaffCase | undefined {
  const { opened, due, recordings } = file;
  return opened && { id, opened, due, messages: recordings.length };
}

/** Who is on the telephone. */
export interface StaffPerson {
  /** Names them among the line's people; absent: they take no callers. */
  readonly id?: string;
  readonly name: string;
  readonly languages?: readonly Language[];
}

export type StaffCallEvent =
  /** Somebody rings the number of the people of the line. */
  | {
      readonly type: "dialled";
      readonly at: number;
      readonly call: string;
      /** The number that they ring from, where its carrier attests it. */
      readonly from?: string;
    }
  /** Somebody asked by a link or at the desk to be connected with the customer of a case: their own telephone rings. */
  | {
      readonly type: "connect-wanted";
      readonly at: number;
      readonly call: string;
      readonly person: StaffPerson;
      readonly phone: string;
      readonly case: StaffCase;
    }
  /** What the number and the PIN that were keyed in are. */
  | {
      readonly type: "pin-right";
      readonly at: number;
      readonly person: StaffPerson;
      readonly cases: readonly StaffCase[];
    }
  | { readonly type: "pin-wrong" | "pin-locked"; readonly at: number }
  | { readonly type: "hung-up"; readonly at: number }
  | {
      readonly type: "recorded";
      readonly at: number;
      readonly url: string;
      readonly seconds: number;
    }
  /** Of the customer's leg. */
  | { readonly type: "customer-joined" | "leg-ended"; readonly at: number }
  | CustomerNotReached
  /** Of their own leg. */
  | LegEvent;

/** What a call of somebody of the line's people knows. Its id is the leg's, or says by which link it came. */
export interface StaffCall {
  /** Its own id. */
  readonly call: string;
  /** The telephone that they ring from; absent: it may be anybody's. */
  readonly from?: string;
  /** What was keyed in to say who it is. */
  readonly number?: string;
  readonly person?: StaffPerson | undefined;
  /** They came by number and PIN, and not for one case. */
  readonly signedIn?: true;
  /** Those that are still open, the earliest due first. */
  readonly cases: readonly StaffCase[];
  /** Which of them is being heard. */
  readonly place: number;
  /** What was not understood in a row, and how often the PIN was wrong on this call. */
  readonly unheard: number;
  readonly wrong: number;
  /** How often the own telephone was rung: once, for who came by a link. */
  readonly offer: number;
  readonly leg?: string;
  /** How often a customer was rung. */
  readonly tries: number;
  /** What is to be recorded of the case, as far as it was said. */
  readonly closing: { readonly outcome?: number; readonly reason?: string };
}

export const noStaffCall: StaffCall = {
  call: "",
  cases: [],
  place: 0,
  unheard: 0,
  wrong: 0,
  offer: 0,
  tries: 0,
  closing: {},
};
