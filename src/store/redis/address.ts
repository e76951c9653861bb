/** Where Redis is: one server (or the one name of a managed fail-over pair). */
export interface RedisAddress {
  readonly url: string;
  /** The address as people may see it. */
  readonly description: string;
}

/** Reads `redis://[[user]:password@]host[:port][/database]`, or `rediss://…` for TLS. Throws without repeating a password. */
export function parseAddress(text: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !["redis:", "rediss:"].includes(url.protocol) ||
    url.hostname === "" ||
    !/^\/?\d*$/u.test(url.pathname)
  ) {
    throw new RangeError(
      `REDIS_URL is not of the form redis://host:6379 or rediss://user:password@host:6379/0; it begins with "${text.slice(0, 8)}".`,
    );
  }
  const database = url.pathname.length > 1 ? url.pathname : "";
  return {
    url: text,
    description: `Redis at ${url.protocol}//${url.hostname}:${url.port || 6379}${database}`,
  };
}
