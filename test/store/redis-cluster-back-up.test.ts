/** A Cluster is backed up beside a line at work, and restored on new machines, as docs/operating.md says. */
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createRedisStore } from "../../src/store/redis/index.js";
import type { Lease, MachineKey, Store } from "../../src/store/contract.js";
import { partitionCount } from "../../src/store/partition.js";
import { findRedisBinary } from "../support/redis-binary.mjs";
import {
  type RedisCluster,
  startRedisCluster,
} from "../support/redis-cluster.mjs";
import type { RedisServer } from "../support/redis-server.mjs";
import { keyOfPartition, pendingOf, turn } from "./rules/store-under-test.js";
import { until } from "./support/until.js";

const run = promisify(execFile);

/** Each tells the one 21 partitions further on, which is on another master. */
const tellers = Array.from({ length: partitionCount }, (_, partition) => ({
  from: keyOfPartition(partition),
  to: keyOfPartition((partition + 21) % partitionCount, 1),
}));

let copies: string;
beforeEach(async () => {
  copies = await mkdtemp(join(tmpdir(), "directo-copies-"));
});
afterEach(() => rm(copies, { recursive: true, force: true }));

test("a Cluster that is backed up at work is whole again on new machines: no message is lost, and none is there before it was sent", async () => {
  const nodes = await backUpAtWork();
  const anew = await startRedisCluster({ durable: true });
  try {
    await restore(nodes, anew);
    const [first] = anew.masters;
    const check = await redisCli(first, "--cluster", "check", addressOf(first));
    expect(check).toContain("All 16384 slots covered");
    expect(check).not.toContain("WARNING");
    const store = await createRedisStore(anew.url);
    expect(await expectNothingLost(store)).toBeGreaterThan(1_000);
    expect(await store.commit(turn({ token: "anew" }))).toMatchObject({
      outcome: "committed",
    });
    await store.close();
  } finally {
    await anew.stop();
  }
}, 60_000);

/** Gives `CLUSTER NODES`; the copies are named after their slots. */
async function backUpAtWork(): Promise<string> {
  const cluster = await startRedisCluster({ durable: true });
  try {
    const store = await createRedisStore(cluster.url);
    const traffic = await keepTelling(store);
    await until(async () => expect(traffic.told()).toBeGreaterThan(1_000));
    const { stdout: nodes } = await run(
      "sh",
      ["docs/back-up-cluster.sh", addressOf(cluster.replicas[0])],
      { env: await withRedisCli() },
    );
    const toldBy = traffic.told();
    await until(async () => expect(traffic.told()).toBeGreaterThan(toldBy));
    await traffic.stop();
    await store.close();
    for (const master of cluster.masters)
      await copyFile(
        join(master.folder, "dump.rdb"),
        join(copies, slotsOf(nodes, master)),
      );
    return nodes;
  } finally {
    await cluster.stop();
  }
}

/** Each message was taken, or is still to be delivered. Gives how many were sent. */
async function expectNothingLost(store: Store): Promise<number> {
  const turns = async (key: MachineKey) =>
    (await store.load(key)).machine?.version ?? 0;
  let sum = 0;
  for (const { from, to } of tellers) {
    const sent = await turns(from);
    const got = await turns(to);
    const waiting = (await pendingOf(store, from)).length;
    expect(got).toBeLessThanOrEqual(sent);
    expect(got + waiting).toBeGreaterThanOrEqual(sent);
    sum += sent;
  }
  return sum;
}

/** What a relay does, without end: a turn asks for a message, it is delivered under its id, and then it is settled. */
async function keepTelling(store: Store) {
  let told = 0;
  const stopped = new AbortController();
  const telling = tellers.map(async ({ from, to }, partition) => {
    const lease = (await store.acquire(partition, "relay", 60_000)) as Lease;
    for (let expected = 0; !stopped.signal.aborted; expected += 1) {
      await store.commit(turn({ key: from, expected, effects: ["tell"] }));
      for (const entry of await pendingOf(store, from)) {
        await store.commit(turn({ key: to, expected, token: entry.id }));
        await store.settle(lease, entry);
      }
      told += 1;
    }
  });
  return {
    told: () => told,
    stop: async () => {
      stopped.abort();
      await Promise.all(telling);
    },
  };
}

/** On new ones: "start them empty, make the Cluster, …". */
async function restore(nodes: string, anew: RedisCluster): Promise<void> {
  const now = await redisCli(anew.masters[0], "cluster", "nodes");
  const all = [...anew.masters, ...anew.replicas];
  await Promise.all(all.map((node) => node.kill()));
  for (const { folder } of anew.replicas)
    for (const name of await readdir(folder))
      if (name !== "nodes.conf")
        await rm(join(folder, name), { recursive: true });
  for (const master of anew.masters) {
    const slots = slotsOf(now, master);
    expect(nodes).toContain(` ${slots}\n`);
    await copyFile(join(copies, slots), join(master.folder, "dump.rdb"));
  }
  await Promise.all(
    anew.masters.map((master) => master.start(["--appendonly", "no"])),
  );
  for (const master of anew.masters) {
    await redisCli(master, "config", "set", "appendonly", "yes");
    await until(async () =>
      expect(await redisCli(master, "info", "persistence")).toContain(
        "aof_rewrite_in_progress:0",
      ),
    );
    await master.kill();
  }
  await Promise.all(all.map((node) => node.start()));
  await until(async () => {
    for (const node of all)
      expect(await redisCli(node, "cluster", "info")).toContain(
        "cluster_state:ok",
      );
    for (const replica of anew.replicas)
      expect(await redisCli(replica, "info", "replication")).toContain(
        "master_link_status:up",
      );
  });
}

function slotsOf(nodes: string, { port }: RedisServer): string {
  const line = nodes.split("\n").find((one) => one.includes(`:${port}@`));
  return line?.trim().split(" ").at(-1) ?? "";
}

function addressOf(node: RedisServer | undefined): string {
  return `127.0.0.1:${node?.port ?? 0}`;
}

async function redisCli(
  node: RedisServer | undefined,
  ...command: string[]
): Promise<string> {
  const env = await withRedisCli();
  const { stdout } = await run(
    env["REDIS_CLI"] ?? "",
    ["-p", String(node?.port), ...command],
    { env },
  );
  return stdout;
}

/** It comes with the server. */
async function withRedisCli(): Promise<NodeJS.ProcessEnv> {
  const { command, env } = await findRedisBinary();
  const cli = command.replace(/server$/u, "cli");
  const PATH = `${dirname(cli)}:${process.env["PATH"]}`;
  return { ...process.env, ...env, PATH, REDIS_CLI: cli };
}
