import type { OutboxEntry } from "../contract.js";
import type { Tables } from "./tables.js";
import { nextCount } from "./tables.js";

export function pendingEntries(
  tables: Tables,
  partition: number,
  limit: number,
  after: number,
): OutboxEntry[] {
  const range = tables.outbox.getRange({
    start: [partition, after + 1],
    end: [partition + 1, 0],
    limit,
  });
  return Array.from(range, ({ value }) => value);
}

/** ST-14, inside a transaction: the entry keeps its place. */
export function postponeEntry(
  tables: Tables,
  entry: OutboxEntry,
  notBefore: number,
  error: string,
): void {
  if (tables.outbox.get(placeOf(entry)) === undefined) return;
  const attempts = entry.attempts + 1;
  void tables.outbox.put(placeOf(entry), {
    ...entry,
    attempts,
    notBefore,
    error,
  });
}

/** ST-15, inside a transaction. */
export function buryEntry(
  tables: Tables,
  entry: OutboxEntry,
  error: string,
): void {
  if (tables.outbox.get(placeOf(entry)) === undefined) return;
  const attempts = entry.attempts + 1;
  void tables.outbox.remove(placeOf(entry));
  void tables.deadLetters.put(entry.id, { ...entry, attempts, error });
}

/** ST-16, inside a transaction. Returns the partition's new count of notices; `undefined` when there is no such dead letter. */
export function reviveEntry(
  tables: Tables,
  id: string,
  now: number,
): { readonly partition: number; readonly notice: number } | undefined {
  const dead = tables.deadLetters.get(id);
  if (dead === undefined) return undefined;
  const { error: _, ...entry } = dead;
  const { partition } = entry;
  const place = nextCount(tables, "place", partition);
  void tables.deadLetters.remove(id);
  void tables.outbox.put([partition, place], {
    ...entry,
    place,
    attempts: 0,
    notBefore: now,
  });
  return { partition, notice: nextCount(tables, "notice", partition) };
}

export function listDeadLetters(tables: Tables, limit: number): OutboxEntry[] {
  return Array.from(tables.deadLetters.getRange(), ({ value }) => value)
    .toSorted((a, b) => a.at - b.at || a.place - b.place)
    .slice(0, limit);
}

export function placeOf(entry: OutboxEntry): [number, number] {
  return [entry.partition, entry.place];
}
