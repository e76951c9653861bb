import {
  AT,
  CALL,
  type Subject,
  at,
  commitEffects,
  keyOfPartition,
  pendingOf,
  take,
  turn,
} from "./store-under-test.js";
import { partitionOf } from "../../../src/store/partition.js";

export function registerOutboxRules(subject: Subject): void {
  test("[ST-10] an effect becomes an entry named by machine, version and position", async () => {
    await subject.store.commit(turn());
    await subject.store.commit(
      turn({ expected: 1, effects: ["ring", "say"], at: AT + 5 }),
    );
    const entry = {
      partition: partitionOf(CALL),
      key: CALL,
      at: AT + 5,
      attempts: 0,
      notBefore: 0,
    };
    const entries = await pendingOf(subject.store);
    expect(entries).toEqual([
      { ...entry, place: 1, id: "call:CA01:2:0", effect: "ring" },
      { ...entry, place: 2, id: "call:CA01:2:1", effect: "say" },
    ]);
  });

  test("[ST-11] entries are listed in the order of commits and of effects, each partition by itself", async () => {
    const one = keyOfPartition(7);
    const two = keyOfPartition(7, 1);
    const elsewhere = keyOfPartition(8);
    const { store } = subject;
    await store.commit(turn({ key: one, effects: ["b", "a"], at: AT + 9 }));
    await store.commit(turn({ key: two, effects: ["c"], at: AT }));
    await store.commit(turn({ key: elsewhere, effects: ["x"] }));
    await store.commit(turn({ key: one, expected: 1, effects: ["d"] }));
    const effects = (await store.pending(7, 10)).map(({ effect }) => effect);
    expect(effects).toEqual(["b", "a", "c", "d"]);
  });

  test("[ST-11] a limit and a place let a relay read on behind entries that wait", async () => {
    const { store } = subject;
    const effects = Array.from({ length: 12 }, (_, i) => `effect ${i}`);
    const { lease, entries } = await commitEffects(store, effects);
    for (const entry of entries.slice(0, 5)) {
      await store.postpone(lease, entry, AT + 60_000, "busy");
    }
    const read: string[] = [];
    let after = 0;
    for (;;) {
      const page = await store.pending(partitionOf(CALL), 5, after);
      expect(page.length).toBeLessThanOrEqual(5);
      if (page.length === 0) break;
      read.push(...page.map(({ effect }) => effect));
      after = at(page, page.length - 1).place;
    }
    expect(read).toEqual(effects);
  });

  test("[ST-12] an entry outlives its machine", async () => {
    const { store } = subject;
    await store.commit(turn({ effects: ["credit"], retainMs: 1000 }));
    await subject.elapse(1001);
    await take(store, partitionOf(CALL));
    expect(await store.load(CALL)).toEqual({});
    expect(await pendingOf(store)).toMatchObject([{ effect: "credit" }]);
  });

  test("[ST-12] [ST-27] an entry is not replaced when its machine is forgotten and begins again", async () => {
    const { store } = subject;
    await store.commit(
      turn({ token: "a", effects: ["credit 1"], retainMs: 1000 }),
    );
    await subject.elapse(1001);
    await store.commit(turn({ token: "b", effects: ["credit 2"] }));
    const entries = await pendingOf(store);
    expect(entries.map(({ effect }) => effect)).toEqual([
      "credit 1",
      "credit 2",
    ]);
    const lease = await take(store, partitionOf(CALL));
    await store.settle(lease, at(entries, 0));
    expect(await pendingOf(store)).toEqual([entries[1]]);
  });

  test("[ST-13] a settled entry goes and the others stay; settling it again is no change", async () => {
    const { store } = subject;
    const { lease, entries } = await commitEffects(store, ["a", "b", "c"]);
    expect(await store.settle(lease, at(entries, 1))).toBe(true);
    expect(await store.settle(lease, at(entries, 1))).toBe(true);
    expect(await pendingOf(store)).toEqual([entries[0], entries[2]]);
  });

  test("[ST-14] a postponed entry keeps its place and tells how often, until when and why", async () => {
    const { store } = subject;
    const { lease, entries } = await commitEffects(store, ["a", "b"]);
    const first = at(entries, 0);
    expect(await store.postpone(lease, first, AT + 500, "busy")).toBe(true);
    const once = at(await pendingOf(store), 0);
    expect(once).toEqual({
      ...first,
      attempts: 1,
      notBefore: AT + 500,
      error: "busy",
    });
    await store.postpone(lease, once, AT + 900, "still\nbusy");
    expect(await pendingOf(store)).toEqual([
      { ...first, attempts: 2, notBefore: AT + 900, error: "still\nbusy" },
      entries[1],
    ]);
  });

  test("[ST-14] an entry that is settled cannot be postponed back into the outbox", async () => {
    const { store } = subject;
    const { lease, entries } = await commitEffects(store, ["a"]);
    await store.settle(lease, at(entries, 0));
    expect(await store.postpone(lease, at(entries, 0), AT, "late")).toBe(true);
    expect(await store.bury(lease, at(entries, 0), "late")).toBe(true);
    expect(await pendingOf(store)).toEqual([]);
    expect(await store.deadLetters(10)).toEqual([]);
  });

  test("[ST-15] a buried entry leaves the outbox for the dead letters, once", async () => {
    const { store } = subject;
    const { lease, entries } = await commitEffects(store, ["a", "b"]);
    const dead = at(entries, 0);
    expect(await store.bury(lease, dead, "no such number")).toBe(true);
    expect(await store.bury(lease, dead, "no such number")).toBe(true);
    expect(await pendingOf(store)).toEqual([entries[1]]);
    expect(await store.deadLetters(10)).toEqual([
      { ...dead, attempts: 1, error: "no such number" },
    ]);
  });
}
