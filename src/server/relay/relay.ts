/**
 * The relay performs what turns committed: effects from the outbox (see outbox-work.ts), timers that are due.
 *
 * Of the partitions that this process holds (see holdings.ts) each is looked at when the store says that effects were put there (those that
 * this process put there, and follow upon what it has read, it has already), when a retry or a timer is due (the store says when one was set), and at every round in case a notice was lost. While one is being looked at a
 * notice makes it look once more.
 *
 * Everything is performed at least once; what an effect does must bear a repetition, or look before it repeats.
 */
import type { Logger } from "pino";
import type {
  NoticeListener,
  OutboxEntry,
  Store,
  Timer,
} from "../../store/contract.js";
import type { Clock } from "../clock.js";
import { createHoldings } from "./holdings.js";
import { createOutboxWork } from "./outbox-work.js";

const batch = 200;
/** How far the clocks of two servers may be apart, ms. */
const clockMargin = 5_000;

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
  /** Told of each effect that failed; absent: nobody counts. */
  failed?(entry: OutboxEntry, isGivenUp: boolean): void;
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

/** What is read of a partition: effects that came since the last time, or all of it anew and the timers. */
type Look = "new" | "all";

export function createRelay(deps: RelayDeps): Relay {
  const { store, clock, log, owner, roundMs = 2_000 } = deps;
  const draining = new Map<number, { next?: Look; done: Promise<void> }>();
  const wakes = new Map<number, { at: number; cancel: () => void }>();
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
      draining.has(partition) || outbox.isAtWork(partition),
    onHeld: (partition) => {
      const fence = holdings.leaseOf(partition)?.fence;
      if (fence !== undefined && heldSince.get(partition)?.fence !== fence)
        heldSince.set(partition, { fence, at: clock.now() });
      look(partition, "all");
    },
  });

  const look = (partition: number, what: Look): void => {
    if (stopped) return;
    if (!holdings.leaseOf(partition)) return holdings.want(partition);
    const running = draining.get(partition);
    if (running) {
      if (running.next !== "all") running.next = what;
      return;
    }
    const entry: { next?: Look; done: Promise<void> } = {
      done: Promise.resolve(),
    };
    draining.set(partition, entry);
    entry.done = drain(partition, what)
      .catch((error: unknown) => {
        // The next round looks at all of it.
        log.warn({ partition, error }, "the outbox could not be read");
      })
      .finally(() => {
        draining.delete(partition);
        if (entry.next) look(partition, entry.next);
        holdings.ended(partition);
      });
    clock.hold?.(entry.done);
  };

  /** Looks at the partition at `at` (epoch ms), or sooner when something asked for that already. */
  const wakeAt = (partition: number, at: number): void => {
    const known = wakes.get(partition);
    if (known && known.at <= at) return;
    known?.cancel();
    const ms = Math.min(Math.max(0, at - clock.now()), 2 ** 30);
    const cancel = clock.after(ms, () => {
      wakes.delete(partition);
      look(partition, "all");
    });
    wakes.set(partition, { at, cancel });
  };

  const heed: NoticeListener = (partition, dueAt, effects) => {
    if (dueAt === undefined) {
      const lease = stopped ? undefined : holdings.leaseOf(partition);
      // What was committed here need not be read.
      if (lease && effects && outbox.goOnWith(lease, effects)) return;
      return look(partition, "new");
    }
    if (stopped) return;
    if (holdings.leaseOf(partition)) wakeAt(partition, dueAt);
    else holdings.want(partition);
  };

  const drain = async (partition: number, what: Look): Promise<void> => {
    const lease = holdings.leaseOf(partition);
    if (!lease) return;
    // Asked of the store at once; the partition is looked at until both came to an end.
    const both = await Promise.allSettled([
      outbox.read(lease, what === "all"),
      ...(what === "all" ? [fireTimers(partition)] : []),
    ]);
    for (const one of both) if (one.status === "rejected") throw one.reason;
  };

  const fireTimers = async (partition: number): Promise<void> => {
    const earliest = await store.nextTimer(partition);
    if (earliest === undefined) return;
    if (earliest > clock.now()) return wakeAt(partition, earliest);
    const timers = await store.dueTimers(partition, clock.now(), batch);
    const fired = await Promise.all(timers.map(fireTimer));
    if (timers.length === batch && fired.includes(true)) look(partition, "all");
    const next = (await store.nextTimer(partition)) ?? Infinity;
    // A timer that could not be fired is still due: not at once again.
    const timerAt = fired.includes(false)
      ? Math.max(next, clock.now() + roundMs)
      : next;
    if (timerAt < Infinity) wakeAt(partition, timerAt);
  };

  /** Whoever held the partition before may have died between doing it and saying so. */
  const mayBeDone = ({ attempts, partition, at }: OutboxEntry): boolean =>
    attempts > 0 || at < (heldSince.get(partition)?.at ?? 0) + clockMargin;

  const outbox = createOutboxWork({
    store,
    clock,
    log,
    random: deps.random,
    roundMs,
    perform: (entry) => deps.perform(entry, mayBeDone(entry)),
    failed: (entry, isGivenUp) => deps.failed?.(entry, isGivenUp),
    isHeld: ({ partition, fence }) =>
      !stopped && holdings.leaseOf(partition)?.fence === fence,
    lost: (lease) => holdings.lost(lease),
    wakeAt,
    ended: (partition) => holdings.ended(partition),
  });

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
    unwatch ??= await store.watch(heed);
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
    clock.hold?.(roundDone);
  };

  const settled = async (): Promise<void> => {
    while (draining.size + outbox.size > 0)
      await Promise.all([
        ...[...draining.values()].map(({ done }) => done),
        outbox.settled(),
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
