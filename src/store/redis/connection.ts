import { setTimeout as wait } from "node:timers/promises";
import { ErrorReply } from "redis";
import { StoreUnavailable } from "../contract.js";
import { createDeadline, withDeadline } from "../deadline.js";
import type { RedisAddress } from "./address.js";
import { type RedisClient, createRedisClient } from "./client.js";
import { findServer } from "./sentinel.js";
import { explainFailure, isDemoted, isRefusal, messageOf } from "./failures.js";

const deadlineMs = 2_000;
const partingMs = 500;
const retryMs = 250;

/**
 * The connection that commands go over. It is in one of four modes:
 *
 * - **connected**: commands are sent; each has two seconds.
 * - **reconnecting** (the socket closed): the client's own affair; commands reject at once until it is back. A master that sentinels watch
 *   may be another server by then, so its client is replaced.
 * - **replacing** (a command had no answer in two seconds and no other had one since, or the server was demoted): the client's own checks
 *   never notice this while commands keep being written, because writing counts as life. So the client is thrown away with
 *   all it had in flight, commands reject at once, and a new client connects, for as long as it takes. In a cluster one node may hang
 *   while the others serve: the old client goes on until the new one knows the cluster's present shape.
 * - **closed**: for good.
 */
export interface RedisConnection {
  run<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Resolves when connected; rejects with `StoreUnavailable` when that takes longer than two seconds. With `patient` it resolves then
 * too, in the mode of reconnecting, unless Redis answered that it will not have us (a wrong password).
 */
export async function connect(
  address: RedisAddress,
  { patient = false }: { readonly patient?: boolean } = {},
): Promise<RedisConnection> {
  const { description, isCluster } = address;
  let client: RedisClient | undefined;
  let connecting: RedisClient | undefined;
  let tellClosing = () => {};
  const closing = new Promise<void>((resolve) => (tellClosing = resolve));
  let isOpen = true;
  let isReplacing = false;
  let heardAt = 0;
  let trouble: unknown;

  /** Tries until it is connected, closed, or finds no node of a cluster or no master. */
  async function open(): Promise<void> {
    const server = await findServer(address);
    const next = createRedisClient(server, {
      onError: (error) => (trouble = error),
      ...(address.master && { onLost: () => lose(next) }),
    });
    connecting = next;
    try {
      await next.connect();
      if (isOpen) client = next;
      else next.destroy();
    } finally {
      connecting = undefined;
    }
  }
  function lose(lost: RedisClient): void {
    if (client !== lost) return;
    client = undefined;
    void openAtLast();
  }
  async function openAtLast(): Promise<void> {
    for (;;) {
      await wait(retryMs);
      if (!isOpen || client !== undefined) return;
      await open().catch((error: unknown) => (trouble = error));
    }
  }
  async function replace(old: RedisClient): Promise<void> {
    // Whatever was under way notices at once, and one of them is enough.
    if (client !== old || isReplacing) return;
    if (address.master) {
      lose(old);
      return old.destroy();
    }
    if (!isCluster) {
      client = undefined;
      old.destroy();
    }
    isReplacing = true;
    await open().finally(() => (isReplacing = false));
    if (isCluster) {
      await part(old, Promise.race([old.close(), closing]), deadlineMs);
    }
  }
  /** Lets what is under way be answered, but does not wait long for a server that hangs. */
  async function part(
    last: RedisClient,
    answered: Promise<unknown>,
    ms: number,
  ): Promise<void> {
    await withDeadline(answered, ms, description).catch(() => {});
    last.destroy();
  }
  async function close(): Promise<void> {
    isOpen = false;
    tellClosing();
    connecting?.destroy();
    const last = client;
    client = undefined;
    if (last !== undefined) await part(last, last.close(), partingMs);
  }

  const opening = open();
  try {
    await withDeadline(opening, deadlineMs, description);
  } catch (error) {
    const cause = trouble ?? error;
    if (patient && !isRefusal(cause)) {
      opening.catch(() => openAtLast());
      return serve();
    }
    await close();
    throw new StoreUnavailable(
      `${description} does not answer: ${messageOf(cause)}`,
      { cause },
    );
  }

  return serve();

  function serve(): RedisConnection {
    const inTime = createDeadline(deadlineMs, description);
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
          const reply = await inTime(work(used));
          heardAt = performance.now();
          return reply;
        } catch (error) {
          if (error instanceof ErrorReply) heardAt = performance.now();
          const isLate = error instanceof StoreUnavailable;
          const isSilent = isLate && (isCluster || heardAt < startedAt);
          // A cluster that cannot be reached is tried again after the next command that has no answer.
          if (isSilent || isDemoted(error)) replace(used).catch(() => {});
          throw explainFailure(error, description);
        }
      },
      close,
    };
  }
}
