import {
  AT,
  CALL,
  HOUR,
  type Subject,
  at,
  commitEffects,
  pendingOf,
  take,
} from "./store-under-test.js";
import { partitionOf } from "../../../src/store/partition.js";

export function registerLeaseRules(subject: Subject): void {
  test("[ST-17] a lease has one holder until its time is over", async () => {
    const { store } = subject;
    const other = await subject.another();
    const first = await store.acquire(5, "relay-1", HOUR);
    expect(first).toEqual({
      partition: 5,
      owner: "relay-1",
      fence: expect.any(Number),
    });
    await subject.elapse(HOUR / 2);
    expect(await other.acquire(5, "relay-2", HOUR)).toBeUndefined();
    expect(await other.acquire(6, "relay-2", HOUR)).toBeDefined();
    await subject.elapse(HOUR / 2);
    expect(await other.acquire(5, "relay-2", HOUR)).toMatchObject({
      owner: "relay-2",
    });
  });

  test("[ST-17] of many who acquire a free lease at once one holds it", async () => {
    const other = await subject.another();
    const leases = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (i % 2 ? other : subject.store).acquire(5, `relay-${i}`, HOUR),
      ),
    );
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  test("[ST-18] its holder renews it: it lasts longer and the fence stays", async () => {
    const { store } = subject;
    const first = await store.acquire(5, "relay-1", HOUR);
    await subject.elapse(HOUR / 2);
    expect(await store.acquire(5, "relay-1", HOUR)).toEqual(first);
    await subject.elapse(HOUR / 2);
    expect(await store.acquire(5, "relay-2", HOUR)).toBeUndefined();
  });

  test("[ST-19] each new holder's fence is larger, after expiry and after release", async () => {
    const { store } = subject;
    const fences = [];
    for (const owner of ["relay-1", "relay-2", "relay-1"]) {
      fences.push((await take(store, 5, owner)).fence);
      await subject.elapse(HOUR);
    }
    await store.release(await take(store, 5, "relay-1"));
    fences.push((await take(store, 5, "relay-1")).fence);
    expect(fences).toEqual([1, 2, 3, 4]);
  });

  test("[ST-20] who lost the lease can settle, postpone and bury nothing", async () => {
    const { store } = subject;
    const { lease: stale, entries } = await commitEffects(store, ["a"]);
    const entry = at(entries, 0);
    const { partition } = stale;
    const other = await subject.another();
    await subject.elapse(HOUR);
    const held = await take(other, partition, "relay-2");
    await expectRefused(stale);

    await other.release(held);
    await expectRefused(held);
    await expectRefused(stale);

    async function expectRefused(lease: typeof stale): Promise<void> {
      expect(await store.settle(lease, entry)).toBe(false);
      expect(await store.postpone(lease, entry, AT, "late")).toBe(false);
      expect(await store.bury(lease, entry, "late")).toBe(false);
      expect(await pendingOf(store)).toEqual(entries);
      expect(await store.deadLetters(10)).toEqual([]);
    }
  });

  test("[ST-20] the same owner's lease from before a take-over is refused as well", async () => {
    const { store } = subject;
    const { lease: before, entries } = await commitEffects(store, ["a"]);
    const partition = partitionOf(CALL);
    await subject.elapse(HOUR);
    await take(store, partition, "relay-2");
    await subject.elapse(HOUR);
    const again = await take(store, partition, "relay-1");
    expect(await store.settle(before, at(entries, 0))).toBe(false);
    expect(await store.settle(again, at(entries, 0))).toBe(true);
  });

  test("[ST-20] a lease that ran out and was taken by nobody still counts", async () => {
    const { store } = subject;
    const { lease, entries } = await commitEffects(store, ["a"]);
    await subject.elapse(HOUR);
    expect(await store.settle(lease, at(entries, 0))).toBe(true);
  });

  test("[ST-21] a released lease is free at once", async () => {
    const { store } = subject;
    await store.release(await take(store, 5, "relay-1"));
    expect((await take(store, 5, "relay-2")).owner).toBe("relay-2");
  });

  test("[ST-21] releasing a lease that somebody else has by now does not take it from them", async () => {
    const { store } = subject;
    const stale = await take(store, 5, "relay-1");
    await subject.elapse(HOUR);
    await take(store, 5, "relay-2");
    await store.release(stale);
    expect(await store.acquire(5, "relay-3", HOUR)).toBeUndefined();
  });

  test("[ST-40] who attends is named to everybody in one order until its time is over or it goes", async () => {
    const { store } = subject;
    const other = await subject.another();
    expect(await store.attend("relay-2", HOUR)).toEqual(["relay-2"]);
    expect(await other.attend("relay-1", 3 * HOUR)).toEqual([
      "relay-1",
      "relay-2",
    ]);
    await subject.elapse(HOUR / 2);
    await store.attend("relay-2", HOUR);
    await subject.elapse(HOUR / 2);
    expect(await store.attend("relay-3", HOUR)).toEqual([
      "relay-1",
      "relay-2",
      "relay-3",
    ]);
    await subject.elapse(HOUR / 2);
    expect(await other.attend("relay-1", HOUR)).toEqual(["relay-1", "relay-3"]);
    expect(await other.attend("relay-3", 0)).toEqual(["relay-1"]);
  });

  test("[ST-41] a lease taken before the store's clock was set back holds nobody up", async () => {
    const { store } = subject;
    const before = await store.acquire(5, "relay-1", HOUR);
    await subject.elapse(-2 * HOUR);
    const after = await store.acquire(5, "relay-2", HOUR);
    expect(after?.fence).toBe((before?.fence ?? 0) + 1);
  });
}
