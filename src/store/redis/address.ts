/** Where Redis is: one server (or the one name of a managed fail-over pair), or a cluster known by some of its nodes. */
export interface RedisAddress {
  readonly isCluster: boolean;
  /** One URL for each host named; each with the same user, password and database. */
  readonly urls: readonly [string, ...string[]];
  /** The address as people may see it. */
  readonly description: string;
  /** The certificate authority (PEM) that TLS trusts; absent: those that the machine trusts. */
  readonly ca?: string;
}

/**
 * Reads `redis://[[user]:password@]host[:port][/database]`, or `rediss://…` for TLS. Several hosts, separated by commas and with or
 * without the scheme repeated, or `?cluster=true`, make it a cluster. Throws without repeating a password.
 */
export function parseAddress(text: string): RedisAddress {
  const [first = "", ...others] = text.split(",");
  const main = parseOne(first, text);
  const isCluster =
    others.length > 0 || main.searchParams.get("cluster") === "true";
  const urls = others.map((other) => {
    const bare = other.trim().replace(/^rediss?:\/\//u, "");
    const url = parseOne(`${main.protocol}//${bare}`, text);
    url.username ||= main.username;
    url.password ||= main.password;
    return url;
  });
  const hosts = [main, ...urls].map(
    (url) => `${url.hostname}:${url.port || 6379}`,
  );
  const database = main.pathname.length > 1 ? main.pathname : "";
  if (isCluster && !["", "/0"].includes(database)) {
    throw new RangeError(
      `REDIS_URL names the database ${database.slice(1)} of a cluster, which has only database 0.`,
    );
  }
  return {
    isCluster,
    urls: [plain(main), ...urls.map(plain)],
    description: `Redis${isCluster ? " Cluster" : ""} at ${main.protocol}//${hosts.join(",")}${database}`,
  };
}

function parseOne(part: string, whole: string): URL {
  const url = URL.canParse(part) ? new URL(part) : undefined;
  if (
    url === undefined ||
    !["redis:", "rediss:"].includes(url.protocol) ||
    url.hostname === "" ||
    !/^\/?\d*$/u.test(url.pathname)
  ) {
    throw new RangeError(
      `REDIS_URL is not of the form redis://host:6379 or rediss://user:password@host:6379/0; it begins with "${whole.slice(0, 8)}".`,
    );
  }
  return url;
}

function plain(url: URL): string {
  const copy = new URL(url);
  copy.search = "";
  return copy.href;
}
