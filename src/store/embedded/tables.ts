import { type Database, type RootDatabase, open } from "lmdb";
import type { MachineKey, OutboxEntry } from "../contract.js";

export interface MachineRow {
  readonly version: number;
  readonly state: string;
  /** Epoch ms at which the machine is forgotten; 0: never. */
  readonly until: number;
  /** Its timers as id and due time, so that they can be moved and go with it. */
  readonly timers: readonly (readonly [id: string, dueAt: number])[];
}

export interface ReplyRow {
  readonly reply: string;
  readonly until: number;
}

export interface LeaseRow {
  /** Empty after a release. */
  readonly owner: string;
  readonly fence: number;
  /** How long it was taken for; absent in rows of older releases. */
  readonly ms?: number;
  readonly expiresAt: number;
}

export type MachineId = [kind: string, id: string];
export type ReplyId = [kind: string, id: string, token: string];
export type TimerPlace = [
  partition: number,
  dueAt: number,
  kind: string,
  id: string,
  timer: string,
];

/** LMDB's tables. Keys are arrays, which LMDB orders part by part: that order is what outbox, timers and expiry rely on. */
export interface Tables {
  readonly root: RootDatabase;
  readonly machines: Database<MachineRow, MachineId>;
  readonly replies: Database<ReplyRow, ReplyId>;
  /** What is to be forgotten when: `[until, ...machine]` or `[until, ...reply]`. */
  readonly expiry: Database<true, [until: number, ...(MachineId | ReplyId)]>;
  readonly outbox: Database<OutboxEntry, [partition: number, place: number]>;
  readonly timers: Database<true, TimerPlace>;
  readonly deadLetters: Database<OutboxEntry, string>;
  readonly leases: Database<LeaseRow, number>;
  /** Which relays are alive until when, epoch ms. */
  readonly relays: Database<number, string>;
  readonly documents: Database<string, string>;
  /** The last place and the number of notices of each partition. */
  readonly counters: Database<
    number,
    [name: "place" | "notice", partition: number]
  >;
}

/** Opens or creates the tables in the folder `dir`, which must exist and be on a local disk. */
export function openTables(dir: string): Tables {
  const root = open({
    path: dir,
    maxDbs: 16,
    // A transaction resolves only once it is on disk, which is what `commit` promises (ST-35).
    overlappingSync: false,
    // With batching by event turn, LMDB drops a promise that rejects when the disk is full, and that ends the process.
    eventTurnBatching: false,
  });
  return {
    root,
    machines: root.openDB({ name: "machines" }),
    replies: root.openDB({ name: "replies" }),
    expiry: root.openDB({ name: "expiry" }),
    outbox: root.openDB({ name: "outbox" }),
    timers: root.openDB({ name: "timers" }),
    deadLetters: root.openDB({ name: "dead-letters" }),
    leases: root.openDB({ name: "leases" }),
    relays: root.openDB({ name: "relays" }),
    documents: root.openDB({ name: "documents", encoding: "string" }),
    counters: root.openDB({ name: "counters" }),
  };
}

export function machineId(key: MachineKey): MachineId {
  return [key.kind, key.id];
}

/** Counts up and returns the new value; call it inside a transaction. */
export function nextCount(
  tables: Tables,
  name: "place" | "notice",
  partition: number,
): number {
  const count = (tables.counters.get([name, partition]) ?? 0) + 1;
  void tables.counters.put([name, partition], count);
  return count;
}
