import * as fc from "fast-check";
import type { Commit, MachineKey } from "../../../src/store/contract.js";
import { deliver, expectEachTokenOnce } from "../support/deliver.js";
import {
  AT,
  type Subject,
  at,
  keysOfPartition,
  turn,
} from "./store-under-test.js";

const change = fc.record({
  machine: fc.nat({ max: 2 }),
  token: fc.nat({ max: 5 }),
  /** How far the expected version is from the true one: mostly right. */
  stale: fc.constantFrom(0, 0, 0, 0, -1, 1),
  effects: fc.nat({ max: 3 }),
  timers: fc.array(
    fc.record({
      id: fc.constantFrom("a", "b"),
      dueAt: fc.option(fc.integer({ min: AT, max: AT + 20 })),
    }),
    { maxLength: 3 },
  ),
});

export function registerConcurrencyRules(subject: Subject): void {
  let run = 0;

  test("[ST-5] [ST-6] events that come twice to two servers at once are each applied once, and no effect is lost or doubled", async () => {
    const other = await subject.another();
    const delivery = fc.record({
      machine: fc.nat({ max: 1 }),
      token: fc.nat({ max: 9 }),
      server: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(delivery, { minLength: 1, maxLength: 40 }),
        async (deliveries) => {
          run += 1;
          const keys = [0, 1].map((i) => ({
            kind: "call",
            id: `r${run}-${i}`,
          }));
          const replies = new Map<string, Set<string>>();
          await Promise.all(
            deliveries.map(async ({ machine, token, server }) => {
              const reply = await deliver(
                server ? other : subject.store,
                at(keys, machine),
                `t${token}`,
                2,
              );
              const name = `${machine}/${token}`;
              replies.set(name, (replies.get(name) ?? new Set()).add(reply));
            }),
          );
          for (const different of replies.values()) {
            expect(different.size).toBe(1);
          }
          for (const [i, key] of keys.entries()) {
            const tokens = deliveries
              .filter(({ machine }) => machine === i)
              .map(({ token }) => `t${token}`);
            await expectEachTokenOnce(subject.store, key, tokens, 2);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test("[ST-1] [ST-2] [ST-3] [ST-10] [ST-23] any history of commits leaves what a plain model of the rules leaves", async () => {
    const partition = 40;
    const keys = keysOfPartition(partition, 600);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (changes) => {
        const { store } = subject;
        const three = keys.slice(run * 3, run * 3 + 3);
        run += 1;
        const before = await store.pending(partition, 100_000);
        const model = createModel();
        for (const { machine, token, stale, effects, timers } of changes) {
          const key = at(three, machine);
          const commit = turn({
            key,
            token: `t${token}`,
            expected: Math.max(0, model.version(key) + stale),
            state: `state ${model.steps}`,
            reply: `reply ${model.steps}`,
            effects: Array.from({ length: effects }, (_, i) => `${i}`),
            timers,
          });
          expect(await store.commit(commit)).toEqual(model.commit(commit));
        }
        const pending = await store.pending(partition, 100_000);
        expect(pending.slice(before.length).map(({ id }) => id)).toEqual(
          model.outbox,
        );
        const due = await store.dueTimers(partition, AT + 20, 100_000);
        const own = due.filter(({ key }) => three.some((k) => k.id === key.id));
        expect(
          own.map((t) => `${t.dueAt} ${t.key.id} ${t.id}`).toSorted(),
        ).toEqual(model.timers());
      }),
      { numRuns: 40 },
    );
  });
}

/** The rules ST-1 to ST-3, ST-10 and ST-23 to ST-25, as plainly as they can be said. */
function createModel() {
  const versions = new Map<string, number>();
  const replies = new Map<string, string>();
  const timers = new Map<string, number>();
  const outbox: string[] = [];
  let steps = 0;
  return {
    outbox,
    get steps() {
      return steps;
    },
    version: (key: MachineKey) => versions.get(key.id) ?? 0,
    timers: () =>
      [...timers].map(([name, dueAt]) => `${dueAt} ${name}`).toSorted(),
    commit(commit: Commit) {
      steps += 1;
      const { id } = commit.key;
      const token = `${id} ${commit.token}`;
      const reply = replies.get(token);
      if (reply !== undefined) return { outcome: "duplicate", reply };
      const found = versions.get(id) ?? 0;
      if (found !== commit.expected) {
        return { outcome: "conflict", version: found };
      }
      const version = found + 1;
      versions.set(id, version);
      replies.set(token, commit.reply);
      for (const i of commit.effects.keys()) {
        outbox.push(`call:${id}:${version}:${i}`);
      }
      for (const timer of commit.timers) {
        if (timer.dueAt === null) timers.delete(`${id} ${timer.id}`);
        else timers.set(`${id} ${timer.id}`, timer.dueAt);
      }
      return { outcome: "committed", version };
    },
  };
}
