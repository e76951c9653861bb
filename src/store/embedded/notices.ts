import type { NoticeListener } from "../contract.js";
import { anything, type Notice } from "../notices.js";
import { partitionCount } from "../partition.js";
import type { Tables } from "./tables.js";

const lookMs = 250;

/**
 * Tells listeners that a partition has something to relay. This process's own commits are told at once; those of another
 * process on the same files (a command beside the server) are seen in the tables' counters, a quarter of a second later at most.
 */
export interface Notices {
  /** A commit of this process raised a partition's count to `count`. */
  tell(partition: number, count: number, notices?: readonly Notice[]): void;
  add(listener: NoticeListener): () => void;
  close(): void;
}

export function createNotices(tables: Tables): Notices {
  const listeners = new Set<NoticeListener>();
  const seen = new Map<number, number>();
  let looking: NodeJS.Timeout | undefined;

  function tell(partition: number, count: number, notices = anything): void {
    seen.set(partition, Math.max(count, seen.get(partition) ?? 0));
    for (const listener of listeners)
      for (const notice of notices) listener(partition, notice);
  }
  function look(): void {
    for (let partition = 0; partition < partitionCount; partition += 1) {
      const count = countOf(partition);
      if (count > (seen.get(partition) ?? 0)) tell(partition, count);
    }
  }
  function countOf(partition: number): number {
    return tables.counters.get(["notice", partition]) ?? 0;
  }
  function stop(): void {
    clearInterval(looking);
    looking = undefined;
  }

  return {
    tell,
    add(listener) {
      if (listeners.size === 0) {
        for (let p = 0; p < partitionCount; p += 1) seen.set(p, countOf(p));
        looking = setInterval(look, lookMs).unref();
      }
      // The same function may listen twice, so each registration is an entry of its own.
      const entry: NoticeListener = (...notice) => listener(...notice);
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
        if (listeners.size === 0) stop();
      };
    },
    close() {
      listeners.clear();
      stop();
    },
  };
}
