import type { OutboxEntry } from "../contract.js";
import { machineOfEffect } from "../effect-id.js";
import { partitionOf } from "../partition.js";

/**
 * An entry as Redis holds it: its place, a line of JSON, then the effect untouched (so that its quotes need no escaping). The
 * scripts write the place themselves, so this is the text without it.
 */
export function printEntry(
  entry: Omit<OutboxEntry, "place" | "partition" | "key">,
): string {
  const { id, at, attempts, notBefore, error, effect } = entry;
  const head = [
    id,
    at,
    attempts,
    notBefore,
    ...(error === undefined ? [] : [error]),
  ];
  return `${JSON.stringify(head)}\n${effect}`;
}

/** Reads what a script wrote: `<place>\n` and `printEntry`'s text. */
export function parseEntry(text: string): OutboxEntry {
  const afterPlace = text.indexOf("\n") + 1;
  const afterHead = text.indexOf("\n", afterPlace) + 1;
  const [id, at, attempts, notBefore, error] = JSON.parse(
    text.slice(afterPlace, afterHead),
  ) as [string, number, number, number, string?];
  const key = machineOfEffect(id);
  if (key === undefined) {
    throw new Error(`The outbox holds "${id}", which is no effect's id.`);
  }
  return {
    id,
    partition: partitionOf(key),
    place: Number.parseInt(text, 10),
    key,
    effect: text.slice(afterHead),
    at,
    attempts,
    notBefore,
    ...(error !== undefined && { error }),
  };
}
