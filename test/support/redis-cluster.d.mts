import type { RedisServer } from "./redis-server.mjs";

export interface RedisCluster {
  /** All masters, separated by commas. */
  readonly url: string;
  readonly masters: readonly RedisServer[];
  /** The replica of the master at the same position. */
  readonly replicas: readonly RedisServer[];
  /** Ends all nodes and removes their files. */
  stop(): Promise<void>;
}

/** Starts a Redis Cluster of the test's own: `shards` masters (3) with one replica each, in sync. */
export function startRedisCluster(options?: {
  readonly shards?: number;
  /** Every write is on disk before it is answered. */
  readonly durable?: boolean;
}): Promise<RedisCluster>;
