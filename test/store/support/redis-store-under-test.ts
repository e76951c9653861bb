import { createClient } from "redis";
import { createRedisStore } from "../../../src/store/redis/index.js";
import type { Store } from "../../../src/store/contract.js";
import type { StoreUnderTest } from "../rules/store-under-test.js";

const url = process.env["TEST_REDIS_URL"] ?? "";
const admin = createClient({ url });
let count = 0;

beforeAll(() => admin.connect());
afterAll(() => admin.destroy());

/** A store under a prefix of its own in the Redis of the test run. */
export async function createRedisStoreUnderTest(): Promise<StoreUnderTest> {
  count += 1;
  const prefix = `test-${process.pid}-${count}-${Date.now()}`;
  const opened: Store[] = [];

  async function another(): Promise<Store> {
    const store = await createRedisStore(url, { prefix });
    opened.push(store);
    return store;
  }
  async function allKeys(): Promise<readonly string[]> {
    const keys: string[] = [];
    const scan = admin.scanIterator({ MATCH: `${prefix}:*`, COUNT: 1000 });
    for await (const page of scan) keys.push(...page);
    return keys;
  }

  return {
    store: await another(),
    another,
    /** Every key that expires does so `ms` sooner, which is what Redis would see after that time. */
    async elapse(ms) {
      for (const key of await allKeys()) {
        const left = await admin.pTTL(key);
        if (left >= 0) await admin.pExpire(key, Math.max(0, left - ms));
      }
    },
    async dispose() {
      for (const store of opened) await store.close();
      for (const key of await allKeys()) await admin.unlink(key);
    },
  };
}
