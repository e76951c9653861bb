import type { Store } from "../../src/store/contract.js";
import { PARTITIONS } from "../../src/store/partition.js";
import { createRedisStore } from "../../src/store/redis/index.js";
import {
  type RedisCluster,
  startRedisCluster,
} from "../support/redis-cluster.mjs";
import { registerStoreContract } from "./contract.js";
import { keyOfPartition, turn } from "./rules/store-under-test.js";
import { deliverPatiently, expectEachTokenOnce } from "./support/deliver.js";
import { useRedis } from "./support/redis-store-under-test.js";
import { until } from "./support/until.js";

let cluster: RedisCluster;

const create = useRedis(async () => {
  cluster = await startRedisCluster();
  return { url: cluster.url, servers: cluster.masters.map(({ url }) => url) };
});
afterAll(() => cluster.stop());

registerStoreContract("Redis store on a cluster", create);

/** One call of each partition, so that every node of the cluster is used. */
const keys = Array.from({ length: PARTITIONS }, (_, partition) =>
  keyOfPartition(partition),
);

/**
 * Stops a master while every partition takes events, and waits until every partition takes them again. What the master had
 * answered but not yet sent to its replica may be lost (Redis replicates afterwards); nothing may be doubled or in part.
 */
async function expectTakeOver(
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
    until(async () => expect(served.size).toBe(PARTITIONS), 30_000);

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

// These two come last, and in this order: the second master to go is another than the first.

test("[ST-34] when a master of a cluster dies its replica takes over, nothing is doubled and listeners are told again", async () => {
  const store = await createRedisStore(cluster.url, { prefix: "dies" });
  const told = new Set<number>();
  await store.watch((partition) => told.add(partition));
  await expectTakeOver(store, () => cluster.masters[0]?.kill());
  told.clear();
  await until(async () => {
    const key = { kind: "case", id: `${performance.now()}` };
    await store.commit(turn({ key, effects: ["ring"] }));
    expect(told.size).toBeGreaterThan(0);
  });
  await store.close();
}, 60_000);

test("[ST-32] [ST-34] when a master of a cluster hangs its replica takes over and nothing is doubled", async () => {
  const store = await createRedisStore(cluster.url, { prefix: "hangs" });
  await expectTakeOver(store, () => cluster.masters[1]?.freeze());
  await store.close();
}, 60_000);
