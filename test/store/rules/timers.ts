import {
  AT,
  CALL,
  type Subject,
  keyOfPartition,
  turn,
} from "./store-under-test.js";
import type { TimerChange } from "../../../src/store/contract.js";
import { partitionOf } from "../../../src/store/partition.js";

const partition = partitionOf(CALL);

function inMinutes(...minutes: readonly number[]): readonly TimerChange[] {
  return minutes.map((m) => ({ id: `in ${m}`, dueAt: AT + m * 60_000 }));
}

export function registerTimerRules(subject: Subject): void {
  async function dueIds(now: number, limit = 100): Promise<readonly string[]> {
    const due = await subject.store.dueTimers(partition, now, limit);
    return due.map(({ id }) => id);
  }

  test("[ST-22] a timer is due at its millisecond and not one before", async () => {
    const { store } = subject;
    await store.commit(turn({ timers: [{ id: "hold", dueAt: AT + 1000 }] }));
    expect(await dueIds(AT + 999)).toEqual([]);
    expect(await dueIds(AT + 1000)).toEqual(["hold"]);
  });

  test("[ST-22] due timers come earliest first, across the machines of a partition and up to the limit", async () => {
    const { store } = subject;
    const one = keyOfPartition(partition);
    const two = keyOfPartition(partition, 1);
    await store.commit(turn({ key: one, timers: inMinutes(4, 10, 1) }));
    await store.commit(turn({ key: two, timers: inMinutes(3, 200, 2) }));
    const now = AT + 10 * 60_000;
    const all = ["in 1", "in 2", "in 3", "in 4", "in 10"];
    expect(await dueIds(now)).toEqual(all);
    expect(await dueIds(now, 3)).toEqual(all.slice(0, 3));
    expect(await store.dueTimers((partition + 1) % 64, now, 9)).toEqual([]);
  });

  test("[ST-22] nextTimer answers the earliest time, due or not, and nothing when there is none", async () => {
    const { store } = subject;
    expect(await store.nextTimer(partition)).toBeUndefined();
    await store.commit(
      turn({
        timers: [
          { id: "far", dueAt: AT + 5000 },
          { id: "near", dueAt: AT + 2000 },
        ],
      }),
    );
    expect(await store.nextTimer(partition)).toBe(AT + 2000);
  });

  test("[ST-22] the earliest time can be asked for as often as a busy line does", async () => {
    const { store } = subject;
    // An embedded store has 126 readers, and each commit begins with a new one: one left open by each look would end it here.
    for (let look = 0; look < 300; look += 1) {
      const timers = [{ id: "hold", dueAt: AT + look }];
      await store.commit(turn({ expected: look, timers }));
      expect(await store.nextTimer(partition)).toBe(AT + look);
    }
  });

  test("[ST-23] a timer that is set again moves, sooner or later", async () => {
    const { store } = subject;
    for (const [expected, dueAt] of [AT + 2000, AT + 9000, AT + 1].entries()) {
      await store.commit(turn({ expected, timers: [{ id: "hold", dueAt }] }));
      expect(await store.dueTimers(partition, AT + 99_999, 10)).toEqual([
        { partition, key: CALL, id: "hold", dueAt },
      ]);
    }
  });

  test("[ST-24] a cancelled timer is never due; cancelling what is not there is no change", async () => {
    const { store } = subject;
    const timers = [
      { id: "hold", dueAt: AT },
      { id: "other", dueAt: AT },
    ];
    await store.commit(turn({ timers }));
    await store.commit(
      turn({
        expected: 1,
        timers: [
          { id: "hold", dueAt: null },
          { id: "never", dueAt: null },
        ],
      }),
    );
    expect(await dueIds(AT)).toEqual(["other"]);
    expect(await store.nextTimer(partition)).toBe(AT);
  });

  test("[ST-24] one machine's timer is not another's of the same name", async () => {
    const { store } = subject;
    const one = keyOfPartition(partition);
    const two = keyOfPartition(partition, 1);
    for (const key of [one, two]) {
      await store.commit(turn({ key, timers: [{ id: "hold", dueAt: AT }] }));
    }
    await store.commit(
      turn({
        key: one,
        expected: 1,
        timers: [{ id: "hold", dueAt: null }],
      }),
    );
    expect(await store.dueTimers(partition, AT, 10)).toEqual([
      { partition, key: two, id: "hold", dueAt: AT },
    ]);
  });

  test("[ST-25] a due timer stays until its machine commits a change of it", async () => {
    const { store } = subject;
    await store.commit(turn({ timers: [{ id: "hold", dueAt: AT }] }));
    expect(await dueIds(AT)).toEqual(["hold"]);
    await store.commit(turn({ expected: 1 }));
    expect(await dueIds(AT)).toEqual(["hold"]);
    await store.commit(
      turn({ expected: 2, timers: [{ id: "hold", dueAt: null }] }),
    );
    expect(await dueIds(AT)).toEqual([]);
  });

  test("[ST-25] of several changes of a timer in one commit the last counts", async () => {
    const { store } = subject;
    await store.commit(
      turn({
        timers: [
          { id: "a", dueAt: AT },
          { id: "a", dueAt: null },
          { id: "b", dueAt: null },
          { id: "b", dueAt: AT },
          { id: "b", dueAt: AT + 1 },
        ],
      }),
    );
    expect(await store.dueTimers(partition, AT + 10, 10)).toEqual([
      { partition, key: CALL, id: "b", dueAt: AT + 1 },
    ]);
  });
}
