import type { Queue } from "./context.js";
import { whoMayTake } from "./match.js";

/** A talk of which nothing was measured yet, ms. */
const usualHandlingMs = 180_000;

/** Where a caller stands, and how long it takes them to be talked with. */
export interface Place {
  /** 1 is next. */
  readonly place: number;
  /** Whole minutes upwards, in seconds. */
  readonly seconds: number;
  /** Of this wait so far, in seconds. */
  readonly waited: number;
}

/** From measured handling times and who is on duty (C3); `undefined` for a caller who is not waiting, or for whom a phone rings already. */
export function placeOf(
  queue: Queue,
  call: string,
  at: number,
): Place | undefined {
  const own = queue.waiting.find((one) => one.call === call);
  if (!own || own.offeredTo !== undefined) return undefined;
  const before = queue.waiting.filter(
    ({ role, topic, since, call: other }) =>
      role === own.role &&
      topic === own.topic &&
      (since < own.since || (since === own.since && other < call)),
  ).length;
  const staffed = Math.max(1, whoMayTake(queue, own, at).length);
  const handling = queue.handlingMs ?? usualHandlingMs;
  const ms = ((before + 1) * handling) / staffed;
  return {
    place: before + 1,
    seconds: Math.ceil(ms / 60_000) * 60,
    waited: Math.max(0, Math.round((at - (own.asked ?? at)) / 1000)),
  };
}
