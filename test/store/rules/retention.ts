import {
  AT,
  CALL,
  DAY,
  HOUR,
  type Subject,
  take,
  turn,
} from "./store-under-test.js";
import { partitionOf } from "../../../src/store/partition.js";

const partition = partitionOf(CALL);

export function registerRetentionRules(subject: Subject): void {
  test("[ST-26] a machine is forgotten after its retention, and not before", async () => {
    const { store } = subject;
    await store.commit(turn({ retainMs: HOUR }));
    await subject.elapse(HOUR - 60_000);
    expect((await store.load(CALL)).machine?.version).toBe(1);
    await subject.elapse(60_000);
    expect(await store.load(CALL)).toEqual({});
  });

  test("[ST-26] a later commit sets the retention anew, and without one the machine is kept", async () => {
    const { store } = subject;
    await store.commit(turn({ retainMs: HOUR }));
    await store.commit(turn({ expected: 1, retainMs: 3 * HOUR }));
    await subject.elapse(2 * HOUR);
    expect((await store.load(CALL)).machine?.version).toBe(2);
    await store.commit(turn({ expected: 2 }));
    await subject.elapse(400 * DAY);
    expect((await store.load(CALL)).machine?.version).toBe(3);
  });

  test("[ST-26] its timers go with it", async () => {
    const { store } = subject;
    const timers = [{ id: "hold", dueAt: AT }];
    await store.commit(turn({ timers, retainMs: HOUR }));
    expect(await store.dueTimers(partition, AT, 10)).toHaveLength(1);
    await subject.elapse(HOUR);
    expect(await store.dueTimers(partition, AT, 10)).toEqual([]);
    expect(await store.nextTimer(partition)).toBeUndefined();
  });

  test("[ST-27] a forgotten machine begins again at version 1, without its old timers", async () => {
    const { store } = subject;
    const timers = [{ id: "old", dueAt: AT }];
    await store.commit(turn({ token: "a", timers, retainMs: HOUR }));
    await subject.elapse(HOUR);
    const again = turn({ token: "b", timers: [{ id: "new", dueAt: AT }] });
    expect(await store.commit({ ...again, expected: 1 })).toEqual({
      outcome: "conflict",
      version: 0,
    });
    expect(await store.commit(again)).toEqual({
      outcome: "committed",
      version: 1,
    });
    expect(await store.dueTimers(partition, AT, 10)).toMatchObject([
      { id: "new" },
    ]);
  });

  test("[ST-28] a token is kept for 24 hours and its reply with it", async () => {
    const { store } = subject;
    await store.commit(turn({ token: "a", reply: "one" }));
    await subject.elapse(DAY - 60_000);
    expect(await store.commit(turn({ token: "a", expected: 1 }))).toEqual({
      outcome: "duplicate",
      reply: "one",
    });
    await subject.elapse(60_000);
    expect((await store.load(CALL, "a")).reply).toBeUndefined();
    expect(
      await store.commit(turn({ token: "a", expected: 1, reply: "two" })),
    ).toEqual({ outcome: "committed", version: 2 });
    await subject.elapse(DAY - 60_000);
    // Renewing a lease is when the embedded store sweeps.
    await take(store, partition);
    expect((await store.load(CALL, "a")).reply).toBe("two");
  });

  test("[ST-28] a token outlives its machine: a late repetition does not begin the call again", async () => {
    const { store } = subject;
    await store.commit(turn({ token: "a", reply: "one", retainMs: HOUR }));
    await subject.elapse(2 * HOUR);
    expect(await store.commit(turn({ token: "a" }))).toEqual({
      outcome: "duplicate",
      reply: "one",
    });
    expect(await store.load(CALL)).toEqual({});
  });
}
