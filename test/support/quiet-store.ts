import type { Store } from "../../src/store/contract.js";
import { partitionOf } from "../../src/store/index.js";

/**
 * The same store for a test that performs and fires by itself, alone: it remembers which partitions have nothing to do, so that asking
 * all of them at every moment of a standing clock costs nothing.
 */
export function quietStore(store: Store): Store {
  const idle = new Set<number>();
  const nextDue = new Map<number, number>();
  return {
    ...store,
    async commit(commit) {
      const result = await store.commit(commit);
      const partition = partitionOf(commit.key);
      idle.delete(partition);
      nextDue.delete(partition);
      return result;
    },
    async pending(partition, limit, after) {
      if (idle.has(partition)) return [];
      // A commit while this asks makes it busy again.
      idle.add(partition);
      const entries = await store.pending(partition, limit, after);
      if (entries.length > 0) idle.delete(partition);
      return entries;
    },
    async dueTimers(partition, now, limit) {
      const known = nextDue.get(partition);
      if (known !== undefined && known > now) return [];
      nextDue.set(partition, Infinity);
      const due = await store.dueTimers(partition, now, limit);
      const next = due.length > 0 ? now : await store.nextTimer(partition);
      if (nextDue.has(partition)) nextDue.set(partition, next ?? Infinity);
      return due;
    },
  };
}
