import { createClient } from "redis";
import { createRedisStore } from "../../../src/store/redis/index.js";
import type { Store } from "../../../src/store/contract.js";
import type { CreateStoreUnderTest } from "../rules/store-under-test.js";

let count = 0;

function createAdmin(url: string) {
  const socket = { reconnectStrategy: () => 100 };
  // A test may kill a server; that is no failure of the others.
  return createClient({ url, socket }).on("error", () => {});
}

type Admin = ReturnType<typeof createAdmin>;

/**
 * Makes stores under prefixes of their own in one Redis. `whereIs` is asked before the tests of the file: the store's URL, and
 * the URL of each server that holds keys.
 */
export function useRedis(
  whereIs: () => Promise<{
    readonly url: string;
    readonly servers: readonly string[];
  }>,
): CreateStoreUnderTest {
  let url: string;
  const admins: Admin[] = [];

  beforeAll(async () => {
    const place = await whereIs();
    url = place.url;
    for (const server of place.servers) {
      const admin = createAdmin(server);
      admins.push(admin);
      await admin.connect();
    }
  }, 30_000);
  afterAll(() => {
    for (const admin of admins) admin.destroy();
  });

  return async () => {
    count += 1;
    const prefix = `test-${process.pid}-${count}-${Date.now()}`;
    const opened: Store[] = [];
    async function another(): Promise<Store> {
      const store = await createRedisStore(url, { prefix });
      opened.push(store);
      return store;
    }
    async function forEachKey(
      act: (admin: Admin, key: string) => Promise<unknown>,
    ): Promise<void> {
      for (const admin of admins) {
        const scan = { MATCH: `${prefix}:*`, COUNT: 1000 };
        for await (const keys of admin.scanIterator(scan)) {
          for (const key of keys) await act(admin, key);
        }
      }
    }

    return {
      store: await another(),
      another,
      /** Whatever ends does so `ms` sooner, which is what Redis would see after that time. */
      elapse: (ms) =>
        forEachKey(async (admin, key) => {
          if (key.endsWith(":lease"))
            await admin.hIncrBy(key, "expiresAt", -ms);
          if (key.endsWith(":relays"))
            for (const name of await admin.zRange(key, 0, -1))
              await admin.zIncrBy(key, -ms, name);
          const left = await admin.pTTL(key);
          if (left >= 0) await admin.pExpire(key, Math.max(0, left - ms));
        }),
      async dispose() {
        for (const store of opened) await store.close();
        await forEachKey((admin, key) => admin.unlink(key));
      },
    };
  };
}
