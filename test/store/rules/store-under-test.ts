import type {
  Commit,
  Lease,
  MachineKey,
  OutboxEntry,
  Store,
} from "../../../src/store/contract.js";
import { partitionOf } from "../../../src/store/partition.js";

/** One empty store, and what only its kind knows how to do to it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** The same data as another process would see it. */
  another(): Promise<Store>;
  /** Makes `ms` pass for retention and leases, without waiting for it. */
  elapse(ms: number): Promise<void>;
  /** Closes every store and removes the data. */
  dispose(): Promise<void>;
}

export type CreateStoreUnderTest = () => Promise<StoreUnderTest>;

/** What a registered suite reads inside its tests: the store of the test that runs. */
export interface Subject {
  readonly store: Store;
  another(): Promise<Store>;
  elapse(ms: number): Promise<void>;
}

export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** 2 March 2026, 14:15 UTC: the moment of every turn that does not say otherwise. */
export const AT = Date.UTC(2026, 2, 2, 14, 15);

export const CALL: MachineKey = { kind: "call", id: "CA01" };

/** A first turn of the call CA01 that asks for nothing; `parts` says what is different. */
export function turn(parts: Partial<Commit> = {}): Commit {
  return {
    key: CALL,
    expected: 0,
    token: `turn:${parts.expected ?? 0}`,
    state: "asked",
    reply: "<Response/>",
    effects: [],
    timers: [],
    at: AT,
    ...parts,
  };
}

/** A call of that partition; another one for each `nth`. */
export function keyOfPartition(partition: number, nth = 0): MachineKey {
  return at(keysOfPartition(partition, nth + 1), nth);
}

export function keysOfPartition(
  partition: number,
  count: number,
): readonly MachineKey[] {
  const keys: MachineKey[] = [];
  for (let i = 0; keys.length < count; i += 1) {
    const key = { kind: "call", id: `CA${i}` };
    if (partitionOf(key) === partition) keys.push(key);
  }
  return keys;
}

export async function pendingOf(
  store: Store,
  key: MachineKey = CALL,
): Promise<readonly OutboxEntry[]> {
  return store.pending(partitionOf(key), 1000);
}

/** Commits the effects in one first turn of `key` and returns their entries with a lease to handle them. */
export async function commitEffects(
  store: Store,
  effects: readonly string[],
  key: MachineKey = CALL,
): Promise<{
  readonly lease: Lease;
  readonly entries: readonly OutboxEntry[];
}> {
  await store.commit(turn({ key, effects }));
  const lease = await take(store, partitionOf(key));
  return { lease, entries: await pendingOf(store, key) };
}

/** A lease that must be free. */
export async function take(
  store: Store,
  partition: number,
  owner = "relay-1",
): Promise<Lease> {
  const lease = await store.acquire(partition, owner, 10_000);
  if (lease === undefined) {
    throw new Error(`The lease of partition ${partition} is not free.`);
  }
  return lease;
}

/** The entry at `position`; the test fails in words when there is none. */
export function at<T>(entries: readonly T[], position: number): T {
  const entry = entries[position];
  if (entry === undefined) {
    throw new Error(`There is no entry ${position} among ${entries.length}.`);
  }
  return entry;
}
