import type { Timer } from "../contract.js";
import { liveMachine } from "./machines.js";
import type { Tables } from "./tables.js";

/** ST-21: up to `limit` that are due at `upTo`, epoch ms, earliest first. */
export function dueTimers(
  tables: Tables,
  partition: number,
  upTo: number,
  limit: number,
  now: number,
): Timer[] {
  const due = [];
  for (const timer of liveTimers(tables, partition, now)) {
    if (timer.dueAt > upTo || due.length === limit) break;
    due.push(timer);
  }
  return due;
}

/** Epoch ms at which the earliest is due. */
export function nextTimer(
  tables: Tables,
  partition: number,
  now: number,
): number | undefined {
  // Left by `return` inside the loop, which closes LMDB's cursor; one that is only asked for its first stays open for good.
  for (const { dueAt } of liveTimers(tables, partition, now)) return dueAt;
  return undefined;
}

/** Earliest first; those of a forgotten machine that is not yet swept are left out (ST-26). */
function* liveTimers(
  tables: Tables,
  partition: number,
  now: number,
): Generator<Timer> {
  const range = tables.timers.getKeys({
    start: [partition],
    end: [partition + 1],
  });
  for (const [, dueAt, kind, id, timer] of range) {
    const key = { kind, id };
    if (liveMachine(tables, key, now) === undefined) continue;
    yield { partition, key, id: timer, dueAt };
  }
}
