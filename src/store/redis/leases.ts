import type { Store } from "../contract.js";
import type { RedisConnection } from "./connection.js";
import type { RedisKeys } from "./keys.js";

/** Who relays what: ST-17 to ST-21, ST-40, ST-41. */
export function createLeases(
  connection: RedisConnection,
  keys: RedisKeys,
): Pick<Store, "attend" | "acquire" | "release"> {
  return {
    async attend(owner, ttlMs) {
      const alive = await connection.run((client) =>
        client.attendRelays([keys.relays], [owner, ttlMs]),
      );
      return alive as string[];
    },

    async acquire(partition, owner, ttlMs) {
      const fence = await connection.run((client) =>
        client.acquireLease([keys.lease(partition)], [owner, ttlMs]),
      );
      if (fence === null) return undefined;
      return { partition, owner, fence: Number(fence) };
    },

    async release({ partition, owner, fence }) {
      await connection.run((client) =>
        client.releaseLease(
          [keys.lease(partition)],
          [owner, fence, keys.channel, partition],
        ),
      );
    },
  };
}
