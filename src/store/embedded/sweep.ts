import { partitionOf } from "../partition.js";
import type { MachineId, ReplyId, Tables } from "./tables.js";

/**
 * Deletes up to `limit` machines and replies whose time is over; call it inside a transaction. What is past its time is never
 * answered, swept or not: sweeping is for the disk and for callers' data.
 */
export function sweep(tables: Tables, now: number, limit: number): void {
  for (const key of pastKeys(tables, now, limit)) {
    void tables.expiry.remove(key);
    const [, ...what] = key;
    if (isReply(what)) void tables.replies.remove(what);
    else forgetMachine(tables, what);
  }
}

/** The earliest first: what comes after one that is not past is not read. */
function pastKeys({ expiry }: Tables, now: number, limit: number) {
  const past = [];
  for (const key of expiry.getKeys({ limit })) {
    if (key[0] > now) break;
    past.push(key);
  }
  return past;
}

/** Deletes a machine's row and its timers (ST-26). */
export function forgetMachine(tables: Tables, key: MachineId): void {
  const row = tables.machines.get(key);
  if (row === undefined) return;
  const [kind, id] = key;
  const partition = partitionOf({ kind, id });
  for (const [timer, dueAt] of row.timers) {
    void tables.timers.remove([partition, dueAt, kind, id, timer]);
  }
  if (row.until !== 0) void tables.expiry.remove([row.until, kind, id]);
  void tables.machines.remove(key);
}

/** ST-45, ST-46, inside a transaction: a machine's row, its timers and the texts of its replies. */
export function eraseMachine(tables: Tables, [kind, id]: MachineId): void {
  forgetMachine(tables, [kind, id]);
  const replies = tables.replies.getRange({ start: [kind, id, ""] });
  for (const { key, value } of replies) {
    if (key[0] !== kind || key[1] !== id) break;
    void tables.replies.put(key, { ...value, reply: "" });
  }
}

function isReply(what: MachineId | ReplyId): what is ReplyId {
  return what.length === 3;
}
