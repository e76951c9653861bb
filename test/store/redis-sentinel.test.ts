import { createRedisStore } from "../../src/store/redis/index.js";
import {
  type RedisSentinel,
  startRedisSentinel,
} from "../support/redis-sentinel.mjs";
import { registerStoreContract } from "./contract.js";
import { turn } from "./rules/store-under-test.js";
import { useRedis } from "./support/redis-store-under-test.js";
import { expectTakeOver } from "./support/take-over.js";
import { timeRejection, until } from "./support/until.js";

let place: RedisSentinel;

const create = useRedis(async () => {
  place = await startRedisSentinel();
  return { url: place.url, servers: [place.master.url] };
});
afterAll(() => place.stop());

registerStoreContract("Redis store behind sentinels", create);

test("[ST-32] sentinels that watch no master of that name are told at once", async () => {
  const url = place.url.replace("/calls", "/others");
  const { error } = await timeRejection(createRedisStore(url));
  expect(String(error)).toContain('watch no master "others"');
});

// These come last, and in this order.

test("[ST-32] [ST-34] when the master that sentinels watch hangs its replica takes over, nothing is doubled and listeners are told again", async () => {
  const store = await createRedisStore(place.url, { prefix: "hangs" });
  const told = new Set<number>();
  await store.watch((partition) => told.add(partition));
  await expectTakeOver(store, () => place.master.freeze());
  told.clear();
  await until(async () => {
    const key = { kind: "case", id: `${performance.now()}` };
    await store.commit(turn({ key, effects: ["ring"] }));
    expect(told.size).toBeGreaterThan(0);
  });
  await store.close();
}, 60_000);

test("[ST-34] when the next master dies the first one, a replica by now, takes over again", async () => {
  place.master.thaw();
  const store = await createRedisStore(place.url, { prefix: "dies" });
  await until(() => place.followsAgain(), 30_000);
  await expectTakeOver(store, () => place.replica.kill());
  await store.close();
}, 60_000);
