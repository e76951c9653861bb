/**
 * The partitions that this process relays. All relays that are alive are named in the store, and each comes by itself to the same shares.
 *
 * A partition is in one of four modes here. *Foreign*: in another's share. *Wanted*: in ours, but somebody else still has its lease; we ask
 * again at every round and when the store says that it was released. *Held*: in ours, and the lease is ours. *Leaving*: the lease is
 * ours, and a relay that came has it in its share; nothing more is begun, and with the last effect under way the lease is released.
 *
 * A lease lasts three rounds, and so does being alive: what a killed process held is taken over at the round after that, and a process
 * that comes back too late is refused by the lease's fence.
 */
import type { Logger } from "pino";
import type { Lease, Store } from "../../store/contract.js";
import { shareOf } from "./shares.js";

export interface HoldingsDeps {
  readonly store: Store;
  readonly log: Logger;
  /** Names this process among those that share the store. */
  readonly owner: string;
  /** How long a lease lasts, ms. */
  readonly leaseMs: number;
  isAtWork(partition: number): boolean;
  /** The partition is held, by this round or since now. */
  onHeld(partition: number): void;
}

export interface Holdings {
  /** How many leases are held. */
  readonly size: number;
  /** The lease to begin work of this partition under; `undefined` when nothing is to be begun. */
  leaseOf(partition: number): Lease | undefined;
  /** One round. Rejects when the store does not answer; nothing is held then. */
  renew(): Promise<void>;
  /** Asks for a partition that is wanted; `onHeld` tells of the success. */
  want(partition: number): void;
  /** Somebody else took this lease. */
  lost(lease: Lease): void;
  /** Work of this partition ended. */
  ended(partition: number): void;
  /** Gives everything back, for good. */
  leave(): Promise<void>;
}

export function createHoldings(deps: HoldingsDeps): Holdings {
  const { store, log, owner, leaseMs } = deps;
  const leases = new Map<number, Lease>();
  const asking = new Set<number>();
  let share: ReadonlySet<number> = new Set();

  const take = async (partition: number): Promise<void> => {
    const lease = await store.acquire(partition, owner, leaseMs);
    if (lease) leases.set(partition, lease);
    else leases.delete(partition);
    if (lease) deps.onHeld(partition);
  };

  const letGo = async (partition: number): Promise<void> => {
    const lease = leases.get(partition);
    if (!lease) return;
    leases.delete(partition);
    await store.release(lease);
  };

  return {
    get size() {
      return leases.size;
    },
    leaseOf: (partition) =>
      share.has(partition) ? leases.get(partition) : undefined,
    async renew() {
      try {
        const alive = await store.attend(owner, leaseMs);
        share = shareOf(owner, alive, store.partitions);
        // At once, so that the store can take them in one step.
        await Promise.all(
          Array.from({ length: store.partitions }, (_, partition) =>
            share.has(partition) || deps.isAtWork(partition)
              ? take(partition)
              : letGo(partition),
          ),
        );
      } catch (error) {
        leases.clear();
        throw error;
      }
    },
    want(partition) {
      if (!share.has(partition) || asking.has(partition)) return;
      asking.add(partition);
      take(partition)
        .catch((error: unknown) => {
          log.warn({ partition, error }, "the store does not answer the relay");
        })
        .finally(() => asking.delete(partition));
    },
    lost({ partition }) {
      leases.delete(partition);
    },
    ended(partition) {
      if (share.has(partition) || deps.isAtWork(partition)) return;
      // What is not released runs out by itself.
      letGo(partition).catch(() => {});
    },
    async leave() {
      share = new Set();
      await Promise.allSettled([
        store.attend(owner, 0),
        ...[...leases.keys()].map(letGo),
      ]);
    },
  };
}
