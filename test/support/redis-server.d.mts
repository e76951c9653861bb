export interface RedisServer {
  /** `redis://127.0.0.1:<port>`; the same after a restart. */
  readonly url: string;
  readonly port: number;
  /** Where its files are. */
  readonly folder: string;
  /** Starts it again after `kill`, on the same port and with the same files. `more` arguments hold for that time, in place of the same before. */
  start(more?: readonly string[]): Promise<void>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

export interface RedisServerOptions {
  /** Every write is on disk before it is answered. */
  readonly durable?: boolean;
  /** More arguments of redis-server. */
  readonly args?: readonly string[];
}

/** Starts a Redis of the test's own on a free port. */
export function startRedisServer(
  options?: RedisServerOptions,
): Promise<RedisServer>;
