/** Where Redis (or Valkey) is: one server, a cluster known by some of its nodes, or the master that sentinels watch. */
export interface RedisAddress {
  readonly isCluster: boolean;
  /** One URL for each host named; each with the same user, password and database. */
  readonly urls: readonly [string, ...string[]];
  /** Present: the URLs are those of sentinels, which know where this master is. */
  readonly master?: {
    readonly name: string;
    /** With the master's user, password and database; its host stands for whatever the sentinels say. */
    readonly url: string;
  };
  /** The address as people may see it. */
  readonly description: string;
  /** The certificate authority (PEM) that TLS trusts; absent: those that the machine trusts. */
  readonly ca?: string;
}

/**
 * Reads `redis://[[user]:password@]host[:port][/database]`, or `rediss://…` for TLS. Several hosts, separated by commas and with or
 * without the scheme repeated, or `?cluster=true`, make it a cluster; `redis+sentinel://…host[:port],…/master[/database]` is the master that the
 * sentinels at these hosts watch, `?sentinel-password=…` theirs if they have one. `valkey` stands for `redis` everywhere. Throws without repeating a password.
 */
export function parseAddress(text: string): RedisAddress {
  const known = text.replaceAll(
    /valkey(s?)(\+sentinel)?:\/\//gu,
    "redis$1$2://",
  );
  return /^rediss?\+sentinel:/u.test(known)
    ? parseSentinels(known)
    : parseServers(known);
}

function parseServers(text: string): RedisAddress {
  const [main, ...urls] = parseHosts(text.split(","), text);
  const isCluster =
    urls.length > 0 || main.searchParams.get("cluster") === "true";
  const database = main.pathname.slice(1);
  checkDatabase(database, text);
  if (isCluster && !["", "0"].includes(database)) {
    throw new RangeError(
      `REDIS_URL names the database ${database} of a cluster, which has only database 0.`,
    );
  }
  return {
    isCluster,
    urls: [plain(main), ...urls.map(plain)],
    description: `Redis${isCluster ? " Cluster" : ""} at ${main.protocol}//${hostsOf([main, ...urls], 6379)}${database && `/${database}`}`,
  };
}

function parseSentinels(text: string): RedisAddress {
  const parts = text.replace("+sentinel:", ":").split(",");
  const hosts = parseHosts(parts, text);
  // What stands behind the last host is about the master.
  const last = hosts.at(-1) ?? hosts[0];
  const [name = "", database = "", ...more] = last.pathname.slice(1).split("/");
  checkDatabase(database, text);
  if (name === "" || more.length > 0) throw notOfTheForm(text);
  const master = new URL(hosts[0]);
  master.pathname = database;
  master.search = "";
  const password = last.searchParams.get("sentinel-password") ?? "";
  const sentinels = hosts.map((host) => {
    const url = new URL(`${host.protocol}//${host.hostname}`);
    url.port = host.port || "26379";
    url.password = password;
    return url.href;
  }) as [string, ...string[]];
  return {
    isCluster: false,
    urls: sentinels,
    master: { name, url: master.href },
    description: `Redis, master ${name} of the sentinels at ${master.protocol}//${hostsOf(hosts, 26_379)}`,
  };
}

/** Hosts without a scheme have the first one's; without a user, its user and password. */
function parseHosts(parts: readonly string[], whole: string): [URL, ...URL[]] {
  const [first = "", ...others] = parts;
  const main = parseOne(first, whole);
  const urls = others.map((other) => {
    const bare = other.trim().replace(/^rediss?:\/\//u, "");
    const url = parseOne(`${main.protocol}//${bare}`, whole);
    url.username ||= main.username;
    url.password ||= main.password;
    return url;
  });
  return [main, ...urls];
}

function parseOne(part: string, whole: string): URL {
  const url = URL.canParse(part) ? new URL(part) : undefined;
  if (
    url === undefined ||
    !["redis:", "rediss:"].includes(url.protocol) ||
    url.hostname === ""
  )
    throw notOfTheForm(whole);
  return url;
}

function checkDatabase(database: string, whole: string): void {
  if (!/^\d*$/u.test(database)) throw notOfTheForm(whole);
}

function notOfTheForm(whole: string): RangeError {
  return new RangeError(
    `REDIS_URL is not of the form redis://host:6379, rediss://user:password@host:6379/0 or redis+sentinel://host:26379,host:26379/master; it begins with "${whole.slice(0, 8)}".`,
  );
}

function hostsOf(urls: readonly URL[], port: number): string {
  return urls.map((url) => `${url.hostname}:${url.port || port}`).join(",");
}

function plain(url: URL): string {
  const copy = new URL(url);
  copy.search = "";
  return copy.href;
}
