import type { Charge, Grade } from "./events.js";
import type { Language, Value } from "./speech/index.js";

/** Under it an effect names the sentence of the flow that it says: no part of what the leg is told. */
export const sentence = Symbol("sentence");

/** A sentence of the flow: the action of its chart, and the language of the flow that it was said in. */
export interface Sentence {
  readonly says: object;
  readonly language: Language;
}

/** A machine that a message goes to. */
export interface Address {
  readonly kind: string;
  readonly id: string;
}

/** What one leg is told to do next, in order: together they become one document of the carrier. */
export type LegEffect =
  | {
      readonly type: "say";
      readonly text: string;
      /** BCP 47, `es-MX`. */
      readonly language: string;
      /** The carrier's name of the voice. */
      readonly voice: string;
      readonly [sentence]?: Sentence;
    }
  /** A sound at this address, absolute. */
  | { readonly type: "play"; readonly url: string }
  /** Everything said before it in the document can be interrupted. */
  | {
      readonly type: "gather";
      /** How many keys make an answer, at most. */
      readonly digits: number;
      /** The key that ends an answer of several before that. */
      readonly finish?: string;
      /** Seconds of silence after the prompt. */
      readonly timeout: number;
      /** Present: speech is heard too, in this language (BCP 47), helped by these phrases. */
      readonly speech?: {
        readonly language: string;
        readonly hints: readonly string[];
      };
    }
  /** The leg waits in the carrier's queue for a person of that role; its waiting documents are asked for again and again. */
  | {
      readonly type: "wait";
      readonly role: string;
      readonly topic?: string;
    }
  /** The leg talks with the others who join this room. */
  | {
      readonly type: "join";
      readonly room: string;
      /** What the first one there hears: music unless it says more. */
      readonly alone?: "ringing";
      /** The star key leads out of it, on to the next document. */
      readonly starLeaves?: true;
    }
  | {
      readonly type: "record";
      /** Seconds at most. */
      readonly max: number;
      /** Seconds of silence that end it. */
      readonly silence: number;
      /** Keys that end it. */
      readonly keys: string;
    }
  /** One of the line's quiet pieces, from 0; there are `musicPieces`. */
  | { readonly type: "music"; readonly piece: number }
  /** The leg goes on with the document of another machine, whatever that is by then. */
  | { readonly type: "go-on"; readonly to: Address }
  | { readonly type: "hang-up" };

/** What is performed outside the call, after the turn is committed. */
export type OutboxEffect =
  | {
      readonly type: "find-charges";
      readonly number: string;
      /** What the caller may hear depends on how far the number is trusted, and on what the policy would concede. */
      readonly grade: Grade;
      readonly policy: string;
    }
  | {
      readonly type: "look-up";
      readonly connection: string;
      readonly find: string;
      /** Comes back with the answer. */
      readonly request: number;
      /** By the name of the parameter; those that are not known are left out. */
      readonly values: Readonly<Record<string, Value>>;
    }
  | {
      readonly type: "send-message";
      readonly to: string;
      readonly text: string;
    }
  | {
      readonly type: "post-credit";
      readonly account: string;
      readonly charge: Charge;
      /** The other side credits a key once, however often it is asked. */
      readonly key: string;
    }
  /** A message to another machine; delivered once, in order per sender. */
  | {
      readonly type: "tell";
      readonly to: Address;
      readonly event: { readonly type: string } & Record<string, unknown>;
    };

export type Effect = LegEffect | OutboxEffect;

const legEffects: ReadonlySet<string> = new Set<LegEffect["type"]>([
  "say",
  "play",
  "gather",
  "wait",
  "join",
  "record",
  "music",
  "go-on",
  "hang-up",
]);

export function isLegEffect(effect: {
  readonly type: string;
}): effect is LegEffect {
  return legEffects.has(effect.type);
}

/** Asks for nothing: a sentence for another language, a message to nobody. */
export function isNothing(effect: { readonly type: string }): boolean {
  const { text, to } = effect as { text?: string; to?: unknown };
  if (effect.type === "say") return text === "";
  if (effect.type === "send-message") return to === "";
  return effect.type === "tell" && to === undefined;
}

/** So many pieces of 16 s are longer than anybody is kept waiting (10 minutes): no tune comes twice (C3). */
export const musicPieces = 48;
