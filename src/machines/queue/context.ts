import type { Hours } from "../company/hours.js";
import type { Overtaking, Staff, Waiting } from "./events.js";
import type { Relaxing } from "./relaxing.js";

/** What a person of the line is doing. */
export type PresenceStatus =
  "available" | "ringing" | "talking" | "wrap-up" | "away";

export interface Presence {
  readonly person: Staff;
  readonly status: PresenceStatus;
  /** Epoch ms. */
  readonly since: number;
  /** Goes away once what they do is over. */
  readonly leaving?: true;
  /** When they were last known to be at a desk that gives signs of life, epoch ms; absent: they need none, as who says by phone that they are there. */
  readonly desk?: number;
  /** They are away, or leaving, because that desk gave none any more. */
  readonly silent?: true;
  /** How many offers in a row nobody picked up; absent: none. */
  readonly missed?: number;
  /** They are away, or leaving, because of these. */
  readonly unanswered?: true;
  /** The room of the call that rings for them, that they talk on, or that they talked on last while they are in wrap-up. */
  readonly call?: string;
  /** Talks with a customer whom they had rung; ends with that talk alone. */
  readonly occupiedBy?: string;
}

/** A line's queue: who waits, by seniority, and who may take them. */
export interface Queue {
  readonly people: readonly Presence[];
  /** The company's hours, by name; absent in queues of before there were any. */
  readonly hours?: Readonly<Record<string, Hours>> | undefined;
  /** When needs are let go of; absent: as usual. */
  readonly relaxing?: Relaxing | undefined;
  /** Most senior first. */
  readonly waiting: readonly (Waiting & {
    /** To whom this caller is being offered, by id. */
    readonly offeredTo?: string;
    /** Who went first, and why: the latest of them. */
    readonly overtaken?: readonly Overtaking[];
  })[];
  /** The mean length of a talk with what follows it, ms; absent before the first. */
  readonly handlingMs?: number;
}

export const emptyQueue: Queue = { people: [], waiting: [] };
