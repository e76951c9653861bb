import type { Person } from "../flows/events.js";
import type { Case } from "./case-file.js";

const minute = 60_000;

/** When somebody has to have rung who has `span` ms for it from `from` (epoch ms) on: real hours, or theirs on duty. */
export type DueAfter = (from: number, span: number, owner: Person) => number;

export const inRealHours: DueAfter = (from, span) => from + span;

/** The owner is reminded half an hour before, or with a quarter of the time left where that is less. */
export function remindsAt({ due, span }: Case): number {
  return due - Math.min(30 * minute, span / 4);
}

/** An overdue case stays half an hour more with its owner, then goes on up. */
export function goesUpAt(overdueAt: number): number {
  return overdueAt + 30 * minute;
}

/** With nobody above, the owner is reminded each day. */
export const againMs = 24 * 60 * minute;
