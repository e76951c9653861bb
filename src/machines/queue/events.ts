import type { Hours } from "../hours.js";
import type { Language } from "../../flows/speech/index.js";
import type { Offered } from "../connection/events.js";
import type { OfferResult } from "../connection/context.js";

/** The one queue of a line; a partition of its own, whose commits are its measure. */
export const lineQueue = { kind: "queue", id: "line" } as const;

/** The role in which one person alone is asked for: the owner of a case. */
export function ownerRole(name: string): string {
  return `owner:${name}`;
}

/** Somebody of the line's people, and whom they may take. */
export interface Staff extends Offered {
  readonly role: string;
}

/** A caller who waits for a person. */
export interface Waiting {
  readonly call: string;
  /** Counts how often this call asked; an offer for an earlier time is none. */
  readonly request: number;
  /** Seniority: epoch ms of the first arrival. */
  readonly since: number;
  readonly role: string;
  readonly topic?: string;
  readonly language: Language;
  /** Who was offered this caller already, by id: never again on this call. */
  readonly tried: readonly string[];
  /** Who is asked first, by id. */
  readonly prefers?: string;
}

export type QueueEvent =
  /** The line's people as they are now; sent when a server starts, and when they change. */
  | {
      readonly type: "people-are";
      readonly at: number;
      readonly people: readonly Staff[];
      readonly hours?: Readonly<Record<string, Hours>>;
    }
  | {
      readonly type: "presence";
      readonly at: number;
      readonly person: string;
      readonly status: "available" | "away";
      /** Set at a desk that gives signs of life: without them they go away. */
      readonly desk?: true;
    }
  /** Of a desk: it gives signs of life now. */
  | {
      readonly type: "desk-opened";
      readonly at: number;
      readonly person: string;
      readonly beat: number;
    }
  /** Of a desk: it gave none any more after `beat`, epoch ms. */
  | {
      readonly type: "desk-silent";
      readonly at: number;
      readonly person: string;
      readonly beat: number;
    }
  /** They talk with a customer whom they had rung: nobody is offered to them meanwhile. `call` names the talk. */
  | {
      readonly type: "occupied" | "free";
      readonly at: number;
      readonly person: string;
      readonly call: string;
    }
  | ({ readonly type: "caller-waits"; readonly at: number } & Waiting)
  | { readonly type: "caller-left"; readonly at: number; readonly call: string }
  | {
      readonly type: "offer-over";
      readonly at: number;
      readonly call: string;
      readonly person: string;
      /** `answered`: they talk now. */
      readonly result: OfferResult;
    }
  | { readonly type: "talk-over"; readonly at: number; readonly person: string }
  | {
      readonly type: "wrapped-up";
      readonly at: number;
      readonly person: string;
    };
