import { once, EventEmitter } from "node:events";
import type { OutboxEntry, Store } from "../../../src/store/contract.js";
import { partitionOf } from "../../../src/store/partition.js";
import { until } from "../../support/until.js";
import {
  AT,
  CALL,
  type Subject,
  at,
  commitEffects,
  keyOfPartition,
  pendingOf,
  turn,
} from "./store-under-test.js";

/** Collects what a listener is told; `next` waits until there is something. */
async function listen(store: Store) {
  const told: number[] = [];
  const due: (number | undefined)[] = [];
  const signal = new EventEmitter();
  const stop = await store.watch((partition, dueAt) => {
    told.push(partition);
    due.push(dueAt);
    signal.emit("told");
  });
  return {
    told,
    due,
    stop,
    async next(): Promise<number> {
      if (told.length === 0) await once(signal, "told");
      return at(told.splice(0, 1), 0);
    },
  };
}

export function registerWatchRules(subject: Subject): void {
  const here = partitionOf(CALL);
  /** A commit of another partition, to be told last: what was not told before it was never told. */
  const flag = keyOfPartition((here + 1) % 64);

  test.each(["of the same process", "of another process"])(
    "[ST-30] a listener is told of effects and timers %s",
    async (whose) => {
      const writer = whose.includes("another")
        ? await subject.another()
        : subject.store;
      const listener = await listen(subject.store);
      await writer.commit(turn({ effects: ["ring"] }));
      expect(await listener.next()).toBe(here);
      const timers = [
        { id: "hold", dueAt: AT + 60_000 },
        { id: "ring", dueAt: AT },
      ];
      await writer.commit(turn({ expected: 1, timers }));
      expect(await listener.next()).toBe(here);
      await until(() => listener.due.includes(AT) || listener.due.includes(0));
      expect(listener.due[0]).toBeUndefined();
    },
  );

  test("[ST-30] a listener is not told of conflicts, duplicates and commits that bring nothing to relay", async () => {
    const { store } = subject;
    const listener = await listen(store);
    await store.commit(turn({ effects: ["ring"] }));
    expect(await listener.next()).toBe(here);
    await store.commit(turn({ effects: ["ring"] }));
    await store.commit(turn({ token: "b", effects: ["ring"] }));
    await store.commit(
      turn({ expected: 1, timers: [{ id: "hold", dueAt: null }] }),
    );
    await store.commit(turn({ key: flag, effects: ["ring"] }));
    expect(await listener.next()).toBe(partitionOf(flag));
  });

  test("[ST-30] a listener is told of a revival", async () => {
    const { store } = subject;
    const { lease, entries } = await commitEffects(store, ["ring"]);
    await store.bury(lease, at(entries, 0), "gone");
    const listener = await listen(store);
    await store.revive(at(entries, 0).id, AT);
    expect(await listener.next()).toBe(here);
  });

  test("[ST-30] a listener is told of a release", async () => {
    const { lease } = await commitEffects(subject.store, ["ring"]);
    const listener = await listen(await subject.another());
    await subject.store.release(lease);
    expect(await listener.next()).toBe(here);
  });

  test("[ST-48] what is announced is heard by every listener, in order, and by none that has stopped", async () => {
    const { store } = subject;
    const told: (string | undefined)[] = [];
    const gone: (string | undefined)[] = [];
    const signal = new EventEmitter();
    const stop = await store.hear((text) => gone.push(text));
    await store.hear((text) => {
      told.push(text);
      if (text === "last") signal.emit("last");
    });
    await stop();
    const last = once(signal, "last");
    const texts = [...Array.from({ length: 30 }, (_, i) => `${i}`), "last"];
    for (const text of texts) await store.announce(text);
    await last;
    expect(told).toEqual(texts);
    expect(gone).toEqual([]);
  });

  test("[ST-51] the effects that a listener is given are those in the outbox, in the order of their places", async () => {
    const { store } = subject;
    const given: OutboxEntry[] = [];
    await store.watch((_partition, _dueAt, effects = []) =>
      given.push(...effects),
    );
    await store.commit(turn({ effects: ["ring", "say"] }));
    await store.commit(turn({ effects: ["again"] }));
    await store.commit(turn({ expected: 1, effects: ["send"] }));
    const other = await subject.another();
    await other.commit(turn({ expected: 2, effects: ["of another"] }));
    const entries = await pendingOf(store);
    expect(entries).toHaveLength(4);
    const isGiven = store.description.startsWith("Redis");
    expect(given).toEqual(isGiven ? entries.slice(0, 3) : []);
  });

  test("[ST-31] a stopped listener is told nothing, and another still is", async () => {
    const { store } = subject;
    const stopped = await listen(store);
    const listener = await listen(store);
    await stopped.stop();
    await store.commit(turn({ effects: ["ring"] }));
    expect(await listener.next()).toBe(here);
    expect(stopped.told).toEqual([]);
    const again = await listen(store);
    await store.commit(turn({ key: flag, effects: ["ring"] }));
    expect(await again.next()).toBe(partitionOf(flag));
  });
}
