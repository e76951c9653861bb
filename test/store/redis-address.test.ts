import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { StoreUnavailable } from "../../src/store/contract.js";
import { openStore } from "../../src/store/index.js";
import { parseAddress } from "../../src/store/redis/address.js";
import { createRedisStore } from "../../src/store/redis/index.js";
import { startRedisServer } from "../support/redis-server.mjs";
import { EVERY_CALL } from "./rules/surroundings.js";
import { timeRejection } from "./support/until.js";

test.each([
  ["redis://localhost", "Redis at redis://localhost:6379"],
  [
    "redis://user:secret@cache.example:6380/3",
    "Redis at redis://cache.example:6380/3",
  ],
  ["rediss://:secret@10.0.0.1:6379/", "Redis at rediss://10.0.0.1:6379"],
  ["redis://a:7000,b:7001,c", "Redis Cluster at redis://a:7000,b:7001,c:6379"],
  [
    "rediss://u:secret@a:7000,rediss://b:7001",
    "Redis Cluster at rediss://a:7000,b:7001",
  ],
  ["redis://a:7000?cluster=true", "Redis Cluster at redis://a:7000"],
  ["valkey://a", "Redis at redis://a:6379"],
  ["valkeys://u:secret@a:7000,b", "Redis Cluster at rediss://a:7000,b:6379"],
  [
    "redis+sentinel://u:secret@a,b:26380/calls/2?sentinel-password=secret",
    "Redis, master calls of the sentinels at redis://a:26379,b:26380",
  ],
  [
    "valkeys+sentinel://a/calls",
    "Redis, master calls of the sentinels at rediss://a:26379",
  ],
])("[ST-38] %s is described as %s", (url, description) => {
  expect(parseAddress(url).description).toBe(description);
});

test("hosts of a cluster are reached with the user and password of the first", () => {
  const { urls, isCluster } = parseAddress("rediss://u:secret@a:7000,b:7001");
  expect(urls).toEqual([
    "rediss://u:secret@a:7000",
    "rediss://u:secret@b:7001",
  ]);
  expect(isCluster).toBe(true);
});

test("sentinels have a password of their own, and the master the one that stands first", () => {
  const text =
    "rediss+sentinel://u:secret@a,b:26380/calls/2?sentinel-password=theirs";
  const { urls, master, isCluster } = parseAddress(text);
  expect(urls).toEqual([
    "rediss://:theirs@a:26379",
    "rediss://:theirs@b:26380",
  ]);
  expect(master).toEqual({ name: "calls", url: "rediss://u:secret@a/2" });
  expect(isCluster).toBe(false);
});

test.each([
  "localhost:6379",
  "redis+sentinel://user:secret@a,b",
  "redis+sentinel://user:secret@a,b/calls/first",
  "redis+sentinel://user:secret@a,b/calls/0/1",
  "http://user:secret@localhost:6379",
  "redis://",
  "redis://user:secret@localhost/name",
  "user:secret@localhost",
  "redis://user:secret@a:7000,b:7001/3,x y",
  "redis://user:secret@a:7000/3,b:7001",
])(
  "[ST-38] the address %s is refused without repeating what may be a password",
  async (url) => {
    const { error } = await timeRejection(createRedisStore(url));
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toContain("REDIS_URL");
    expect(String(error)).not.toContain("secret");
  },
);

test("[ST-32] a Redis that is not there is told within two seconds, with its address and reason", async () => {
  const opening = openStore({
    redisUrl: "redis://user:secret@127.0.0.1:1",
    dataDir: "unused",
  });
  const { ms, error } = await timeRejection(opening);
  expect(ms).toBeLessThan(3_000);
  expect(error).toBeInstanceOf(StoreUnavailable);
  expect(String(error)).toBe(
    "StoreUnavailable: Redis at redis://127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1",
  );
});

test("[ST-38] a wrong password is told as such, and a right one is not shown", async () => {
  const server = await startRedisServer({ args: ["--requirepass", "secret"] });
  const address = `127.0.0.1:${server.port}`;
  const { error } = await timeRejection(
    createRedisStore(`redis://:wrong@${address}`),
  );
  expect(String(error)).toMatch(/WRONGPASS/u);
  const store = await createRedisStore(`redis://:secret@${address}`);
  await store.ping();
  expect(store.description).toBe(`Redis at redis://${address}`);
  await store.close();
  await server.stop();
});

test("[ST-38] TLS is spoken with a server whose authority is named, and with no other, by a user who may do no more than needed", async () => {
  const tls = resolve("test/support/tls");
  const port = 22_000 + Math.floor(Math.random() * 1_000);
  const rights =
    "directo on >secret ~directo:* &directo:* +@read +@write +@scripting +@pubsub +@connection +time";
  const server = await startRedisServer({
    args: [
      ...`--tls-port ${port} --tls-auth-clients no --tls-cert-file ${tls}/server.pem --tls-key-file ${tls}/server.key`.split(
        " ",
      ),
      "--user",
      ...rights.split(" "),
    ],
  });
  const url = `rediss://directo:secret@127.0.0.1:${port}`;
  const ca = await readFile(`${tls}/ca.pem`, "utf8");
  const store = await createRedisStore(url, { ca });
  for (const call of Object.values(EVERY_CALL)) await call(store);
  await store.close();
  await expect(createRedisStore(url)).rejects.toThrow(/certificate/u);
  await server.stop();
});

test("[ST-39] a prefix that could not be told apart from the keys is refused", async () => {
  const { error } = await timeRejection(
    createRedisStore("redis://localhost", { prefix: "a{b}" }),
  );
  expect(String(error)).toContain('The Redis prefix "a{b}"');
});
