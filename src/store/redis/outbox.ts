import type { OutboxEntry, Store } from "../contract.js";
import { machineOfEffect } from "../effect-id.js";
import { partitionCount, partitionOf } from "../partition.js";
import type { RedisConnection } from "./connection.js";
import { parseEntry, printEntry } from "./entry-text.js";
import type { RedisKeys } from "./keys.js";

type OutboxPart = Pick<
  Store,
  | "pending"
  | "settle"
  | "postpone"
  | "bury"
  | "deadLetters"
  | "revive"
  | "discard"
>;

/** The part of the store that a relay works with, ST-10 to ST-16 and ST-20. */
export function createOutbox(
  connection: RedisConnection,
  keys: RedisKeys,
): OutboxPart {
  return {
    async pending(partition, limit, after = 0) {
      const found = await connection.run((client) =>
        client.zRangeByScore(keys.outbox(partition), `(${after}`, "+inf", {
          LIMIT: { offset: 0, count: limit },
        }),
      );
      return found.map(parseEntry);
    },

    async settle({ partition, owner, fence }, entry) {
      const of = [keys.lease(partition), keys.outbox(partition)];
      const settled = await connection.run((client) =>
        client.settleEntry(of, [owner, fence, entry.place]),
      );
      return settled === 1;
    },

    async postpone({ partition, owner, fence }, entry, notBefore, error) {
      const of = [keys.lease(partition), keys.outbox(partition)];
      const attempts = entry.attempts + 1;
      const text = printEntry({ ...entry, attempts, notBefore, error });
      const postponed = await connection.run((client) =>
        client.postponeEntry(of, [owner, fence, entry.place, text]),
      );
      return postponed === 1;
    },

    async bury({ partition, owner, fence }, entry, error) {
      const attempts = entry.attempts + 1;
      const text = printEntry({ ...entry, attempts, error });
      const buried = await connection.run((client) =>
        client.buryEntry(
          [
            keys.lease(partition),
            keys.outbox(partition),
            keys.dead(partition),
            keys.letters(partition),
          ],
          [owner, fence, entry.place, text, entry.id, entry.at],
        ),
      );
      return buried === 1;
    },

    async deadLetters(limit) {
      const all = await Promise.all(
        Array.from({ length: partitionCount }, (_, partition) =>
          deadLettersOf(connection, keys, partition, limit),
        ),
      );
      return all
        .flat()
        .toSorted((a, b) => a.at - b.at || a.place - b.place)
        .slice(0, limit);
    },

    async revive(id, now) {
      const key = machineOfEffect(id);
      if (key === undefined) return false;
      const partition = partitionOf(key);
      const dead = [keys.dead(partition), keys.letters(partition)] as const;
      const text = await connection.run((client) => client.hGet(dead[1], id));
      if (text === null) return false;
      const { error: _, ...entry } = parseEntry(text);
      const fresh = printEntry({ ...entry, attempts: 0, notBefore: now });
      const revived = await connection.run((client) =>
        client.reviveEntry(
          [...dead, keys.outbox(partition), keys.counters(partition)],
          [id, fresh, keys.channel, partition],
        ),
      );
      return revived === 1;
    },

    async discard(id) {
      const key = machineOfEffect(id);
      if (key === undefined) return false;
      const partition = partitionOf(key);
      const dead = [keys.dead(partition), keys.letters(partition)];
      const discarded = await connection.run((client) =>
        client.discardEntry(dead, [id]),
      );
      return discarded === 1;
    },
  };
}

async function deadLettersOf(
  connection: RedisConnection,
  keys: RedisKeys,
  partition: number,
  limit: number,
): Promise<readonly OutboxEntry[]> {
  return connection.run(async (client) => {
    const ids = await client.zRange(keys.dead(partition), 0, limit - 1);
    if (ids.length === 0) return [];
    const letters = await client.hmGet(keys.letters(partition), ids);
    // One that was revived between the two reads is no dead letter any more.
    return letters.flatMap((text) => (text === null ? [] : parseEntry(text)));
  });
}
