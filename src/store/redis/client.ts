import { createClient, createCluster } from "redis";
import type { RedisAddress } from "./address.js";
import { scripts } from "./scripts/index.js";

/** The client's own deadline costs a signal a command, and is longer than that of whoever waits. */
const commandOptions = { timeout: 0 };
const commonOptions = {
  disableOfflineQueue: true,
  pingInterval: 1_000,
  commandOptions,
};
const socketOptions = {
  connectTimeout: 1_000,
  socketTimeout: 2_500,
  reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, 500),
};

/** What a client tells beside its commands' own results. */
export interface ClientEvents {
  /** Something went wrong beneath; the commands concerned reject by themselves. */
  readonly onError: (error: unknown) => void;
  /** It connected, or connected again, to a server or to a node of the cluster. */
  readonly onReady?: () => void;
  /** Absent: a single server that is lost is connected to again. Present: the client ends with its connection, and this is told. */
  readonly onLost?: () => void;
}

/**
 * A client that gives up early and comes back by itself: nothing is queued while it is offline, attempts to reconnect never stop
 * and are at most half a second apart, and a silent connection is dropped after 2.5 s.
 */
export function createRedisClient(
  address: RedisAddress,
  { onError, onReady = () => {}, onLost }: ClientEvents,
): RedisClient {
  if (address.isCluster) {
    return createClusterClient(address)
      .on("error", onError)
      .on("node-error", onError)
      .on("node-ready", onReady);
  }
  return createSingleClient(address, onLost === undefined)
    .on("error", onError)
    .on("ready", onReady)
    .on("terminated", () => onLost?.());
}

function createSingleClient(address: RedisAddress, comesBack: boolean) {
  const [url] = address.urls;
  // The client writes into the object that it is given, so each has one of its own.
  const socket = {
    ...socketOptions,
    ...secured(address),
    ...(!comesBack && { reconnectStrategy: false as const }),
  };
  const client = createClient({ url, scripts, ...commonOptions, socket });
  return Object.assign(client, { holders: async () => [client] });
}

/** TLS, and whose certificates are trusted. */
export function secured({ urls, ca }: RedisAddress) {
  if (new URL(urls[0]).protocol !== "rediss:") return {};
  return { tls: true as const, ...(ca !== undefined && { ca }) };
}

function createClusterClient(address: RedisAddress) {
  const { urls } = address;
  const { username, password } = new URL(urls[0]);
  const cluster = createCluster({
    scripts,
    commandOptions,
    // Used to learn the cluster's shape only; one that hangs is soon passed over for the next.
    rootNodes: urls.map((url) => ({
      url,
      socket: { connectTimeout: 500, socketTimeout: 500, ...secured(address) },
    })),
    // Connections to nodes are made when needed: a node that hangs must not keep the others from being used.
    minimizeConnections: true,
    topologyRefreshOnReconnectionAttemptStrategy: 500,
    defaults: {
      ...commonOptions,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      socket: { ...socketOptions, ...secured(address) },
    },
  });
  return Object.assign(cluster, {
    // The library would go round the servers: what goes out by several comes in any order.
    publish: async (channel: string, message: string) => {
      const server = await cluster.nodeClient(firstServer(cluster));
      return server.publish(channel, message);
    },
    holders: () =>
      Promise.all(cluster.masters.map((node) => cluster.nodeClient(node))),
  });
}

/** The server of a cluster's first slot. All that is announced goes out by it. */
function firstServer<T>({
  slots,
}: {
  readonly slots: readonly { readonly master: T }[];
}): T {
  const [shard] = slots;
  if (shard === undefined)
    throw new Error("No server of the cluster has its first slot.");
  return shard.master;
}

/** Where announcements are listened to: of a cluster at the server by which they go out, so that none comes by way of another. */
export async function findAnnouncing(
  address: RedisAddress,
): Promise<RedisAddress> {
  if (!address.isCluster) return address;
  const cluster = createClusterClient(address).on("error", () => {});
  try {
    await cluster.connect();
    const { host, port } = firstServer(cluster);
    const server = new URL(address.urls[0]);
    server.hostname = host.includes(":") ? `[${host}]` : host;
    server.port = String(port);
    return { ...address, isCluster: false, urls: [server.href] };
  } finally {
    cluster.destroy();
  }
}

/** What the store uses of a client, of one server or of a cluster. */
export type RedisClient = Pick<
  ReturnType<typeof createSingleClient>,
  | "del"
  | "get"
  | "hGet"
  | "hmGet"
  | "set"
  | "zRange"
  | "zRangeWithScores"
  | "zRangeByScore"
  | "zRangeByScoreWithScores"
  | "zRem"
  | keyof typeof scripts
> & {
  /** Each server that holds keys of its own: the only one, or a cluster's masters. */
  holders(): Promise<
    readonly Pick<ReturnType<typeof createSingleClient>, "scan">[]
  >;
  connect(): Promise<unknown>;
  subscribe(
    channel: string,
    listener: (message: string) => void,
  ): Promise<unknown>;
  publish(channel: string, message: string): Promise<unknown>;
  close(): Promise<unknown>;
  destroy(): void;
};
