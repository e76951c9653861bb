import {
  AT,
  CALL,
  type Subject,
  at,
  pendingOf,
  turn,
} from "./store-under-test.js";
import { partitionOf } from "../../../src/store/partition.js";

export function registerCommitRules(subject: Subject): void {
  test("[ST-1] a machine's first commit makes version 1 and each one more counts up by one", async () => {
    for (const expected of [0, 1, 2]) {
      expect(await subject.store.commit(turn({ expected }))).toEqual({
        outcome: "committed",
        version: expected + 1,
      });
    }
  });

  test("[ST-2] a second commit at the same version is a conflict that names the version there is", async () => {
    await subject.store.commit(turn({ token: "a", state: "first" }));
    expect(
      await subject.store.commit(turn({ token: "b", state: "second" })),
    ).toEqual({ outcome: "conflict", version: 1 });
    expect((await subject.store.load(CALL)).machine).toEqual({
      version: 1,
      state: "first",
    });
  });

  test("[ST-2] a commit that expects a version of a machine that never was is a conflict at 0", async () => {
    expect(await subject.store.commit(turn({ expected: 3 }))).toEqual({
      outcome: "conflict",
      version: 0,
    });
    expect(await subject.store.load(CALL)).toEqual({});
  });

  test("[ST-50] what one server commits is read by another at once, also when it has just looked", async () => {
    const other = await subject.another();
    for (const i of Array.from({ length: 50 }).keys()) {
      const key = { kind: "call", id: `CA${i}` };
      await other.load(key);
      await subject.store.commit(turn({ key, effects: ["ring"] }));
      const waiting = await other.pending(partitionOf(key), 1_000);
      expect(waiting.map((entry) => entry.key)).toContainEqual(key);
      expect((await other.load(key)).machine?.version).toBe(1);
    }
  });

  test("[ST-47] what a store saw last of a machine is what it committed, and after a conflict what the other committed", async () => {
    const { store } = subject;
    const other = await subject.another();
    expect(store.recent(CALL)).toBeUndefined();
    await store.commit(turn({ token: "a", state: "ours" }));
    // A store may remember nothing.
    expect([undefined, "ours"]).toContain(store.recent(CALL)?.state);
    await other.commit(turn({ expected: 1, token: "b", state: "theirs" }));
    expect(
      await store.commit(turn({ expected: 1, token: "c", state: "never" })),
    ).toEqual({ outcome: "conflict", version: 2 });
    expect([undefined, "theirs"]).toContain(store.recent(CALL)?.state);
    expect(
      await store.commit(turn({ expected: 2, token: "c", state: "after" })),
    ).toEqual({ outcome: "committed", version: 3 });
  });

  test("[ST-47] what a store saw last is nothing to build on when the machine was forgotten and is at that version again", async () => {
    const { store } = subject;
    const other = await subject.another();
    await store.commit(turn({ token: "a", state: "of the first life" }));
    await other.erase([{ ...CALL, version: 1 }]);
    await other.commit(turn({ token: "b", state: "of the second life" }));
    const seen = store.recent(CALL) ?? (await store.load(CALL)).machine;
    const result = await store.commit(
      turn({ expected: 1, token: "c", state: `${seen?.state}, gone on` }),
    );
    if (seen?.state === "of the first life")
      expect(result).toEqual({ outcome: "conflict", version: 1 });
    const { machine } = await other.load(CALL);
    expect(machine?.state).toMatch(/^of the second life/);
  });

  test("[ST-49] a commit of several tokens uses up all of them, or none when one was used before", async () => {
    const { store } = subject;
    await store.commit(turn({ token: "a", reply: "one" }));
    const together = { expected: 1, reply: "two" };
    expect(
      await store.commit(
        turn({ ...together, token: "b", otherTokens: ["c", "a"] }),
      ),
    ).toEqual({ outcome: "duplicate", reply: "one" });
    expect(
      await store.commit(turn({ ...together, token: "b", otherTokens: ["c"] })),
    ).toEqual({ outcome: "committed", version: 2 });
    expect((await store.load(CALL, "b")).reply).toBe("two");
    expect(
      await store.commit(turn({ expected: 2, token: "c", reply: "three" })),
    ).toEqual({ outcome: "duplicate", reply: "" });
  });

  test("[ST-3] a token committed before is answered with the reply of that time, whatever version it expects", async () => {
    await subject.store.commit(turn({ token: "a", reply: "one" }));
    await subject.store.commit(
      turn({ expected: 1, token: "b", reply: "two", state: "later" }),
    );
    for (const expected of [0, 1, 2, 9]) {
      expect(
        await subject.store.commit(
          turn({ expected, token: "a", reply: "another", state: "never" }),
        ),
      ).toEqual({ outcome: "duplicate", reply: "one" });
    }
    expect((await subject.store.load(CALL)).machine).toEqual({
      version: 2,
      state: "later",
    });
  });

  test("[ST-3] an empty reply is a reply: its token is a duplicate too", async () => {
    await subject.store.commit(turn({ token: "a", reply: "" }));
    expect(
      await subject.store.commit(turn({ expected: 1, token: "a" })),
    ).toEqual({ outcome: "duplicate", reply: "" });
    expect((await subject.store.load(CALL, "a")).reply).toBe("");
  });

  test("[ST-4] one token on two machines, of alike names too, is two tokens", async () => {
    // Names that a careless store would join to one, in one partition.
    const one = { kind: "call", id: "A" };
    const numbers = Array.from({ length: 1000 }, (_, i) => `${i}`);
    const two = at(
      numbers
        .map((n) => ({ kind: "call", id: `A:${n}` }))
        .filter((key) => partitionOf(key) === partitionOf(one)),
      0,
    );
    const token2 = `${two.id.slice(2)}:2`;
    for (const key of [one, two, { kind: "case", id: "A" }]) {
      for (const token of ["2", token2]) {
        const { machine } = await subject.store.load(key);
        const result = await subject.store.commit(
          turn({ key, token, expected: machine?.version ?? 0 }),
        );
        expect(result.outcome).toBe("committed");
      }
    }
  });

  test("[ST-5] of many commits that race for one version exactly one is committed", async () => {
    const other = await subject.another();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? other : subject.store).commit(turn({ token: `t${i}` })),
      ),
    );
    const outcomes = results.map(({ outcome }) => outcome);
    expect(outcomes.filter((o) => o === "committed")).toHaveLength(1);
    expect(outcomes.filter((o) => o === "conflict")).toHaveLength(19);
  });

  test("[ST-5] of many commits that race with one token one is committed and all others get its reply", async () => {
    const other = await subject.another();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? other : subject.store).commit(turn({ reply: `r${i}` })),
      ),
    );
    const committed = results.findIndex((r) => r.outcome === "committed");
    for (const [i, result] of results.entries()) {
      if (i === committed) continue;
      expect(result).toEqual({ outcome: "duplicate", reply: `r${committed}` });
    }
  });

  test("[ST-6] after a commit its state, reply, effects and timers are there; after a refused one nothing is", async () => {
    const { store } = subject;
    const partition = partitionOf(CALL);
    const whole = turn({
      token: "a",
      reply: "one",
      effects: ["ring"],
      timers: [{ id: "hold", dueAt: AT + 1 }],
    });
    await store.commit(whole);
    async function everything() {
      return {
        loaded: await store.load(CALL, "b"),
        effects: (await pendingOf(store)).map(({ effect }) => effect),
        timers: await store.dueTimers(partition, AT + 10, 10),
      };
    }
    const before = await everything();
    expect(before).toEqual({
      loaded: { machine: { version: 1, state: "asked" } },
      effects: ["ring"],
      timers: [{ partition, key: CALL, id: "hold", dueAt: AT + 1 }],
    });
    const more = {
      state: "changed",
      effects: ["more"],
      timers: [
        { id: "hold", dueAt: null },
        { id: "more", dueAt: AT },
      ],
    };
    await store.commit(turn({ ...more, token: "b" }));
    await store.commit(turn({ ...more, token: "a", expected: 1 }));
    await expect(
      store.commit(turn({ ...more, token: "", expected: 1 })),
    ).rejects.toThrow(RangeError);
    expect(await everything()).toEqual(before);
  });

  test("[ST-7] load answers the last state, and the reply of the token that was asked for", async () => {
    await subject.store.commit(turn({ token: "a", reply: "one" }));
    await subject.store.commit(
      turn({ expected: 1, token: "b", reply: "two", state: "later" }),
    );
    const machine = { version: 2, state: "later" };
    const { store } = subject;
    expect(await store.load(CALL)).toEqual({ machine });
    expect(await store.load(CALL, "a")).toEqual({ machine, reply: "one" });
    expect(await store.load(CALL, "c")).toEqual({ machine });
    expect(await store.load({ kind: "call", id: "CA02" }, "a")).toEqual({});
  });
}
