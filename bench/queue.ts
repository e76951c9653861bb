/**
 * What the line's one queue takes on Redis: callers who come and go, told to it as connections tell it, while so many others wait for people
 * who are all busy. One process; the queue's every commit is one after the other.
 */
import { queueMachine } from "../src/machines/queue/index.js";
import { lineQueue, type QueueEvent } from "../src/machines/queue/events.js";
import { createDelivery } from "../src/server/relay/deliver.js";
import { createMachineKinds, fixedKind } from "../src/server/machine-kinds.js";
import { openStore } from "../src/store/index.js";
import { startRedisServer } from "../test/support/redis-server.mjs";
import { round } from "./webhooks.js";

const people = 50;
/** Callers who are told of at once: what a busy line's relays have under way. */
const atOnce = 64;
const messages = 6_000;

export async function benchQueue(): Promise<object[]> {
  const figures: object[] = [];
  for (const waiting of [0, 100, 500]) figures.push(await measure(waiting));
  return figures;
}

async function measure(waiting: number): Promise<object> {
  const redis = await startRedisServer();
  const store = await openStore({ redisUrl: redis.url, dataDir: "" });
  const kinds = createMachineKinds({ queue: fixedKind(queueMachine) });
  const deliver = createDelivery({ store, kinds });
  let told = 0;
  const tell = (event: QueueEvent) =>
    deliver(lineQueue, `told:${(told += 1)}`, event);
  const comes = (call: string) =>
    tell({
      type: "caller-waits",
      at: Date.now(),
      call,
      request: 1,
      since: Date.now(),
      role: "agent",
      topic: "billing",
      language: "es",
      tried: [],
    });
  await tell({ type: "people-are", at: Date.now(), people: staff() });
  await Promise.all(
    Array.from({ length: people + waiting }, (_, i) => comes(`first-${i}`)),
  );
  const comeAndGo = async (name: string, times: number) => {
    for (let i = 0; i < times; i += 1) {
      await comes(`${name}-${i}`);
      await tell({
        type: "caller-left",
        at: Date.now(),
        call: `${name}-${i}`,
      });
    }
  };
  const load = (part: string, many: number) =>
    Promise.all(
      Array.from({ length: atOnce }, (_, i) =>
        comeAndGo(`${part}-${i}`, Math.ceil(many / 2 / atOnce)),
      ),
    );
  await load("warm-up", messages);
  const before = { cpu: process.cpuUsage(), at: performance.now(), told };
  const version = store.recent(lineQueue)?.version ?? 0;
  await load("measured", messages);
  const { user, system } = process.cpuUsage(before.cpu);
  const taken = told - before.told;
  const commits = (store.recent(lineQueue)?.version ?? 0) - version;
  const seconds = (performance.now() - before.at) / 1000;
  await store.close();
  await redis.stop();
  return {
    "callers waiting": waiting,
    "messages a second": Math.round(taken / seconds),
    "messages a commit": round(taken / commits),
    cpuUsPerMessage: Math.round((user + system) / taken),
  };
}

function staff() {
  return Array.from({ length: people }, (_, i) => ({
    id: `person-${i}`,
    name: `Person ${i}`,
    phone: `+120255501${String(i).padStart(2, "0")}`,
    role: "agent",
    topics: ["billing"],
    languages: ["es" as const],
  }));
}
