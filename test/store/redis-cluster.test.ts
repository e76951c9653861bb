import { createRedisStore } from "../../src/store/redis/index.js";
import {
  type RedisCluster,
  startRedisCluster,
} from "../support/redis-cluster.mjs";
import { registerStoreContract } from "./contract.js";
import { turn } from "./rules/store-under-test.js";
import { useRedis } from "./support/redis-store-under-test.js";
import { expectTakeOver } from "./support/take-over.js";
import { until } from "./support/until.js";

let cluster: RedisCluster;

const create = useRedis(async () => {
  cluster = await startRedisCluster();
  return { url: cluster.url, servers: cluster.masters.map(({ url }) => url) };
});
afterAll(() => cluster.stop());

registerStoreContract("Redis store on a cluster", create);

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
