import type { Commit, NoticeListener, OutboxEntry } from "../contract.js";
import { noticesOf, tellEvery } from "../notices.js";
import type { Subscription } from "./subscription.js";

/**
 * Who watches, ST-30 and ST-31. What this process commits they are told at once; what others do, by the channel. A message is
 * `<partition> <due time or nothing> <the commit's stamp>`; of a release or a revival, the partition alone.
 *
 * `owner` begins the stamps of this process.
 */
export function createNotices(channel: Subscription, owner: string) {
  const listeners = new Set<NoticeListener>();
  return {
    async add(listener: NoticeListener): Promise<() => Promise<void>> {
      const stop = await channel.add((message) => {
        if (message === undefined) return tellEvery(listener);
        const [partition, dueAt = "", stamp = ""] = message.split(" ");
        if (stamp.startsWith(owner)) return;
        listener(Number(partition), dueAt === "" ? undefined : Number(dueAt));
      });
      // The same function may listen twice, so each registration is an entry of its own.
      const entry: NoticeListener = (...notice) => listener(...notice);
      listeners.add(entry);
      return async () => {
        listeners.delete(entry);
        await stop();
      };
    },
    /** This process committed, and `effects` were put into the outbox by it. */
    tellOwn(
      partition: number,
      commit: Commit,
      effects: readonly OutboxEntry[],
    ): void {
      for (const listener of listeners)
        for (const dueAt of noticesOf(commit))
          listener(partition, dueAt, dueAt === undefined ? effects : undefined);
    },
    close(): void {
      listeners.clear();
      channel.close();
    },
  };
}
