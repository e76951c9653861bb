import { StoreUnavailable } from "../contract.js";
import { withDeadline } from "../deadline.js";
import type { RedisAddress } from "./address.js";
import {
  type RedisClient,
  createRedisClient,
  findAnnouncing,
} from "./client.js";
import { explainFailure } from "./failures.js";
import { findServer } from "./sentinel.js";

/** `undefined`: messages may have been lost. */
type Listener = (message: string | undefined) => void;

/** Tells listeners what is published on one channel, from whatever process that comes. */
export interface Subscription {
  add(listener: Listener): Promise<() => Promise<void>>;
  close(): void;
}

const deadlineMs = 2_000;
const retryMs = 250;

/**
 * Messages travel by Redis's publish and subscribe, over a connection of their own that is made for the first listener. The client
 * subscribes again when it reconnects; what was published meanwhile is lost, and listeners are told so.
 */
export function createSubscription(
  address: RedisAddress,
  channel: string,
): Subscription {
  const listeners = new Set<Listener>();
  let subscriber: RedisClient | undefined;
  let subscribed: Promise<void> | undefined;
  let isOpen = true;
  /** Counts the connections given up, so that none is made for nobody. */
  let round = 0;

  function tell(message: string | undefined): void {
    for (const listener of listeners) listener(message);
  }
  const tellGap = () => tell(undefined);
  async function subscribe(): Promise<void> {
    let isSubscribed = false;
    let refuse: (error: unknown) => void;
    // The first refusal is enough for whoever waits to listen; later ones are the client's own affair.
    const refused = new Promise<never>((_, reject) => (refuse = reject));
    refused.catch(() => {});
    const own = round;
    const server = await findServer(await findAnnouncing(address));
    if (own !== round)
      throw new StoreUnavailable(`${address.description} is not listened to.`);
    const client = createRedisClient(server, {
      onError: (error) => refuse(error),
      onReady: () => isSubscribed && tellGap(),
      ...((address.master || address.isCluster) && {
        onLost: () => {
          if (isSubscribed) followServer();
        },
      }),
    });
    subscriber = client;
    await Promise.race([client.connect(), refused]);
    await client.subscribe(channel, (message) => tell(message));
    isSubscribed = true;
  }
  /** The master that sentinels watch may be another server by now, and so may a cluster's first. */
  function followServer(): void {
    close();
    setTimeout(() => {
      if (listeners.size === 0 || subscribed) return;
      subscribed = subscribe();
      subscribed.then(tellGap, followServer);
    }, retryMs);
  }
  function close(): void {
    round += 1;
    subscriber?.destroy();
    subscriber = undefined;
    subscribed = undefined;
  }

  return {
    async add(listener) {
      if (!isOpen) {
        throw new StoreUnavailable(`${address.description} is closed.`);
      }
      const own = (subscribed ??= subscribe());
      try {
        await withDeadline(own, deadlineMs, address.description);
      } catch (error) {
        if (subscribed === own) close();
        throw explainFailure(error, address.description);
      }
      // The same function may listen twice, so each registration is an entry of its own.
      const entry: Listener = (message) => listener(message);
      listeners.add(entry);
      return async () => {
        listeners.delete(entry);
        if (listeners.size === 0) close();
      };
    },
    close() {
      isOpen = false;
      listeners.clear();
      close();
    },
  };
}
