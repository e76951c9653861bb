import type { Store } from "../../../src/store/contract.js";
import { StoreUnavailable } from "../../../src/store/contract.js";
import {
  AT,
  CALL,
  type CreateStoreUnderTest,
  type Subject,
  at,
  commitEffects,
  take,
  turn,
} from "./store-under-test.js";
import { partitionCount, partitionOf } from "../../../src/store/partition.js";

export function registerDocumentRules(subject: Subject): void {
  test("[ST-29] a document is answered as it was stored, by every process", async () => {
    const text = `steps: ${"ñ".repeat(50_000)}`;
    await subject.store.putDocument("sha256-1", text);
    const other = await subject.another();
    expect(await other.getDocument("sha256-1")).toBe(text);
    expect(await other.getDocument("sha256-2")).toBeUndefined();
  });

  test("[ST-52] every document is listed by its id, whatever is in it", async () => {
    const { store } = subject;
    const ids = ["flow:a@1", "flows:b {p3}*:c", "entry:+12025550143"];
    for (const id of ids) await store.putDocument(id, "text");
    const listed = new Set<string>();
    for await (const id of store.documents()) listed.add(id);
    expect([...listed]).toEqual(expect.arrayContaining(ids));
  });

  test("[ST-53] a document that was removed is gone, until it is stored again", async () => {
    const { store } = subject;
    await store.putDocument("flow:a@1", "one");
    await store.removeDocument("flow:a@1");
    await store.removeDocument("flow:a@1");
    expect(await store.getDocument("flow:a@1")).toBeUndefined();
    await store.putDocument("flow:a@1", "other");
    expect(await store.getDocument("flow:a@1")).toBe("other");
  });

  test("[ST-29] storing under the same id again changes nothing", async () => {
    await subject.store.putDocument("sha256-1", "first");
    await subject.store.putDocument("sha256-1", "second");
    await subject.store.putDocument("sha256-empty", "");
    expect(await subject.store.getDocument("sha256-1")).toBe("first");
    expect(await subject.store.getDocument("sha256-empty")).toBe("");
  });
}

export function registerPlaceRules(
  subject: Subject,
  create: CreateStoreUnderTest,
): void {
  test("[ST-37] everything of a machine lies in the partition of its key", async () => {
    const { store } = subject;
    expect(store.partitions).toBe(partitionCount);
    await store.commit(
      turn({ effects: ["ring"], timers: [{ id: "hold", dueAt: AT }] }),
    );
    for (let partition = 0; partition < partitionCount; partition += 1) {
      const count = partition === partitionOf(CALL) ? 1 : 0;
      expect(await store.pending(partition, 9)).toHaveLength(count);
      expect(await store.dueTimers(partition, AT, 9)).toHaveLength(count);
    }
  });

  test("[ST-39] two stores share nothing", async () => {
    const { store } = subject;
    const elsewhere = await create();
    const told: number[] = [];
    await elsewhere.store.watch((partition) => told.push(partition));
    const { lease, entries } = await commitEffects(store, ["ring", "say"]);
    await store.bury(lease, at(entries, 0), "gone");
    await store.putDocument("sha256-1", "text");
    expect(await elsewhere.store.load(CALL, "turn:0")).toEqual({});
    expect(await elsewhere.store.pending(partitionOf(CALL), 9)).toEqual([]);
    expect(await elsewhere.store.deadLetters(9)).toEqual([]);
    expect(await elsewhere.store.getDocument("sha256-1")).toBeUndefined();
    expect((await take(elsewhere.store, lease.partition)).fence).toBe(1);
    await store.attend("relay-1", 10_000);
    expect(await elsewhere.store.attend("relay-2", 10_000)).toEqual([
      "relay-2",
    ]);
    expect(told).toEqual([]);
    await elsewhere.dispose();
  });
}

/** Every call of the contract, for what must hold of each. */
export const EVERY_CALL: Readonly<
  Record<
    Exclude<keyof Store, "description" | "partitions" | "recent" | "close">,
    (store: Store) => Promise<unknown>
  >
> = (() => {
  const lease = { partition: 1, owner: "relay-1", fence: 1 };
  const entry = {
    id: "call:CA01:1:0",
    partition: 1,
    place: 1,
    key: CALL,
    effect: "ring",
    at: AT,
    attempts: 0,
    notBefore: 0,
  };
  return {
    load: (store) => store.load(CALL, "turn:0"),
    commit: (store) => store.commit(turn()),
    attend: (store) => store.attend("relay-1", 1000),
    acquire: (store) => store.acquire(1, "relay-1", 1000),
    release: (store) => store.release(lease),
    pending: (store) => store.pending(1, 10),
    settle: (store) => store.settle(lease, entry),
    postpone: (store) => store.postpone(lease, entry, AT, "busy"),
    bury: (store) => store.bury(lease, entry, "gone"),
    deadLetters: (store) => store.deadLetters(10),
    revive: (store) => store.revive(entry.id, AT),
    discard: (store) => store.discard(entry.id),
    dueTimers: (store) => store.dueTimers(1, AT, 10),
    nextTimer: (store) => store.nextTimer(1),
    watch: (store) => store.watch(() => {}),
    announce: (store) => store.announce("news"),
    hear: (store) => store.hear(() => {}),
    machines: async (store) => {
      for await (const key of store.machines()) return key;
      return undefined;
    },
    erase: (store) => store.erase([{ kind: "call", id: "CA99", version: 1 }]),
    putDocument: (store) => store.putDocument("sha256-1", "text"),
    getDocument: (store) => store.getDocument("sha256-1"),
    documents: async (store) => {
      for await (const id of store.documents()) return id;
      return undefined;
    },
    removeDocument: (store) => store.removeDocument("sha256-2"),
    ping: (store) => store.ping(),
  };
})();

export function registerClosingRules(subject: Subject): void {
  test("[ST-36] an open store answers every call", async () => {
    const { store } = subject;
    for (const call of Object.values(EVERY_CALL)) await call(store);
  });

  test("[ST-42] a store that takes writes answers a ping", async () => {
    await subject.store.ping();
  });

  test.each(Object.entries(EVERY_CALL))(
    "[ST-36] after close %s rejects as unavailable",
    async (_, call) => {
      const { store } = subject;
      await store.close();
      await store.close();
      await expect(call(store)).rejects.toThrow(StoreUnavailable);
    },
  );

  test("[ST-36] closing waits for a commit under way or answers that it is unavailable", async () => {
    const other = await subject.another();
    const committing = other.commit(turn()).catch((error: unknown) => error);
    await other.close();
    const result = await committing;
    const { machine } = await subject.store.load(CALL);
    if (result instanceof StoreUnavailable) return;
    expect(result).toEqual({ outcome: "committed", version: 1 });
    expect(machine?.version).toBe(1);
  });
}
