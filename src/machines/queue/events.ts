import type { Hours } from "../company/hours.js";
import type { Offered } from "../connection/events.js";
import type { OfferResult } from "../connection/context.js";
import type { Needs } from "../needs.js";
import type { Bar, Relaxing } from "./relaxing.js";

/** The one queue of a line; a partition of its own, whose commits are its measure. */
export const lineQueue = { kind: "queue", id: "line" } as const;

/** The role in which one person alone is asked for: the owner of a case. */
export function ownerRole(name: string): string {
  return `owner:${name}`;
}

/** Somebody of the line's people, and whom they may take. */
export interface Staff extends Offered {
  readonly role: string;
  /** The segments of customers whose callers they are for. */
  readonly segments?: readonly string[];
  /** What they may take off a bill at once, minor units by currency. */
  readonly credits?: Readonly<Record<string, number>>;
  /** After so many offers in a row that nobody picked up they are away; absent: they are asked for by name, and rung each time. */
  readonly missesAtMost?: number;
  /** They take callers of this role while whoever is asked for cannot, in the order of the people. */
  readonly standsIn?: string;
}

/** Somebody less senior was offered to a person before this caller, since that person might not take this one then. */
export interface Overtaking {
  readonly at: number;
  /** Who was offered: the room of the call. */
  readonly by: string;
  /** To whom, by id. */
  readonly person: string;
  readonly rule: Bar;
}

/** A caller who waits for a person. */
export interface Waiting extends Needs {
  readonly call: string;
  /** Counts how often this call asked; an offer for an earlier time is none. */
  readonly request: number;
  /** Seniority: epoch ms of the first arrival. */
  readonly since: number;
  /** When this wait began, epoch ms: from then on needs are let go of. Absent in queues of before there was a rule. */
  readonly asked?: number;
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
      readonly relaxing?: Relaxing;
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
