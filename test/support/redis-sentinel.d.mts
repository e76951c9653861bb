import type { RedisServer } from "./redis-server.mjs";

export interface RedisSentinel {
  /** `redis+sentinel://…/calls`, all three sentinels. */
  readonly url: string;
  readonly master: RedisServer;
  readonly replica: RedisServer;
  /** Resolves when the first master, demoted, is in sync with the second; rejects before. */
  followsAgain(): Promise<void>;
  /** Ends all and removes their files. */
  stop(): Promise<void>;
}

/** Starts a master, its replica and three sentinels of the test's own. */
export function startRedisSentinel(options?: {
  readonly downAfterMs?: number;
}): Promise<RedisSentinel>;
