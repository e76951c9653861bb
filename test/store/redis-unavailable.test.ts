import {
  createConnection,
  createServer,
  type AddressInfo,
  type Socket,
} from "node:net";
import { createClient } from "redis";
import { type Store, StoreUnavailable } from "../../src/store/contract.js";
import { partitionCount } from "../../src/store/partition.js";
import { createRedisStore } from "../../src/store/redis/index.js";
import {
  type RedisServer,
  startRedisServer,
} from "../support/redis-server.mjs";
import { CALL, pendingOf, turn } from "./rules/store-under-test.js";
import { EVERY_CALL } from "./rules/surroundings.js";
import { deliverPatiently, expectEachTokenOnce } from "./support/deliver.js";
import { timeRejection, until } from "./support/until.js";

let server: RedisServer;
let store: Store;
beforeEach(async () => {
  server = await startRedisServer({ durable: true });
  store = await createRedisStore(server.url);
});
afterEach(async () => {
  await store.close();
  await server.stop();
});

/** Sends Redis a command behind the store's back. */
async function tellRedis(...command: string[]): Promise<void> {
  const admin = createClient({ url: server.url });
  await admin.connect();
  await admin.sendCommand(command);
  admin.destroy();
}

test("[ST-33] while Redis is down every call rejects as unavailable at once", async () => {
  await server.kill();
  for (const [name, call] of Object.entries(EVERY_CALL)) {
    const { ms, error } = await timeRejection(call(store));
    expect({ name, error }).toEqual({
      name,
      error: expect.any(StoreUnavailable),
    });
    expect(ms).toBeLessThan(1_000);
  }
});

test("[ST-34] when Redis is back the store serves again by itself, with what it had", async () => {
  await store.commit(turn({ effects: ["ring"] }));
  await server.kill();
  await expect(store.ping()).rejects.toThrow(StoreUnavailable);
  await server.start();
  await until(() => store.ping());
  expect((await store.load(CALL)).machine?.version).toBe(1);
  expect(await store.commit(turn({ expected: 1 }))).toEqual({
    outcome: "committed",
    version: 2,
  });
  for (const call of Object.values(EVERY_CALL)) await call(store);
});

test("[ST-34] a Redis that forgot the scripts is sent them again", async () => {
  await store.commit(turn());
  await tellRedis("SCRIPT", "FLUSH");
  expect((await store.commit(turn({ expected: 1 }))).outcome).toBe("committed");
});

test("[ST-32] [ST-33] [ST-34] a Redis that hangs is told within two seconds, then at once, and used again when it answers", async () => {
  server.freeze();
  const hanging = await Promise.all(
    Object.values(EVERY_CALL).map((call) => timeRejection(call(store))),
  );
  for (const { ms, error } of hanging) {
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(ms).toBeLessThan(3_000);
  }
  const { ms, error } = await timeRejection(store.commit(turn()));
  expect(error).toBeInstanceOf(StoreUnavailable);
  expect(ms).toBeLessThan(1_000);
  server.thaw();
  await until(() => store.ping());
  const result = await store.commit(turn({ reply: "late" }));
  expect(["committed", "duplicate"]).toContain(result.outcome);
  expect((await store.load(CALL)).machine?.version).toBe(1);
});

test("[ST-35] Redis killed and started again in mid-traffic loses and doubles nothing", async () => {
  const keys = Array.from({ length: 5 }, (_, i) => ({
    kind: "call",
    id: `CA${i}`,
  }));
  const tokens = Array.from({ length: 400 }, (_, i) => `t${i}`);
  const replies = new Map<string, Set<string>>();
  let unavailable = 0;
  let answered = 0;
  const queue = tokens.flatMap((token) => keys.map((key) => ({ token, key })));
  async function write(events: typeof queue): Promise<void> {
    for (const { token, key } of events) {
      const reply = await deliverPatiently(store, key, token, 1, () => {
        unavailable += 1;
      });
      const name = `${key.id} ${token}`;
      replies.set(name, (replies.get(name) ?? new Set()).add(reply));
      answered += 1;
    }
  }
  // Every event is delivered by two writers, as a carrier's retry would.
  const writing = Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      write(queue.filter((_event, j) => j % 4 === i % 4)),
    ),
  );
  for (const share of [0.2, 0.4, 0.6]) {
    const enough = 2 * queue.length * share;
    await until(async () => expect(answered).toBeGreaterThan(enough), 60_000);
    const before = unavailable;
    await server.kill();
    await until(async () => expect(unavailable).toBeGreaterThan(before));
    await server.start();
  }
  await writing;
  expect(replies.size).toBe(queue.length);
  for (const different of replies.values()) expect(different.size).toBe(1);
  for (const key of keys) await expectEachTokenOnce(store, key, tokens, 1);
}, 90_000);

test.each([
  ["is full", ["CONFIG", "SET", "maxmemory", "1"]],
  ["may only be read", ["REPLICAOF", "127.0.0.1", "1"]],
])("[ST-42] a Redis that %s is not ready", async (_what, command) => {
  await store.ping();
  await tellRedis(...command);
  await expect(store.ping()).rejects.toThrow(StoreUnavailable);
});

test("[ST-34] a master that became a replica is left for whoever is at its address by then", async () => {
  const next = await startRedisServer();
  let target = server.url;
  const sockets = new Set<Socket>();
  const address = createServer((from) => {
    const { hostname, port } = new URL(target);
    const to = createConnection(Number(port), hostname);
    from.pipe(to).pipe(from);
    for (const socket of [from, to])
      sockets.add(socket.on("error", () => socket.destroy()));
  });
  await new Promise<void>((resolve) => address.listen(0, "127.0.0.1", resolve));
  const { port } = address.address() as AddressInfo;
  const moved = await createRedisStore(`redis://127.0.0.1:${port}`);
  try {
    await moved.commit(turn());
    target = next.url;
    await tellRedis("REPLICAOF", "127.0.0.1", "1");
    await expect(moved.commit(turn({ expected: 1 }))).rejects.toThrow(
      StoreUnavailable,
    );
    await until(async () =>
      expect((await moved.commit(turn({ token: "next" }))).outcome).toBe(
        "committed",
      ),
    );
  } finally {
    await moved.close();
    for (const socket of sockets) socket.destroy();
    address.close();
    await next.stop();
  }
});

test("[ST-43] a store that is opened patiently while Redis is away serves when it is there", async () => {
  await store.commit(turn({ effects: ["ring"] }));
  await server.kill();
  const patient = await createRedisStore(server.url, { patient: true });
  await expect(patient.load(CALL)).rejects.toThrow(StoreUnavailable);
  await expect(patient.watch(() => {})).rejects.toThrow(StoreUnavailable);
  await server.start();
  await until(() => patient.ping());
  expect((await patient.load(CALL)).machine?.version).toBe(1);
  await patient.close();
});

test("[ST-43] a password that is refused is told at once, also to the patient", async () => {
  await tellRedis("CONFIG", "SET", "requirepass", "secret");
  const url = server.url.replace("//", "//:wrong@");
  await expect(createRedisStore(url, { patient: true })).rejects.toThrow(
    /WRONGPASS/u,
  );
});

test("[ST-31] a listener is told of every partition after Redis was away, and of new commits again", async () => {
  const told = new Set<number>();
  await store.watch((partition) => told.add(partition));
  await server.kill();
  await server.start();
  await until(async () => expect(told.size).toBe(partitionCount));
  await until(() => store.ping());
  told.clear();
  await store.commit(turn({ effects: ["ring"] }));
  await until(async () => expect(told.size).toBe(1));
});

test("[ST-33] [ST-34] a demoted Redis is unavailable, and served again once it is a master", async () => {
  await store.commit(turn({ token: "a" }));
  await tellRedis("REPLICAOF", "127.0.0.1", "1");
  await expect(store.commit(turn({ expected: 1 }))).rejects.toThrow(
    StoreUnavailable,
  );
  await tellRedis("REPLICAOF", "NO", "ONE");
  const result = await until(() => store.commit(turn({ expected: 1 })));
  expect(result).toEqual({ outcome: "committed", version: 2 });
});

test("[ST-6] [ST-33] a Redis that is full takes nothing of a commit and is unavailable", async () => {
  await tellRedis("CONFIG", "SET", "maxmemory", "1");
  await expect(store.commit(turn({ effects: ["ring"] }))).rejects.toThrow(
    /OOM/u,
  );
  await expect(store.commit(turn())).rejects.toThrow(StoreUnavailable);
  await tellRedis("CONFIG", "SET", "maxmemory", "0");
  expect(await store.load(CALL, "turn:0")).toEqual({});
  expect(await pendingOf(store)).toEqual([]);
});
