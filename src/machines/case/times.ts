import { hoursOf } from "../../flows/call-context.js";
import type { People } from "../../flows/events.js";
import type { Case } from "./file.js";
import { addOpenTime } from "../company/hours.js";

const minute = 60_000;

/**
 * When somebody has to have rung who has `span` ms for it from `from` (epoch ms) on: counted in the company's hours of that name, without
 * holidays and days off; by the clock where no hours are named, and where they do not open again.
 */
export function dueAfter(
  people: People,
  hours: string | undefined,
  from: number,
  span: number,
): number {
  const named = hours === undefined ? undefined : hoursOf(people, hours);
  return (named && addOpenTime(named, from, span)) ?? from + span;
}

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
