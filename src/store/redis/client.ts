import { createClient } from "redis";
import { scripts } from "./scripts/index.js";

/**
 * A client that gives up early and comes back by itself: nothing is queued while it is offline, attempts to reconnect never stop
 * and are at most half a second apart, and a silent connection is dropped after 2.5 s.
 */
export function createRedisClient(url: string) {
  const client = createClient({
    url,
    scripts,
    disableOfflineQueue: true,
    pingInterval: 1_000,
    socket: {
      connectTimeout: 1_000,
      socketTimeout: 2_500,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 500),
    },
  });
  // Each command reports its own failure; without a listener the event would end the process.
  client.on("error", () => {});
  return client;
}

export type RedisClient = ReturnType<typeof createRedisClient>;
