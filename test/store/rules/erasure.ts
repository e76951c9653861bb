import type { MachineKey, Store } from "../../../src/store/contract.js";
import { partitionOf } from "../../../src/store/partition.js";
import { AT, CALL, DAY, HOUR, type Subject, turn } from "./store-under-test.js";

async function listed(store: Store): Promise<string[]> {
  const names = new Set<string>();
  for await (const { kind, id } of store.machines()) names.add(`${kind} ${id}`);
  return [...names].toSorted();
}

export function registerErasureRules(subject: Subject): void {
  test("[ST-44] every machine is listed by its key, whatever is in it, and a forgotten one is not", async () => {
    const { store } = subject;
    const keys: MachineKey[] = [
      CALL,
      { kind: "claims", id: "a:b {p3}*" },
      { kind: "open-cases", id: "+12025550143" },
    ];
    for (const key of keys) await store.commit(turn({ key }));
    const gone = { kind: "call", id: "CA02" };
    await store.commit(turn({ key: gone, retainMs: HOUR }));
    await subject.elapse(HOUR);
    expect(await listed(store)).toEqual([
      "call CA01",
      "claims a:b {p3}*",
      "open-cases +12025550143",
    ]);
  });

  test("[ST-44] many machines are listed to the last", async () => {
    const { store } = subject;
    const ids = Array.from({ length: 1_500 }, (_, i) => `CA${i}`);
    await Promise.all(
      ids.map((id) => store.commit(turn({ key: { kind: "call", id } }))),
    );
    expect(await listed(store)).toHaveLength(ids.length);
  });

  test("[ST-45] a machine is erased at the version named, with its timers, and the others stay", async () => {
    const { store } = subject;
    const other = { kind: "call", id: "CA02" };
    const none = { kind: "call", id: "CA03" };
    const timers = [{ id: "hold", dueAt: AT }];
    await store.commit(turn({ timers }));
    await store.commit(turn({ key: other }));
    const moved = { ...other, version: 2 };
    const there = { ...CALL, version: 1 };
    expect(await store.erase([moved, there, { ...none, version: 0 }])).toEqual([
      CALL,
    ]);
    expect(await store.load(CALL)).toEqual({});
    expect(await store.dueTimers(partitionOf(CALL), AT, 9)).toEqual([]);
    expect((await store.load(other)).machine?.version).toBe(1);
    expect(await listed(store)).toEqual(["call CA02"]);
    expect(await store.erase([there])).toEqual([]);
  });

  test("[ST-46] an erased machine's replies are empty, and its tokens stay used for their time", async () => {
    const { store } = subject;
    const beside = { kind: "call", id: "CA01:" };
    await store.commit(turn({ token: "a:1", reply: "from +12025550143" }));
    await store.commit(turn({ key: beside, token: "1", reply: "another's" }));
    await store.erase([
      { ...CALL, version: 1 },
      { ...beside, version: 2 },
    ]);
    expect(await store.load(CALL, "a:1")).toEqual({ reply: "" });
    expect(await store.commit(turn({ token: "a:1" }))).toEqual({
      outcome: "duplicate",
      reply: "",
    });
    expect((await store.load(beside, "1")).reply).toBe("another's");
    await subject.elapse(DAY);
    expect(await store.load(CALL, "a:1")).toEqual({});
  });
}
