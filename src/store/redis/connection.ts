import { ErrorReply } from "redis";
import { StoreUnavailable } from "../contract.js";
import { withDeadline } from "../deadline.js";
import type { RedisAddress } from "./address.js";
import { type RedisClient, createRedisClient } from "./client.js";
import { explainFailure, isDemoted, messageOf } from "./failures.js";

const DEADLINE_MS = 2_000;
const PARTING_MS = 500;

/**
 * The connection that commands go over. It is in one of four modes:
 *
 * - **connected**: commands are sent; each has two seconds.
 * - **reconnecting** (the socket closed): the client's own affair; commands reject at once until it is back.
 * - **replacing** (a command had no answer in two seconds and nothing else had one since, or the server was demoted): the client's own
 *   checks never notice this while commands keep being written, because writing counts as life. So the client is thrown
 *   away with all it had in flight, commands reject at once, and a new client connects, for as long as it takes.
 * - **closed**: for good.
 */
export interface RedisConnection {
  run<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Resolves when connected; rejects with `StoreUnavailable` when that takes longer than two seconds. */
export async function connect(address: RedisAddress): Promise<RedisConnection> {
  const { description } = address;
  let client: RedisClient | undefined;
  let connecting: RedisClient | undefined;
  let isOpen = true;
  let heardAt = 0;

  /** Tries until it is connected or closed. */
  async function open(onTrouble: (error: unknown) => void): Promise<void> {
    const next = createRedisClient(address.url);
    next.on("error", onTrouble);
    connecting = next;
    await next.connect();
    next.off("error", onTrouble);
    connecting = undefined;
    client = next;
  }
  function replace(old: RedisClient): void {
    if (client !== old) return;
    client = undefined;
    old.destroy();
    // It only ends without a connection when the store is closed meanwhile.
    open(() => {}).catch(() => {});
  }
  async function close(): Promise<void> {
    isOpen = false;
    connecting?.destroy();
    const last = client;
    client = undefined;
    if (last === undefined) return;
    // What is under way may still be answered; a server that hangs is not waited for.
    await withDeadline(last.close(), PARTING_MS, description).catch(() => {});
    last.destroy();
  }

  let trouble: unknown;
  try {
    const opened = open((error) => (trouble = error));
    await withDeadline(opened, DEADLINE_MS, description);
  } catch (error) {
    await close();
    const cause = trouble ?? error;
    throw new StoreUnavailable(
      `${description} does not answer: ${messageOf(cause)}`,
      { cause },
    );
  }

  return {
    async run(work) {
      if (!isOpen) throw new StoreUnavailable(`${description} is closed.`);
      const used = client;
      if (used === undefined) {
        throw new StoreUnavailable(
          `${description} stopped answering; a new connection is being made.`,
        );
      }
      const startedAt = performance.now();
      try {
        const reply = await withDeadline(work(used), DEADLINE_MS, description);
        heardAt = performance.now();
        return reply;
      } catch (error) {
        if (error instanceof ErrorReply) heardAt = performance.now();
        const isSilent =
          error instanceof StoreUnavailable && heardAt < startedAt;
        if (isSilent || isDemoted(error)) replace(used);
        throw explainFailure(error, description);
      }
    },
    close,
  };
}
