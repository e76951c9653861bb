import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Lease,
  type MachineKey,
  type Store,
  StoreUnavailable,
} from "../contract.js";
import { checkCommit, checkKey, checkName } from "../check-names.js";
import { withDeadline } from "../deadline.js";
import { partitionCount, partitionOf } from "../partition.js";
import { noticesOf } from "../notices.js";
import { commitTurn } from "./commit-turn.js";
import { acquireLease, attendRelays, holds, releaseLease } from "./leases.js";
import { liveMachine, loadMachine, machinesAfter } from "./machines.js";
import { createNotices } from "./notices.js";
import {
  buryEntry,
  listDeadLetters,
  pendingEntries,
  placeOf,
  postponeEntry,
  reviveEntry,
} from "./outbox.js";
import { eraseMachine, sweep } from "./sweep.js";
import { machineId, openTables } from "./tables.js";
import { dueTimers, nextTimer } from "./timers.js";

const deadlineMs = 2_000;
const sweptAtOnce = 200;
const listedAtOnce = 1_000;

/**
 * The store without a server: LMDB files in the folder `dir`, which is created when absent. It keeps the whole contract of
 * docs/spec/store.md on one machine's disk, for trying out, developing and one small office; several processes may open the
 * same folder. It is not for network file systems, and its files are not to be copied while open. What is past its
 * retention is swept when leases are renewed, which every relay does all day; `clock` (epoch ms) decides what is past.
 */
export async function createEmbeddedStore(
  dir: string,
  { clock = Date.now }: { readonly clock?: () => number } = {},
): Promise<Store> {
  await mkdir(dir, { recursive: true });
  await access(join(dir, "data.mdb")).catch(() => expectRoom(dir));
  const tables = openTables(dir);
  const notices = createNotices(tables);
  const heard = new Set<(text: string) => void>();
  const description = `embedded store in ${dir}`;
  let isOpen = true;

  function assertOpen(): void {
    if (!isOpen) throw new StoreUnavailable(`The ${description} is closed.`);
  }
  /** `work` sees all that is committed by now (ST-50): left alone, LMDB would go on with what it saw last for a moment. */
  function read<T>(work: () => T): T {
    assertOpen();
    tables.root.resetReadTxn();
    return work();
  }
  /** One transaction: all of `work` or, when it or the disk fails, none of it. */
  async function write<T>(work: () => T): Promise<T> {
    assertOpen();
    const written = tables.root.childTransaction(work).catch(explainFailure);
    return withDeadline(written, deadlineMs, `The ${description}`);
  }
  /** ST-20. */
  function writeHolding(lease: Lease, work: () => void): Promise<boolean> {
    return write(() => {
      const isOurs = holds(tables, lease);
      if (isOurs) work();
      return isOurs;
    });
  }
  async function explainFailure(cause: Error): Promise<never> {
    // LMDB says what went wrong through a promise of its own, which ends the process when nobody listens to it.
    const { commitError } = cause as { commitError?: Promise<never> };
    const reason = await commitError?.catch((error: unknown) => error);
    const error = reason instanceof Error ? reason : cause;
    throw new StoreUnavailable(
      `The ${description} took no write: ${error.message}`,
      { cause: error },
    );
  }

  return {
    description,
    partitions: partitionCount,

    // To look is as cheap as to remember.
    recent: () => undefined,

    async load(key, token) {
      checkKey(key);
      return read(() => loadMachine(tables, key, token, clock()));
    },
    async commit(commit) {
      checkCommit(commit);
      const { result, notice } = await write(() =>
        commitTurn(tables, commit, clock()),
      );
      if (notice !== undefined)
        notices.tell(partitionOf(commit.key), notice, noticesOf(commit));
      return result;
    },

    attend: (owner, ttlMs) =>
      write(() => attendRelays(tables, owner, clock(), ttlMs)),
    acquire: (partition, owner, ttlMs) =>
      write(() => {
        sweep(tables, clock(), sweptAtOnce);
        return acquireLease(tables, partition, owner, clock(), ttlMs);
      }),
    async release(lease) {
      const notice = await write(() => releaseLease(tables, lease));
      if (notice !== undefined) notices.tell(lease.partition, notice);
    },
    async pending(partition, limit, after = 0) {
      return read(() => pendingEntries(tables, partition, limit, after));
    },
    settle: (lease, entry) =>
      writeHolding(lease, () => void tables.outbox.remove(placeOf(entry))),
    postpone: (lease, entry, notBefore, error) =>
      writeHolding(lease, () => postponeEntry(tables, entry, notBefore, error)),
    bury: (lease, entry, error) =>
      writeHolding(lease, () => buryEntry(tables, entry, error)),
    async deadLetters(limit) {
      return read(() => listDeadLetters(tables, limit));
    },
    async revive(id, now) {
      const revived = await write(() => reviveEntry(tables, id, now));
      if (revived) notices.tell(revived.partition, revived.notice);
      return revived !== undefined;
    },
    discard: (id) =>
      write(() => {
        const isThere = tables.deadLetters.doesExist(id);
        void tables.deadLetters.remove(id);
        return isThere;
      }),
    async dueTimers(partition, now, limit) {
      return read(() => dueTimers(tables, partition, now, limit, clock()));
    },
    async nextTimer(partition) {
      return read(() => nextTimer(tables, partition, clock()));
    },

    async watch(listener) {
      assertOpen();
      const stop = notices.add(listener);
      return async () => stop();
    },

    async announce(text) {
      assertOpen();
      for (const listener of heard) listener(text);
    },
    async hear(listener) {
      assertOpen();
      // The same function may listen twice, so each registration is an entry of its own.
      const entry = (text: string) => listener(text);
      heard.add(entry);
      return async () => void heard.delete(entry);
    },

    async *machines() {
      let after: MachineKey | undefined;
      do {
        const page = read(() =>
          machinesAfter(tables, after, listedAtOnce, clock()),
        );
        yield* page.keys;
        after = page.last;
      } while (after !== undefined);
    },
    async erase(machines) {
      for (const key of machines) checkKey(key);
      return write(() =>
        machines.flatMap(({ version, ...key }) => {
          if (liveMachine(tables, key, clock())?.version !== version) return [];
          eraseMachine(tables, machineId(key));
          return [key];
        }),
      );
    },

    async putDocument(id, text) {
      checkName("document id", id);
      await write(() => {
        if (tables.documents.doesExist(id)) return;
        void tables.documents.put(id, text);
      });
    },
    async getDocument(id) {
      return read(() => tables.documents.get(id));
    },
    async *documents() {
      yield* read(() => [...tables.documents.getKeys()]);
    },
    async removeDocument(id) {
      checkName("document id", id);
      await write(() => void tables.documents.remove(id));
    },

    async ping() {
      await write(() => void tables.documents.put("ping", ""));
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      notices.close();
      heard.clear();
      await tables.root.close();
    },
  };
}

/** Rejects as a full disk does. LMDB maps its new files into memory, where one would end the process without a word. */
async function expectRoom(dir: string): Promise<void> {
  const file = join(dir, `room-${process.pid}`);
  try {
    await writeFile(file, Buffer.alloc(2 ** 18));
  } finally {
    await rm(file, { force: true });
  }
}
