/**
 * Performs the effects of the partitions that this process relays. Each is read once, and put behind what its machine is at: effects of one
 * machine are performed in order, a slow machine keeps no other waiting, and one that fails keeps its place and holds back only later ones
 * of the same machine.
 *
 * A machine is *at work* (its effects wait in memory), *waiting* (the first is tried again later; the rest stays in the store until all of the
 * partition is read anew), or neither. Everything is read anew at every round and when a retry is due, in case anything was missed; where much
 * waits (the carrier is away) a partition rests in between, so that callers are answered all the same.
 */
import type { Logger } from "pino";
import type { Lease, OutboxEntry, Store } from "../../store/contract.js";
import type { Clock } from "../clock.js";
import { maskNumbers } from "../log.js";
import { CannotPerform, HeardAway } from "./perform-faults.js";

const batch = 200;
/** ms; doubles with each failure up to the longest, each wait shortened by up to half at random. */
const shortestWait = 250;
const longestWait = 60_000;
/** The longest for what somebody hears nothing without, ms. */
const longestHeardWait = 1_000;
/** A partition is not read anew for so long for each effect that waits in it, ms: a thousand of them are tried again up to two seconds late. */
const restForEach = 2;

export interface OutboxWorkDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
  /** ms until what the store did not take is tried again. */
  readonly roundMs: number;
  perform(entry: OutboxEntry): Promise<void>;
  failed(entry: OutboxEntry, isGivenUp: boolean): void;
  /** The lease is ours, and more may be begun under it. */
  isHeld(lease: Lease): boolean;
  /** Somebody else took this lease. */
  lost(lease: Lease): void;
  /** Has the partition read anew at `at`, epoch ms. */
  wakeAt(partition: number, at: number): void;
  /** A machine of this partition has nothing more to do. */
  ended(partition: number): void;
}

export interface OutboxWork {
  /** Reads what came since the last time, or with `anew` everything, and begins with it. */
  read(lease: Lease, anew: boolean): Promise<void>;
  /** Begins with effects as they were put there, when nothing stands between them and what was read; `false`: they are to be read. */
  goOnWith(lease: Lease, entries: readonly OutboxEntry[]): boolean;
  isAtWork(partition: number): boolean;
  /** Resolves when each machine that is at work now came to an end. */
  settled(): Promise<void>;
  readonly size: number;
}

/** One machine at work. */
interface Work {
  readonly partition: number;
  readonly entries: OutboxEntry[];
  /** The place of the last one. */
  last: number;
  done: Promise<void>;
}

interface Seen {
  readonly fence: number;
  readonly place: number;
  /** When all of it was read, epoch ms, and how long it rests from then on, ms. */
  readonly anewAt: number;
  readonly rest: number;
}

export function createOutboxWork(deps: OutboxWorkDeps): OutboxWork {
  const { store, clock, log } = deps;
  const works = new Map<string, Work>();
  /** By partition. */
  const waiting = new Map<number, Set<string>>();
  /** Up to which place each partition was read, under which lease, and how long it is not read anew. */
  const seen = new Map<number, Seen>();
  /** What was settled while its partition was being read: it may stand in what was read. */
  const settledMeanwhile = new Map<number, Set<number>>();

  const read = async (lease: Lease, anew: boolean): Promise<void> => {
    const { partition, fence } = lease;
    const before = seen.get(partition);
    const known = before?.fence === fence ? before : undefined;
    const rests = known !== undefined && isResting(known);
    if (anew && rests) deps.wakeAt(partition, known.anewAt + known.rest);
    const goesOn = known !== undefined && (!anew || rests);
    if (!goesOn) {
      waiting.delete(partition);
      // Until something of it is read nobody knows what stands in front: the read may fail.
      seen.delete(partition);
    }
    let { place, anewAt, rest } = goesOn
      ? known
      : { place: 0, anewAt: 0, rest: 0 };
    settledMeanwhile.set(partition, new Set());
    try {
      for (;;) {
        const entries = await store.pending(partition, batch, place);
        for (const entry of entries) take(lease, entry);
        place = entries.at(-1)?.place ?? place;
        if (!goesOn) {
          anewAt = clock.now();
          rest += entries.length * restForEach;
        }
        seen.set(partition, { fence, place, anewAt, rest });
        if (entries.length < batch || !deps.isHeld(lease)) return;
      }
    } finally {
      settledMeanwhile.delete(partition);
    }
  };

  /** A clock that was set back to before the reading ends the rest. */
  const isResting = ({ anewAt, rest }: Seen): boolean =>
    clock.now() >= anewAt && clock.now() < anewAt + rest;

  const goOnWith = (lease: Lease, entries: readonly OutboxEntry[]): boolean => {
    const { partition, fence } = lease;
    const known = seen.get(partition);
    const isNext =
      known?.fence === fence && known.place + 1 === entries[0]?.place;
    // What is being read now may hold earlier ones of the same machine.
    if (!isNext || settledMeanwhile.has(partition)) return false;
    for (const entry of entries) take(lease, entry);
    seen.set(partition, { ...known, place: known.place + entries.length });
    return true;
  };

  const take = (lease: Lease, entry: OutboxEntry): void => {
    const { partition, place } = entry;
    const name = `${entry.key.kind}:${entry.key.id}`;
    if (
      waiting.get(partition)?.has(name) ||
      settledMeanwhile.get(partition)?.has(place)
    )
      return;
    const work = works.get(name);
    if (work) {
      if (place <= work.last) return;
      work.entries.push(entry);
      work.last = place;
      return;
    }
    if (retryAt(entry) > clock.now())
      return waitUntil(name, partition, retryAt(entry));
    const begun = { partition, entries: [entry], last: place };
    const done = Promise.resolve().then(() => workOff(name, lease));
    clock.hold?.(done);
    works.set(name, { ...begun, done });
  };

  const waitUntil = (name: string, partition: number, at: number): void => {
    const others = waiting.get(partition) ?? new Set();
    waiting.set(partition, others.add(name));
    deps.wakeAt(partition, at);
  };

  const workOff = async (name: string, lease: Lease): Promise<void> => {
    const { entries = [] } = works.get(name) ?? {};
    try {
      // More may be put behind it meanwhile.
      for (let entry = entries[0]; entry; entry = entries[0]) {
        if (!deps.isHeld(lease)) break;
        const again = await performOne(lease, entry);
        if (again !== undefined) {
          waitUntil(name, lease.partition, again);
          break;
        }
        entries.shift();
      }
    } catch (error) {
      log.warn({ error }, "the outbox could not be written");
      waitUntil(name, lease.partition, clock.now() + deps.roundMs);
    }
    works.delete(name);
    deps.ended(lease.partition);
  };

  /** Gives when it is to be tried again, epoch ms; `undefined` once it is done with. */
  const performOne = async (
    lease: Lease,
    entry: OutboxEntry,
  ): Promise<number | undefined> => {
    let failure: unknown;
    try {
      await deps.perform(entry);
    } catch (error) {
      failure = error ?? new Error("It failed without a word.");
    }
    const reason = reasonOf(failure);
    if (failure === undefined) {
      if (!(await store.settle(lease, entry))) deps.lost(lease);
      settledMeanwhile.get(lease.partition)?.add(entry.place);
      return undefined;
    }
    const isGivenUp = failure instanceof CannotPerform;
    deps.failed(entry, isGivenUp);
    if (isGivenUp) {
      log.error(
        { effect: entry.id, reason },
        "an effect went to the dead letters",
      );
      if (!(await store.bury(lease, entry, reason))) deps.lost(lease);
      settledMeanwhile.get(lease.partition)?.add(entry.place);
      return undefined;
    }
    const again = clock.now() + waitAfter(failure, entry);
    log.warn(
      { effect: entry.id, attempts: entry.attempts + 1, reason },
      "an effect is tried again later",
    );
    if (!(await store.postpone(lease, entry, again, reason))) deps.lost(lease);
    return again;
  };

  const waitAfter = (failure: unknown, { attempts }: OutboxEntry): number => {
    const most = Math.min(
      failure instanceof HeardAway ? longestHeardWait : longestWait,
      shortestWait * 2 ** Math.min(attempts, 20),
    );
    return Math.round(most * (0.5 + deps.random() / 2));
  };

  /** A wait that is longer than any was noted by a clock that has been set back since: it is over. */
  const retryAt = ({ notBefore }: OutboxEntry): number =>
    notBefore > clock.now() + longestWait ? 0 : notBefore;

  return {
    read,
    goOnWith,
    isAtWork: (partition) =>
      [...works.values()].some((work) => work.partition === partition),
    async settled() {
      await Promise.all([...works.values()].map(({ done }) => done));
    },
    get size() {
      return works.size;
    },
  };
}

function reasonOf(failure: unknown): string {
  return maskNumbers(
    failure instanceof Error ? failure.message : String(failure),
  );
}
