/**
 * The chart: a flow lowered to states, as plain data. It is what the XState machine is built from, what is printed as a
 * picture, and what a search can walk. Targets are `#step` or `#step.state`, and `#step/inner.state` within the flow that a step runs; two
 * places exist beside the steps: `(ringing)`, before the line answers, and `(ended)`.
 */
import type { CallbackWord } from "../machines/callback/events.js";
import type { HoursState } from "../machines/company/hours.js";
import type { OutboundKind } from "../machines/outbound.js";
import type { AnswerForm } from "./answer-form.js";
import type { ClaimOutcome } from "./events.js";
import type { Gives } from "./given.js";
import type { Inputs } from "./inputs.js";
import type { LookUpOutcome } from "./look-ups.js";
import type { Language } from "./speech/index.js";

/** A sentence by language, as it stands in the document (LiquidJS). */
export type Texts = Readonly<Partial<Record<Language, string>>>;

/** `owner`: of the caller's open case. */
export type Role = "agent" | "adviser" | "director" | "owner";

export type ChartAction =
  /** `only`: said in that language, to callers who are not being spoken to in it and have not changed the language yet. */
  | {
      readonly type: "say";
      readonly texts: Texts;
      readonly only?: Language;
      /** What the flow that says it was given, when another one runs it. */
      readonly inputs?: Inputs;
    }
  | {
      readonly type: "gather";
      readonly timeout: number;
      readonly heard?: Spoken;
      /** Present: not one key but an answer of several, by key or by voice. */
      readonly answer?: AnswerForm;
    }
  /** The caller waits for a person, with keys that work; what they hear is written here. */
  | {
      readonly type: "wait";
      readonly role: Role;
      readonly topic?: string;
      /** Place and expected wait. */
      readonly place: Texts;
      /** The same, where the wait is longer than `held`. */
      readonly placeHeld: Texts;
      /** How long the caller waits on the telephone at most, seconds. */
      readonly held: number;
      /** What the keys do. */
      readonly keys: Texts;
      /** That somebody stands in for whoever was asked for; absent: nobody does. */
      readonly standIn?: Texts;
      /** The number that a key asks for; absent: there is no such key. */
      readonly number?: Texts;
      /** That the line rings back who is cut off, and the key against it; absent: it does not. */
      readonly cutOff?: Texts;
      /** Said at that key. */
      readonly noCallBack?: Texts;
      readonly inputs?: Inputs;
    }
  /** The caller meets the person who took the call. */
  | { readonly type: "join" }
  | {
      readonly type: "record";
      readonly max: number;
      readonly silence: number;
      readonly keys: string;
    }
  | { readonly type: "hang-up" }
  /** A text message to the number that the call comes from. */
  | {
      readonly type: "send-text";
      readonly texts: Texts;
      readonly inputs?: Inputs;
    }
  | { readonly type: "remember-rating"; readonly rating: number }
  | { readonly type: "count-rating"; readonly rating: number }
  /** Keeps what the caller answered to a question, and the question. */
  | {
      readonly type: "keep-answer";
      readonly about: string;
      readonly texts: Texts;
      readonly answer: "yes" | "no";
      readonly inputs?: Inputs;
    }
  /** Keeps where the caller's own yes was recorded. */
  | { readonly type: "keep-voice"; readonly about: string }
  | { readonly type: "find-charges"; readonly policy: string }
  | { readonly type: "claim-charge"; readonly policy: string }
  /** A look-up begins: an answer to an earlier one counts no more. */
  | { readonly type: "begin-look-up" }
  | {
      readonly type: "look-up";
      readonly connection: string;
      readonly find: string;
      /** The variable that is asked with, by the name of the parameter. */
      readonly with: Readonly<Record<string, string>>;
    }
  | { readonly type: "remember-look-up"; readonly gives: Gives }
  | {
      readonly type: "choose-owner";
      readonly owner: Role;
      readonly topic?: string;
      /** How soon the owner rings back. */
      readonly withinMs: number;
    }
  /** The caller's open case hears that they rang, or that its owner took the call. */
  | { readonly type: "tell-case"; readonly what: "linked" | "contacted" }
  /** The case hears what the caller says of its outcome; `nothing`: they heard it, and that is all. */
  | {
      readonly type: "answer-outcome";
      readonly answer: "solved" | "not-solved" | "nothing";
    }
  /** They have heard it, and are not asked again on this call. */
  | { readonly type: "forget-outcome" }
  /** It is not solved: from here on it is their open case again. */
  | { readonly type: "take-up-case" }
  /** Opens a case in the owner's name, due by then. `byLimit`: the line was to ring or to write, and a limit of its own kept it from that. */
  | { readonly type: "open-case"; readonly byLimit?: OutboundKind }
  /** The promise is the one that was made before. */
  | { readonly type: "remember-call-back" }
  /** A call-back is told when this call is over. */
  | { readonly type: "remember-owed" }
  /** Promises a call-back that keeps the place: the line rings a person and the caller when it is the caller's turn. */
  | {
      readonly type: "ask-callback";
      /** In place of the one that is open: it keeps its place and its number. */
      readonly changes?: true;
      readonly role: Role;
      readonly topic?: string;
      /** Seconds that a phone rings, the person's or the caller's. */
      readonly ring: number;
      /** Who is on the telephone first. */
      readonly first: "person" | "caller";
      readonly whisper: Texts;
      readonly whisperCharge: Texts;
      /** What the caller hears who is rung back. */
      readonly words: Readonly<Record<CallbackWord, Texts>>;
      readonly inputs?: Inputs;
    }
  /** They are to be called at the number that is under this variable, and not at their own. */
  | {
      readonly type: "call-at";
      readonly number: string;
      /** What keeps the promise; a call-back of who withholds their number is a case from the first moment. */
      readonly kept: "callback" | "case";
    }
  /** They need the call no more that they heard is promised. */
  | { readonly type: "drop-call-back" }
  | { readonly type: "add-message" }
  | { readonly type: "remember-start" }
  | { readonly type: "use-language"; readonly language: Language }
  /** The caller hears this language at the next call from the first word. */
  | { readonly type: "keep-language"; readonly language: Language }
  | { readonly type: "remember-charges" }
  | { readonly type: "point-at-charge"; readonly index: number }
  | { readonly type: "remember-claim" }
  /** Asks for a person to be found, rung and briefed. */
  | {
      readonly type: "connect";
      readonly role: Role;
      readonly topic?: string;
      /** Seconds that one phone rings. */
      readonly ring: number;
      /** What the person hears before taking the call. */
      readonly whisper: Texts;
      /** The same, for a caller who came about a charge. */
      readonly whisperCharge: Texts;
      /** The same, for whoever is rung in place of whoever was asked for; absent: nobody is. */
      readonly whisperStandIn?: Texts | undefined;
      readonly whisperStandInCharge?: Texts | undefined;
      readonly inputs?: Inputs;
    }
  | {
      readonly type: "remember-connecting";
      readonly step: string;
      readonly role: Role;
      readonly topic?: string;
      /** The step whose call-back rings a caller who is cut off here; absent: none does. */
      readonly callBack?: string;
    }
  /** The caller does not want to be rung when they are cut off. */
  | { readonly type: "decline-call-back" }
  /** The caller hung up, or was cut off: the line rings back whom it said that it would. */
  | { readonly type: "call-back-cut-off" }
  /** A call-back that is promised to this number, or a call that was cut off, hears that the caller rings. */
  | { readonly type: "ring-in" }
  /** Decisions that were taken for this number lately hear that it rings again. */
  | { readonly type: "ring-again" }
  /** It hears that a person took the call. */
  | { readonly type: "tell-served" }
  /** The call is over: what was cut off is kept, and what is owed goes on. */
  | { readonly type: "ring-off" }
  /** Nobody needs to be found any more, or the talk is over for the caller. */
  | { readonly type: "give-up" }
  | { readonly type: "forget-connecting" }
  | { readonly type: "wait-quietly" }
  /** From here on the caller's director is the one of this topic, where there is one; not for who dialled a director's own number. */
  | { readonly type: "choose-director"; readonly topic: string }
  /** The caller asks for the number while they wait. */
  | { readonly type: "ask-number" }
  | { readonly type: "remember-accepted" }
  /** When these hours open next, and why they are closed if that is known. */
  | { readonly type: "remember-hours"; readonly hours: string }
  /** What the caller pressed or said is read back, and is no answer yet. `answer` is its variable, here and below. */
  | {
      readonly type: "hear-answer";
      readonly answer: string;
      readonly form: AnswerForm;
    }
  /** The answer counts from here on: the one that was heard, or this one. */
  | {
      readonly type: "take-answer";
      readonly answer: string;
      readonly value?: boolean;
    };

/** How sure the recogniser is of what it heard; a carrier that does not say is taken for unsure. */
export type Confidence = "sure" | "unsure";

export type ChartGuard =
  /** One key; or `*` and a key, at the end of whatever was pressed, where several keys make an answer. */
  | { readonly type: "pressed"; readonly key: string }
  | {
      readonly type: "heard";
      readonly choice: string;
      readonly among: Spoken;
      /** Absent: heard in whatever way. */
      readonly confidence?: Confidence;
    }
  /** What was pressed or said is an answer; keys are always sure. */
  | {
      readonly type: "answers";
      readonly form: AnswerForm;
      readonly confidence?: Confidence;
    }
  /** The caller gave this answer; `value`: this one, of yes and no. */
  | {
      readonly type: "answer-known";
      readonly answer: string;
      readonly value?: boolean;
    }
  /** The caller's account was found. */
  | { readonly type: "recognised" }
  | {
      readonly type: "asks-for-language";
      readonly key: string;
      readonly language: Language;
    }
  | { readonly type: "identified" }
  /** The caller has an open case; `named`: to whom it may be named. */
  | { readonly type: "has-case"; readonly named: boolean }
  /** The caller does not know yet what came of a case of theirs. */
  | { readonly type: "has-outcome" }
  /** The caller's number can be rung back. */
  | { readonly type: "reachable" }
  | { readonly type: "charge-at"; readonly index: number }
  | { readonly type: "charges-known" }
  | { readonly type: "charges-failed" }
  | { readonly type: "claim-is"; readonly outcome: ClaimOutcome }
  | { readonly type: "claim-known" }
  | { readonly type: "look-up-is"; readonly outcome: LookUpOutcome }
  /** A condition of the document (CEL); `place` counts the ways out of its step that are decided by what the proof leaves open. */
  | {
      readonly type: "holds";
      readonly step: string;
      readonly place: number;
      readonly when: string;
      /** What the flow was given that asks it. */
      readonly inputs?: Inputs;
    }
  /** Named hours of the company are so at this moment. */
  | {
      readonly type: "hours-are";
      readonly step: string;
      readonly place: number;
      readonly hours: string;
      readonly state: Exclude<HoursState, "open">;
    }
  /** A limit keeps the line itself from ringing the caller back, from writing to them, or from ringing the `number` that they keyed in. */
  | {
      readonly type: "limited";
      readonly what: OutboundKind | "number";
      readonly step: string;
      readonly place: number;
    }
  /** A call-back is promised to this caller already. */
  | {
      readonly type: "call-back-open";
      readonly step: string;
      readonly place: number;
    }
  | {
      readonly type: "somebody-to-ring";
      readonly role: Role;
      readonly topic?: string;
    };

/** Spoken answers by choice: what each language's callers say. */
export type Heard = Readonly<
  Record<
    string,
    {
      readonly key?: string;
      readonly phrases: Readonly<Partial<Record<Language, readonly string[]>>>;
    }
  >
>;

/** `yes-no`: the answers `yes` and `no`, in whatever words callers give them. */
export type Spoken = Heard | "yes-no";

export interface ChartTransition {
  readonly target?: string;
  readonly guard?: ChartGuard;
  readonly actions?: readonly ChartAction[];
  readonly reenter?: boolean;
}

export interface ChartState {
  readonly entry?: readonly ChartAction[];
  readonly on?: Readonly<Record<string, readonly ChartTransition[]>>;
  readonly always?: readonly ChartTransition[];
  /** The state's deadline: it runs from entering the state, whatever happens meanwhile. */
  readonly after?: {
    readonly ms: number;
    readonly next: readonly ChartTransition[];
  };
  readonly final?: true;
}

/** A step's states; the first is where the step begins. */
export type StepChart = Readonly<Record<string, ChartState>>;

export interface Chart {
  readonly start: string;
  /** Where a call to the director's own number begins: where key 0 leads. */
  readonly direct: string;
  readonly steps: Readonly<Record<string, StepChart>>;
}

export const ended = "#(ended)";
