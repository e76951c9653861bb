import * as fc from "fast-check";
import { AT, type Subject, pendingOf, turn } from "./store-under-test.js";
import { partitionOf } from "../../../src/store/partition.js";

const name = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    "\0",
    "a\0b",
    "a:b",
    "{x}",
    "%",
    "__proto__",
    "ß".repeat(200),
  ),
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom("", "\n", "line\r\nline", "\0", "😀".repeat(20_000)),
);

export function registerTextRules(subject: Subject): void {
  test("[ST-8] names and texts of every kind come back as they were given", async () => {
    await fc.assert(
      fc.asyncProperty(
        name,
        name,
        name,
        text,
        text,
        text,
        async (id, token, timer, state, reply, effect) => {
          const key = { kind: "call", id };
          const partition = partitionOf(key);
          const { store } = subject;
          const { machine } = await store.load(key);
          const expected = machine?.version ?? 0;
          const result = await store.commit(
            turn({
              key,
              token: `${expected}${token}`.slice(0, 200),
              expected,
              state,
              reply,
              effects: [effect],
              timers: [{ id: timer, dueAt: AT }],
            }),
          );
          expect(result.outcome).toBe("committed");
          expect(
            await store.load(key, `${expected}${token}`.slice(0, 200)),
          ).toEqual({ machine: { version: expected + 1, state }, reply });
          const entries = await pendingOf(store, key);
          expect(entries.at(-1)).toMatchObject({ key, effect });
          expect(await store.dueTimers(partition, AT, 1000)).toContainEqual({
            partition,
            key,
            id: timer,
            dueAt: AT,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    ["an empty machine id", { key: { kind: "call", id: "" } }],
    ["a machine id of 201", { key: { kind: "call", id: "x".repeat(201) } }],
    ["a kind with a colon", { key: { kind: "a:b", id: "1" } }],
    ["a kind in capitals", { key: { kind: "Call", id: "1" } }],
    ["half a character", { key: { kind: "call", id: "\ud800" } }],
    ["an empty token", { token: "" }],
    ["a token of 201", { token: "x".repeat(201) }],
    ["an expected version below 0", { expected: -1 }],
    ["an expected version that is not whole", { expected: 0.5 }],
    ["a time that is no number", { at: Number.NaN }],
    ["a retention for ever", { retainMs: Number.POSITIVE_INFINITY }],
    ["a timer at no time", { timers: [{ id: "hold", dueAt: Number.NaN }] }],
    ["an empty timer id", { timers: [{ id: "", dueAt: 1 }] }],
  ])("[ST-9] %s is a range error and writes nothing", async (_, parts) => {
    const commit = turn({ effects: ["ring"], ...parts });
    await expect(subject.store.commit(commit)).rejects.toThrow(RangeError);
    expect(await pendingOf(subject.store, commit.key)).toEqual([]);
  });

  test("[ST-9] a document's id has the same bounds", async () => {
    await expect(subject.store.putDocument("", "text")).rejects.toThrow(
      RangeError,
    );
  });
}
