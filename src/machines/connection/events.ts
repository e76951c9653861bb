import type { Address } from "../../flows/effects.js";
import type { Person } from "../../flows/events.js";
import type { Language, Values, Variables } from "../../flows/speech/index.js";
import type { Asked, AskedResult } from "../aside/events.js";
import type { CustomerNotReached } from "../ring-back/events.js";
import type { LegEvent } from "../leg-events.js";
import type { Needs } from "../needs.js";
import type { Overtaking } from "../queue/events.js";
import type { WrapUpNote } from "./context.js";
import type { Bar } from "../queue/relaxing.js";

/** What a rung person is told in one language: a text of the flow, and what is known of the call. */
export interface Brief {
  /** LiquidJS. */
  readonly source: string;
  /** What the text may name, and what of it is known. */
  readonly variables: Variables;
  readonly values: Values;
  readonly zone: string;
  /** The carrier's name of the voice. */
  readonly voice: string;
  /** BCP 47. */
  readonly speaks: string;
}

/** Somebody above one of the line's people, who may be asked while that person talks with a caller. */
export interface Above {
  readonly name: string;
  /** Under which the queue finds them. */
  readonly role: string;
  readonly topic?: string;
  /** What they are called, by language: "Ana Torres, directora de servicio". */
  readonly spoken: Readonly<Partial<Record<Language, string>>>;
}

/** Whom a person may ask. */
export type Asks = "superior" | "director";

/** Somebody who may be rung, as the queue offers them. */
export interface Offered extends Person {
  /** The role in whose place they are rung. */
  readonly standsIn?: string;
  /** Names them among the line's people. */
  readonly id: string;
  /** The phones that ring when `phone` is not picked up, in this order. */
  readonly others?: readonly string[];
  /** Seconds after a talk in which they are offered nobody; absent: as usual. */
  readonly wrapUp?: number;
  readonly above?: Readonly<Partial<Record<Asks, Above>>>;
}

/** What a caller needs: a person for this role, topic and language. */
export interface Wanted extends Needs {
  readonly type: "wanted";
  readonly at: number;
  /** Names the room where they meet, unless `room` does. */
  readonly call: string;
  /** Of a talk that is under way, to which somebody is asked. */
  readonly room?: string;
  /** The machine that is told what becomes of it; absent: the call. */
  readonly by?: Address;
  readonly line: string;
  /** Seniority: epoch ms of the caller's first arrival. */
  readonly since: number;
  /** Seconds that a phone rings. */
  readonly ring: number;
  readonly brief: Readonly<Partial<Record<Language, Brief>>>;
  /** What somebody hears who is rung in place of the role that is wanted; absent: the same. */
  readonly standInBrief?: Readonly<Partial<Record<Language, Brief>>>;
  /** Who is asked first, by id, before anybody talked with the caller on this connection. */
  readonly prefers?: string;
  /** `caller`: whoever is found is kept free and rung only when the caller is on the telephone. */
  readonly first?: "person" | "caller";
  /** Where the call goes on when it is cut off, and the number by which its caller is known then; absent: nobody knows them by theirs. */
  readonly resumes?: { readonly number: string; readonly step: string };
}

export interface Overtook {
  readonly call: string;
  readonly rule: Bar;
}

/** What a connection is told. */
export type ConnectionEvent =
  | Wanted
  /** The caller is on the telephone now. */
  | { readonly type: "caller-ready"; readonly at: number }
  /** The caller went on, or away. `number`: they hung up, and this is theirs. `callBack`: the line rings them back when they were cut off. */
  | {
      readonly type: "given-up";
      readonly at: number;
      readonly number?: string;
      readonly callBack?: true;
    }
  /** Of the caller's number: somebody rings from it, and the carrier has not said that this call is over. */
  | { readonly type: "rings-anew"; readonly at: number }
  /** Of the call-back: the caller rang by themselves after a talk that was cut off. */
  | { readonly type: "rang-again"; readonly at: number }
  /** Of the customer who is rung again: they are in the room, or are not there. */
  | { readonly type: "customer-joined"; readonly at: number }
  | CustomerNotReached
  | { readonly type: "leg-ended"; readonly at: number; readonly of?: never }
  /** `request` is the one that it answers. */
  | {
      readonly type: "offered";
      readonly at: number;
      readonly request: number;
      readonly person: Offered;
      /** More senior callers whom this person might not take then: the room of each call, and why. The most senior of them. */
      readonly overtook?: readonly Overtook[];
    }
  /** Nobody on duty can take this caller. */
  | { readonly type: "nobody"; readonly at: number; readonly request: number }
  /** Of the queue, as this caller's wait is over: who went first meanwhile. */
  | {
      readonly type: "was-overtaken";
      readonly at: number;
      readonly overtaken: readonly Overtaking[];
    }
  /** Of a call-back: the leg on which its caller talks. */
  | {
      readonly type: "caller-there";
      readonly at: number;
      readonly leg: string;
    }
  /** The person asks the caller to wait; takes the caller back, with whoever was asked meanwhile; lets that one go; hands over to them. */
  | {
      readonly type: "hold" | "back" | "third-off" | "leave";
      readonly at: number;
    }
  | { readonly type: "ask"; readonly at: number; readonly whom: Asks }
  /** Of the caller's leg outside the talk: it goes back by itself, or the caller asks for the director. `result`: of what the caller was asked. */
  | {
      readonly type: "caller-back";
      readonly at: number;
      readonly nth: number;
      readonly result?: AskedResult;
    }
  | {
      readonly type: "director-wanted";
      readonly at: number;
      readonly nth: number;
    }
  /** Of an account's decisions: the caller is to be asked for a recorded yes; and what came of the decision. */
  | ({
      readonly type: "consent-wanted";
      readonly at: number;
      /** Whose decision it is, by name. */
      readonly person: string;
    } & Asked)
  | {
      readonly type: "consent-over";
      readonly at: number;
      readonly outcome: "done" | "refused";
    }
  /** Of whoever was asked beside the talk: they are in its room, or are not there. `of` names their connection. */
  | {
      readonly type: "leg-accepted" | "leg-ended";
      readonly at: number;
      readonly of: string;
      readonly person?: Pick<Offered, "id" | "name">;
    }
  /** Of the desk: whoever had the talk says what it was about; `number` is the customer's own, where that is known. */
  | ({ readonly type: "noted"; readonly number?: string } & WrapUpNote)
  /** Of the person's leg. */
  | LegEvent;
