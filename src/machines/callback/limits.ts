/** How often, and until when, the line rings by itself. */
import type { Callback } from "./context.js";
import type { CallbackAsked } from "./events.js";

const minute = 60_000;
/** After the first and the second time that the caller was not reached; the third is the last. */
const pausesMs = [5 * minute, 15 * minute];
/** Nobody is there to talk: looked at again. */
const nobodyPauseMs = 5 * minute;

const dayMs = 24 * 60 * minute;
/** So many call-backs within a day for one number; what is beyond is rung by hand. */
const mostADay = 3;

/** `at`: epoch ms. */
export function isTooMany({ promised }: Callback, at: number): boolean {
  return promised.filter((one) => one > at - dayMs).length >= mostADay;
}

/** When whoever answers for the promise takes over, so that time is left to ring: half an hour before it is due, or half of its time. */
export function byHandAt({ at, case: { due } }: CallbackAsked): number {
  return due - Math.min(30 * minute, (due - at) / 2);
}

export function pauseMs({ missed }: Callback): number {
  return missed === 0 ? nobodyPauseMs : (pausesMs[missed - 1] ?? 0);
}

export function isLastMiss({ missed }: Callback): boolean {
  return missed >= pausesMs.length;
}

export function oneMore(
  { promised }: Callback,
  now: number,
): readonly number[] {
  return [...promised.filter((at) => at > now - dayMs), now];
}

/** Nobody is told a time that is past. */
export function dueByHand(
  { case: { due } }: CallbackAsked,
  at: number,
): number {
  return Math.max(due, at + 15 * minute);
}
