import type { Timer } from "../contract.js";
import { liveMachine } from "./machines.js";
import type { Tables } from "./tables.js";

/** Earliest first; those of a forgotten machine that is not yet swept are left out (ST-26). */
export function* liveTimers(
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
