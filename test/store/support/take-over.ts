import type { Store } from "../../../src/store/contract.js";
import { partitionCount } from "../../../src/store/partition.js";
import { keyOfPartition } from "../rules/store-under-test.js";
import { deliverPatiently, expectEachTokenOnce } from "./deliver.js";
import { until } from "./until.js";

/** One call of each partition, so that every node of a cluster is used. */
const keys = Array.from({ length: partitionCount }, (_, partition) =>
  keyOfPartition(partition),
);

/**
 * Stops a master while every partition takes events, and waits until every partition takes them again. What the master had
 * answered but not yet sent to its replica may be lost (Redis replicates afterwards); nothing may be doubled or in part.
 */
export async function expectTakeOver(
  store: Store,
  stopMaster: () => Promise<void> | void,
): Promise<void> {
  const progress = { phase: "before" };
  const refused = new Set<number>();
  const served = new Set<number>();
  const delivering = keys.map(async (key, partition) => {
    for (let i = 0; progress.phase !== "over"; i += 1) {
      const token = `${progress.phase} ${i}`;
      await deliverPatiently(store, key, token, 1, () =>
        refused.add(partition),
      );
      if (token.startsWith(progress.phase)) served.add(partition);
    }
  });
  const allServed = () =>
    until(async () => expect(served.size).toBe(partitionCount), 30_000);

  await allServed();
  await stopMaster();
  await until(async () => expect(refused.size).toBeGreaterThan(0));
  progress.phase = "after";
  served.clear();
  await allServed();
  progress.phase = "over";
  await Promise.all(delivering);

  for (const key of keys) {
    const { machine } = await store.load(key);
    const applied: string[] = JSON.parse(machine?.state ?? "[]");
    expect(applied.filter((t) => t.startsWith("after"))).not.toEqual([]);
    expect(new Set(applied).size).toBe(applied.length);
    await expectEachTokenOnce(store, key, applied, 1);
  }
}
