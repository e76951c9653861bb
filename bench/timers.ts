/** How late timers are delivered by the relay, on Redis, while turns of other calls are committed and their effects performed as fast as goes. */
import { pino } from "pino";
import { systemClock } from "../src/server/clock.js";
import { createRelay } from "../src/server/relay/relay.js";
import type { Commit, MachineKey, Store } from "../src/store/contract.js";
import { openStore } from "../src/store/index.js";
import { startRedisServer } from "../test/support/redis-server.mjs";
import { round } from "./webhooks.js";

const timers = 2_000;
/** They fall due between so many ms from now. */
const [soonest, latest] = [3_000, 9_000] as const;
const writers = 32;

export async function benchTimers(): Promise<object[]> {
  const redis = await startRedisServer();
  const store = await openStore({ redisUrl: redis.url, dataDir: "" });
  const lateness: number[] = [];
  let performed = 0;
  const relay = createRelay({
    store,
    clock: systemClock,
    log: pino({ level: "silent" }),
    owner: "bench",
    random: Math.random,
    perform: async () => void (performed += 1),
    async fire({ key, id, dueAt }) {
      lateness.push(Date.now() - dueAt);
      await commit(store, key, 1, { timers: [{ id, dueAt: null }] });
    },
    everyRound: async () => {},
  });
  await relay.start();
  const began = Date.now();
  for (let i = 0; i < timers; i += 1) {
    const dueAt = began + soonest + Math.random() * (latest - soonest);
    const set = { timers: [{ id: "hold", dueAt: Math.round(dueAt) }] };
    await commit(store, { kind: "call", id: `held-${i}` }, 0, set);
  }
  const committed = await writeUntil(store, began + latest + 1_000);
  await relay.stop();
  await store.close();
  await redis.stop();
  const sorted = lateness.toSorted((a, b) => a - b);
  const seconds = (Date.now() - began) / 1000;
  return [
    {
      timers,
      fired: lateness.length,
      p50Ms: sorted[Math.floor(sorted.length * 0.5)],
      p99Ms: sorted[Math.floor(sorted.length * 0.99)],
      latestMs: sorted.at(-1),
      "turns a second beside": round(committed / seconds),
      "effects a second": round(performed / seconds),
    },
  ];
}

async function writeUntil(store: Store, end: number): Promise<number> {
  let committed = 0;
  const write = async (writer: number): Promise<void> => {
    for (let i = 0; Date.now() < end; i += 1) {
      const key = { kind: "call", id: `moves-${writer}-${i}` };
      await commit(store, key, 0, { effects: ["{}"] });
      committed += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, i) => write(i)));
  return committed;
}

async function commit(
  store: Store,
  key: MachineKey,
  expected: number,
  more: Partial<Commit>,
): Promise<void> {
  await store.commit({
    key,
    expected,
    token: `turn:${expected}`,
    state: "x".repeat(1_300),
    reply: "",
    effects: [],
    timers: [],
    at: Date.now(),
    retainMs: 3_600_000,
    ...more,
  });
}
