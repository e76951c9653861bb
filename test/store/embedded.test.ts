import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "../../src/store/contract.js";
import { createEmbeddedStore } from "../../src/store/embedded/index.js";
import { openTables } from "../../src/store/embedded/tables.js";
import { openStore } from "../../src/store/index.js";
import { registerStoreContract } from "./contract.js";
import {
  AT,
  CALL,
  DAY,
  HOUR,
  pendingOf,
  turn,
} from "./rules/store-under-test.js";

async function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "directo-store-"));
}

registerStoreContract("embedded store", async () => {
  const dir = await makeFolder();
  let now = Date.UTC(2026, 2, 2);
  const opened: Store[] = [];
  async function another(): Promise<Store> {
    const store = await createEmbeddedStore(dir, { clock: () => now });
    opened.push(store);
    return store;
  }
  return {
    store: await another(),
    another,
    async elapse(ms) {
      now += ms;
    },
    async dispose() {
      for (const store of opened) await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
});

test("[ST-26] [ST-28] what is forgotten goes from the disk when a lease is renewed", async () => {
  const dir = await makeFolder();
  let now = Date.UTC(2026, 2, 2);
  const store = await createEmbeddedStore(dir, { clock: () => now });
  const timers = [{ id: "hold", dueAt: AT }];
  for (const i of Array.from({ length: 300 }).keys()) {
    const key = { kind: "call", id: `CA${i}` };
    await store.commit(turn({ key, timers, retainMs: HOUR }));
    await store.commit(
      turn({ key, expected: 1, retainMs: i === 7 ? 3 * DAY : HOUR }),
    );
  }
  now += 2 * HOUR;
  await store.acquire(1, "relay-1", 1000);
  await store.acquire(1, "relay-1", 1000);
  expect(await countRows(dir)).toEqual({
    machines: 1,
    replies: 600,
    expiry: 601,
    timers: 1,
  });
  now += 2 * DAY;
  for (const _ of [1, 2, 3]) await store.acquire(1, "relay-1", 1000);
  expect(await countRows(dir)).toEqual({
    machines: 1,
    replies: 0,
    expiry: 1,
    timers: 1,
  });
  await store.close();
  await rm(dir, { recursive: true });
});

async function countRows(dir: string): Promise<Record<string, number>> {
  const { root, machines, replies, expiry, timers } = openTables(dir);
  const counts = {
    machines: machines.getKeysCount(),
    replies: replies.getKeysCount(),
    expiry: expiry.getKeysCount(),
    timers: timers.getKeysCount(),
  };
  await root.close();
  return counts;
}

test("[ST-35] a store that is closed and opened again has everything", async () => {
  const dir = await makeFolder();
  const before = await createEmbeddedStore(dir);
  await before.commit(turn({ effects: ["ring"], reply: "one" }));
  await before.putDocument("sha256-1", "text");
  await before.close();
  const after = await createEmbeddedStore(dir);
  expect(await after.load(CALL, "turn:0")).toEqual({
    machine: { version: 1, state: "asked" },
    reply: "one",
  });
  expect(await pendingOf(after)).toMatchObject([{ effect: "ring" }]);
  expect(await after.getDocument("sha256-1")).toBe("text");
  await after.close();
  await rm(dir, { recursive: true });
});

test("[ST-38] the embedded store is described by its folder", async () => {
  const dir = await makeFolder();
  const store = await openStore({ dataDir: dir });
  expect(store.description).toBe(`embedded store in ${join(dir, "store")}`);
  await store.ping();
  await store.close();
  await rm(dir, { recursive: true });
});
