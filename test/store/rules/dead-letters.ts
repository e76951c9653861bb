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

export function registerDeadLetterRules(subject: Subject): void {
  test("[ST-16] dead letters of all partitions are listed, those of the oldest turns first", async () => {
    const { store } = subject;
    for (const [partition, minutes] of [3, 1, 2].entries()) {
      const key = keyOfPartition(partition);
      const turnAt = AT + minutes * 60_000;
      await store.commit(turn({ key, effects: [`${minutes}`], at: turnAt }));
      const lease = await take(store, partition);
      await store.bury(lease, at(await pendingOf(store, key), 0), "gone");
    }
    const effects = async (limit: number) =>
      (await store.deadLetters(limit)).map(({ effect }) => effect);
    expect(await effects(10)).toEqual(["1", "2", "3"]);
    expect(await effects(2)).toEqual(["1", "2"]);
  });

  test("[ST-16] a revived dead letter is at the end of its outbox as never tried, and is revived once", async () => {
    const { store } = subject;
    const { lease, entries } = await commitEffects(store, ["a", "b"]);
    const dead = at(entries, 0);
    await store.bury(lease, dead, "gone");
    expect(await store.revive(dead.id, AT + 100)).toBe(true);
    expect(await store.revive(dead.id, AT + 200)).toBe(false);
    expect(await pendingOf(store)).toEqual([
      entries[1],
      { ...dead, place: 3, notBefore: AT + 100 },
    ]);
    expect(await store.deadLetters(10)).toEqual([]);
  });

  test("[ST-16] a discarded dead letter is gone", async () => {
    const { store } = subject;
    const { lease, entries } = await commitEffects(store, ["a"]);
    const dead = at(entries, 0);
    await store.bury(lease, dead, "gone");
    expect(await store.discard(dead.id)).toBe(true);
    expect(await store.discard(dead.id)).toBe(false);
    expect(await store.revive(dead.id, AT)).toBe(false);
    expect(await store.deadLetters(10)).toEqual([]);
  });

  test("[ST-16] an id that is no dead letter's is answered with false", async () => {
    const pending = `call:${CALL.id}:1:0`;
    await commitEffects(subject.store, ["a"]);
    for (const id of [pending, "call:CA99:1:0", "nonsense", ""]) {
      expect(await subject.store.revive(id, AT)).toBe(false);
      expect(await subject.store.discard(id)).toBe(false);
    }
    expect(await pendingOf(subject.store)).toHaveLength(1);
  });
}
