import { randomUUID } from "node:crypto";
import type { Commit, CommitResult, OutboxEntry, Store } from "../contract.js";
import { checkCommit, checkKey, checkName } from "../check-names.js";
import { partitionCount, partitionOf } from "../partition.js";
import { tokenMs } from "../retention.js";
import { parseAddress } from "./address.js";
import { connect } from "./connection.js";
import { printEntry } from "./entry-text.js";
import { createErasure } from "./erasure.js";
import { createKeys } from "./keys.js";
import { createLeases } from "./leases.js";
import { createNotices } from "./notices.js";
import { createSubscription } from "./subscription.js";
import { createOutbox } from "./outbox.js";
import { createRecents } from "./recent.js";
import { createTimers, printTimer } from "./timers.js";
import { effectId } from "../effect-id.js";

const oneMinute = { type: "EX", value: 60 } as const;

export interface RedisStoreOptions {
  /** Begins every key and the channels. Stores of different prefixes share nothing. */
  readonly prefix?: string;
  /** Opens also while Redis is away; every call rejects then until it is there. */
  readonly patient?: boolean;
  /** With `rediss:`, the certificate authority to trust, PEM. */
  readonly ca?: string | undefined;
}

/**
 * The store for production: Redis 6 or later, or Valkey, at `url`. It keeps the whole contract of docs/spec/store.md for any number of
 * processes; how much a crash of Redis itself may lose is Redis's settings (last section there). It rejects with
 * `StoreUnavailable` when Redis does not answer within two seconds (not with `patient`); once open it outlives Redis's absences by itself.
 */
export async function createRedisStore(
  url: string,
  { prefix = "directo", patient = false, ca }: RedisStoreOptions = {},
): Promise<Store> {
  const keys = createKeys(prefix);
  const address = { ...parseAddress(url), ...(ca !== undefined && { ca }) };
  const connection = await connect(address, { patient });
  const live = createSubscription(address, keys.live);
  const recents = createRecents();
  const owner = randomUUID();
  const notices = createNotices(
    createSubscription(address, keys.channel),
    owner,
  );
  let commits = 0;

  /** What this process knows of the machine from now on. */
  const remember = (
    { key, expected, state }: Commit,
    stamp: string,
    reply: CommitReply,
  ): void => {
    switch (reply[0]) {
      case "committed":
        return recents.set(key, { version: expected + 1, state, stamp });
      case "conflict": {
        const [, version, newState, newStamp] = reply;
        return version === 0 || newStamp === ""
          ? recents.forget(key)
          : recents.set(key, { version, state: newState, stamp: newStamp });
      }
      case "duplicate":
        return recents.forget(key);
    }
  };

  return {
    description: address.description,
    partitions: partitionCount,

    async load(key, token) {
      checkKey(key);
      const partition = partitionOf(key);
      const [[version, state], reply] = await connection.run((client) =>
        Promise.all([
          client.hmGet(keys.machine(partition, key), ["version", "state"]),
          token === undefined
            ? null
            : client.get(keys.token(partition, key, token)),
        ]),
      );
      return {
        ...(version && {
          machine: { version: Number(version), state: state ?? "" },
        }),
        ...(reply !== null && { reply }),
      };
    },

    recent: (key) => recents.get(key),

    async commit(commit) {
      checkCommit(commit);
      const { key, expected, at, effects, timers } = commit;
      const partition = partitionOf(key);
      const entries = effects.map((effect, position) => ({
        id: effectId(key, expected + 1, position),
        effect,
        at,
        attempts: 0,
        notBefore: 0,
      }));
      const known = recents.get(key);
      const stamp = `${owner}:${(commits += 1)}`;
      const result = (await connection.run((client) =>
        client.commitTurn(
          [
            keys.machine(partition, key),
            keys.token(partition, key, commit.token),
            keys.outbox(partition),
            keys.timers(partition),
            keys.counters(partition),
            ...(commit.otherTokens ?? []).map((token) =>
              keys.token(partition, key, token),
            ),
          ],
          [
            expected,
            known?.version === expected ? known.stamp : "",
            stamp,
            commit.state,
            commit.reply,
            tokenMs,
            commit.retainMs === undefined ? "" : Math.ceil(commit.retainMs),
            keys.channel,
            partition,
            entries.length,
            ...entries.map(printEntry),
            ...timers.flatMap(({ id, dueAt }) => [
              printTimer(key, id),
              dueAt ?? "",
            ]),
          ],
        ),
      )) as CommitReply;
      remember(commit, stamp, result);
      if (result[0] === "committed") {
        const [, , last] = result;
        const put = entries.map((entry, i): OutboxEntry => ({
          ...entry,
          key,
          partition,
          place: last - entries.length + 1 + i,
        }));
        notices.tellOwn(partition, commit, put);
      }
      return readResult(result);
    },

    ...createLeases(connection, keys),
    ...createOutbox(connection, keys),
    ...createTimers(connection, keys),
    ...createErasure(connection, keys),

    watch: (listener) => notices.add(listener),
    async announce(text) {
      await connection.run((client) => client.publish(keys.live, text));
    },
    hear: (listener) => live.add(listener),

    async putDocument(id, text) {
      checkName("document id", id);
      await connection.run((client) =>
        client.set(keys.document(id), text, { condition: "NX" }),
      );
    },
    async getDocument(id) {
      const text = await connection.run((client) =>
        client.get(keys.document(id)),
      );
      return text ?? undefined;
    },
    async removeDocument(id) {
      checkName("document id", id);
      await connection.run((client) => client.del(keys.document(id)));
    },

    async ping() {
      // In each partition, so that every node of a cluster is asked.
      await connection.run((client) =>
        Promise.all(
          Array.from({ length: partitionCount }, (_, partition) =>
            client.set(keys.ping(partition), "", { expiration: oneMinute }),
          ),
        ),
      );
    },
    async close() {
      notices.close();
      live.close();
      await connection.close();
    },
  };
}

type CommitReply =
  /** With the place of the last effect. */
  | readonly ["committed", number, number]
  /** With the state that there is, and its stamp: empty texts when there is none. */
  | readonly ["conflict", number, string, string]
  | readonly ["duplicate", string];

function readResult(reply: CommitReply): CommitResult {
  return reply[0] === "duplicate"
    ? { outcome: "duplicate", reply: reply[1] }
    : { outcome: reply[0], version: reply[1] };
}
