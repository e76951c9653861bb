/**
 * The relay performs what turns committed: effects from the outbox, timers that are due.
 *
 * Of the partitions that this process holds (see holdings.ts) each is looked at when the store says that something was put there, when a
 * retry or a timer is due, and at every round in case a notice was lost. While one is being looked at a notice makes it look
 * once more.
 *
 * Effects of one machine are performed in order: one that fails keeps its place and holds back only later ones of the same machine.
 * Everything is performed at least once; what an effect does must bear a repetition, or look before it repeats.
 */
import type { Logger } from "pino";
import type { Lease, OutboxEntry, Store, Timer } from "../store/contract.js";
import type { Clock } from "./clock.js";
import { createHoldings } from "./holdings.js";
import { maskNumbers } from "./log.js";

const batch = 200;
/** ms; doubles with each failure up to the longest, each wait shortened by up to half at random. */
const shortestWait = 250;
const longestWait = 60_000;
/** How far the clocks of two servers may be apart, ms. */
const clockMargin = 5_000;

/** An effect that no repetition can help: it goes to the dead letters, where a person looks at it. */
export class CannotPerform extends Error {
  readonly code = "cannot-perform";
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CannotPerform";
  }
}

/** Somebody hears nothing until this is done: tried again each second, whatever went wrong. */
export class HeardAway extends Error {
  readonly code = "heard-away";
}

/** ms. */
const longestHeardWait = 1_000;

export interface RelayDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Names this process among those that share the store. */
  readonly owner: string;
  readonly random: () => number;
  /** ms between two rounds; two seconds when absent. A lease lasts three. */
  readonly roundMs?: number;
  /** `again`: it was begun before, or may have been by a process that is gone; nobody knows whether it was done. */
  perform(entry: OutboxEntry, again: boolean): Promise<void>;
  fire(timer: Timer): Promise<void>;
  /** Whatever else waits for the store to be back. */
  everyRound(): Promise<void>;
}

export interface Relay {
  /** How many partitions this process relays now. */
  held(): number;
  start(): Promise<void>;
  /** Finishes what is being performed and gives the leases back. */
  stop(): Promise<void>;
  /** Resolves when nothing is being performed. */
  idle(): Promise<void>;
}

export function createRelay(deps: RelayDeps): Relay {
  const { store, clock, log, owner, roundMs = 2_000 } = deps;
  const draining = new Map<number, { again: boolean; done: Promise<void> }>();
  const wakes = new Map<number, { at: number; cancel: () => void }>();
  /** Machines whose effects are being performed, by name: a slow one keeps nobody else waiting. */
  const busy = new Map<string, { partition: number; done: Promise<void> }>();
  /** Since when the lease of a partition is ours, epoch ms. */
  const heldSince = new Map<number, { fence: number; at: number }>();
  let stopped = false;
  let unwatch: (() => Promise<void>) | undefined;
  let cancelRound: (() => void) | undefined;
  let roundDone: Promise<void> = Promise.resolve();

  const holdings = createHoldings({
    store,
    log,
    owner,
    leaseMs: 3 * roundMs,
    isAtWork: (partition) =>
      draining.has(partition) ||
      [...busy.values()].some((work) => work.partition === partition),
    onHeld: (partition) => {
      const fence = holdings.leaseOf(partition)?.fence;
      if (fence !== undefined && heldSince.get(partition)?.fence !== fence)
        heldSince.set(partition, { fence, at: clock.now() });
      look(partition);
    },
  });

  const look = (partition: number): void => {
    if (stopped) return;
    if (!holdings.leaseOf(partition)) return holdings.want(partition);
    const running = draining.get(partition);
    if (running) {
      running.again = true;
      return;
    }
    const entry = { again: false, done: Promise.resolve() };
    draining.set(partition, entry);
    entry.done = drain(partition)
      .catch((error: unknown) => {
        log.warn({ partition, error }, "the outbox could not be read");
        wakeAt(partition, clock.now() + roundMs);
      })
      .finally(() => {
        draining.delete(partition);
        if (entry.again) look(partition);
        holdings.ended(partition);
      });
  };

  /** Looks at the partition at `at` (epoch ms), or sooner when something asked for that already. */
  const wakeAt = (partition: number, at: number): void => {
    const known = wakes.get(partition);
    if (known && known.at <= at) return;
    known?.cancel();
    const ms = Math.min(Math.max(0, at - clock.now()), 2 ** 30);
    const cancel = clock.after(ms, () => {
      wakes.delete(partition);
      look(partition);
    });
    wakes.set(partition, { at, cancel });
  };

  const drain = async (partition: number): Promise<void> => {
    const lease = holdings.leaseOf(partition);
    if (!lease) return;
    await beginEffects(lease);
    const earliest = await store.nextTimer(partition);
    if (earliest === undefined) return;
    if (earliest > clock.now()) return wakeAt(partition, earliest);
    const timers = await store.dueTimers(partition, clock.now(), batch);
    const fired = await Promise.all(timers.map(fireTimer));
    if (timers.length === batch && fired.includes(true)) look(partition);
    const next = (await store.nextTimer(partition)) ?? Infinity;
    // A timer that could not be fired is still due: not at once again.
    const timerAt = fired.includes(false)
      ? Math.max(next, clock.now() + roundMs)
      : next;
    if (timerAt < Infinity) wakeAt(partition, timerAt);
  };

  /** Begins with every machine that has effects to perform and is not at it already; page by page, so that none hides another. */
  const beginEffects = async (lease: Lease): Promise<void> => {
    const seen = new Set<string>();
    let after: OutboxEntry | undefined;
    for (;;) {
      const entries = await store.pending(lease.partition, batch, after?.place);
      for (const [name, list] of byMachine(entries)) {
        // What stands on a later page comes after what this machine is at.
        if (seen.has(name) || busy.has(name)) continue;
        seen.add(name);
        const notBefore = list[0] ? retryAt(list[0]) : 0;
        if (notBefore > clock.now()) wakeAt(lease.partition, notBefore);
        else begin(name, lease, list);
      }
      after = entries.at(-1);
      if (!after || entries.length < batch || !isHeld(lease)) return;
    }
  };

  const begin = (
    name: string,
    lease: Lease,
    list: readonly OutboxEntry[],
  ): void => {
    const { partition } = lease;
    const done = inOrder(lease, list)
      .catch((error: unknown) => {
        log.warn({ error }, "the outbox could not be written");
        return clock.now() + roundMs;
      })
      .then((retryAt) => {
        busy.delete(name);
        // More of this machine may have come in meanwhile.
        if (retryAt === Infinity) look(partition);
        else wakeAt(partition, retryAt);
        holdings.ended(partition);
      });
    busy.set(name, { partition, done });
  };

  /** Gives when the machine's next effect may be tried again, epoch ms; `Infinity` when there is none. */
  const inOrder = async (
    lease: Lease,
    entries: readonly OutboxEntry[],
  ): Promise<number> => {
    for (const entry of entries) {
      if (stopped || !isHeld(lease)) return Infinity;
      if (retryAt(entry) > clock.now()) return retryAt(entry);
      try {
        await deps.perform(entry, mayBeDone(entry));
        if (!(await store.settle(lease, entry))) return lost(lease);
      } catch (error) {
        const reason = maskNumbers(
          error instanceof Error ? error.message : String(error),
        );
        if (error instanceof CannotPerform) {
          log.error(
            { effect: entry.id, reason },
            "an effect went to the dead letters",
          );
          if (!(await store.bury(lease, entry, reason))) return lost(lease);
          continue;
        }
        const most = Math.min(
          error instanceof HeardAway ? longestHeardWait : longestWait,
          shortestWait * 2 ** Math.min(entry.attempts, 20),
        );
        const notBefore =
          clock.now() + Math.round(most * (0.5 + deps.random() / 2));
        log.warn(
          { effect: entry.id, attempts: entry.attempts + 1, reason },
          "an effect is tried again later",
        );
        if (!(await store.postpone(lease, entry, notBefore, reason)))
          return lost(lease);
        return notBefore;
      }
    }
    return Infinity;
  };

  /** Somebody else relays the partition now; what is left of it is theirs. */
  /** A wait that is longer than any was noted by a clock that has been set back since: it is over. */
  const retryAt = ({ notBefore }: OutboxEntry): number =>
    notBefore > clock.now() + longestWait ? 0 : notBefore;

  /** Whoever held the partition before may have died between doing it and saying so. */
  const mayBeDone = ({ attempts, partition, at }: OutboxEntry): boolean =>
    attempts > 0 || at < (heldSince.get(partition)?.at ?? 0) + clockMargin;

  const lost = (lease: Lease): number => {
    holdings.lost(lease);
    return Infinity;
  };

  const isHeld = ({ partition, fence }: Lease): boolean =>
    holdings.leaseOf(partition)?.fence === fence;

  const fireTimer = async (timer: Timer): Promise<boolean> => {
    try {
      await deps.fire(timer);
      return true;
    } catch (error) {
      log.warn(
        { timer: timer.id, machine: timer.key, error },
        "a timer is tried again",
      );
      return false;
    }
  };

  const round = async (): Promise<void> => {
    // Here, since the store may be away when the line starts.
    unwatch ??= await store.watch(look);
    await holdings.renew();
    await deps.everyRound().catch((error: unknown) => {
      log.warn({ error }, "what waits for the store to be back waits on");
    });
  };

  const goOn = (): void => {
    roundDone = round()
      .catch((error: unknown) => {
        log.warn({ error }, "the store does not answer the relay");
      })
      .then(() => {
        if (!stopped) cancelRound = clock.after(roundMs, goOn);
      });
  };

  const settled = async (): Promise<void> => {
    while (draining.size + busy.size > 0)
      await Promise.all([
        ...[...draining.values()].map(({ done }) => done),
        ...[...busy.values()].map(({ done }) => done),
      ]);
  };

  return {
    async start() {
      goOn();
      await roundDone;
    },
    async stop() {
      stopped = true;
      cancelRound?.();
      for (const { cancel } of wakes.values()) cancel();
      await roundDone;
      await unwatch?.();
      await settled();
      await holdings.leave();
    },
    idle: settled,
    held: () => holdings.size,
  };
}

/** In the order of the outbox, by the name of their machine. */
function byMachine(
  entries: readonly OutboxEntry[],
): (readonly [string, readonly OutboxEntry[]])[] {
  const machines = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const name = `${entry.key.kind}:${entry.key.id}`;
    const known = machines.get(name);
    if (known) known.push(entry);
    else machines.set(name, [entry]);
  }
  return [...machines];
}
