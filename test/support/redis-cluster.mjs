import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "redis";
import { startRedisServer } from "./redis-server.mjs";

const SLOTS = 16_384;

/**
 * Starts a Redis Cluster of the test's own: `shards` masters with one replica each. It notices a dead master within a second or
 * two. Resolves when every replica is in sync, so that each may take over.
 */
export async function startRedisCluster({ shards = 3, durable = false } = {}) {
  // Replicas are sent their master's data at once, not after five seconds.
  const args =
    "--cluster-enabled yes --cluster-node-timeout 1000 --repl-diskless-sync-delay 0".split(
      " ",
    );
  const nodes = [];
  while (nodes.length < 2 * shards)
    nodes.push(await startRedisServer({ args, durable }));
  const masters = nodes.slice(0, shards);
  const replicas = nodes.slice(shards);
  const clients = await Promise.all(nodes.map(connect));

  for (const [i, client] of clients.slice(0, shards).entries()) {
    const first = Math.floor((SLOTS * i) / shards);
    const last = Math.floor((SLOTS * (i + 1)) / shards);
    const slots = Array.from({ length: last - first }, (_, n) => first + n);
    await client.sendCommand(["CLUSTER", "ADDSLOTS", ...slots.map(String)]);
  }
  for (const { port } of nodes.slice(1)) {
    const address = ["127.0.0.1", String(port)];
    await clients[0].sendCommand(["CLUSTER", "MEET", ...address]);
  }
  const says = async (client, command, text) =>
    (await client.sendCommand(command)).includes(text);
  const all = async (group, command, text) => {
    for (const client of group) {
      while (!(await says(client, command, text))) await wait(50);
    }
  };
  await all(clients, ["CLUSTER", "INFO"], "cluster_state:ok");
  await all(clients, ["CLUSTER", "INFO"], `known_nodes:${nodes.length}`);
  for (const [i, client] of clients.slice(shards).entries()) {
    const id = await clients[i].sendCommand(["CLUSTER", "MYID"]);
    await client.sendCommand(["CLUSTER", "REPLICATE", id]);
  }
  await all(clients.slice(shards), ["INFO"], "master_link_status:up");
  for (const client of clients) client.destroy();

  return {
    url: masters.map(({ url }) => url).join(","),
    masters,
    replicas,
    stop: async () => {
      for (const node of nodes) await node.stop();
    },
  };
}

async function connect({ url }) {
  const client = createClient({ url });
  await client.connect();
  return client;
}
