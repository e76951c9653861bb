import { createClient } from "redis";
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

test("[ST-31] [ST-34] [ST-48] when a master of a cluster dies its replica takes over, nothing is doubled and listeners are told again", async () => {
  const store = await createRedisStore(cluster.url, { prefix: "dies" });
  const told = new Set<number>();
  await store.watch((partition) => told.add(partition));
  const heard: (string | undefined)[] = [];
  await store.hear((text) => heard.push(text));
  // All that is announced goes out by the first master.
  await expectTakeOver(store, () => cluster.masters[0]?.kill());
  await until(async () => {
    await store.announce("again");
    expect(heard).toContain("again");
  });
  expect(heard[0]).toBeUndefined();
  told.clear();
  await until(async () => {
    const key = { kind: "case", id: `${performance.now()}` };
    await store.commit(turn({ key, effects: ["ring"] }));
    expect(told.size).toBeGreaterThan(0);
  });
  await store.close();
}, 60_000);

test("[ST-32] [ST-34] when a master of a cluster hangs its replica takes over, nothing is doubled and no connection is left", async () => {
  const admin = await createClient({ url: cluster.masters[2]?.url ?? "" })
    .on("error", () => {})
    .connect();
  const connections = async () =>
    Number(/connected_clients:(\d+)/u.exec(await admin.info("clients"))?.[1]);
  const before = await connections();
  const store = await createRedisStore(cluster.url, { prefix: "hangs" });
  await expectTakeOver(store, () => cluster.masters[1]?.freeze());
  await store.close();
  await until(async () => expect(await connections()).toBe(before));
  admin.destroy();
}, 60_000);
