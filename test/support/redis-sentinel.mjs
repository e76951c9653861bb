import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "redis";
import { findRedisBinary } from "./redis-binary.mjs";
import { freePort, launch, startRedisServer } from "./redis-server.mjs";

/**
 * Starts a master with one replica and three sentinels that watch it as "calls". They give up a master that does not answer for `downAfterMs`. Resolves
 * when the replica may take over.
 */
export async function startRedisSentinel({ downAfterMs = 500 } = {}) {
  const args = ["--repl-diskless-sync-delay", "0"];
  const master = await startRedisServer({ args });
  const replica = await startRedisServer({
    args: [...args, "--replicaof", "127.0.0.1", String(master.port)],
  });
  const folder = await mkdtemp(join(tmpdir(), "directo-sentinel-"));
  const binary = await findRedisBinary();
  const sentinels = [];
  while (sentinels.length < 3) {
    const port = await freePort();
    // Sentinels write what they learn into this file.
    const file = join(folder, `${port}.conf`);
    await writeFile(file, settings(port, master.port, downAfterMs));
    const child = await launch(binary, [file, "--sentinel"], "+monitor");
    sentinels.push({ port, child });
  }
  const killAll = () => {
    for (const { child } of sentinels) child.kill("SIGKILL");
  };
  process.once("exit", killAll);
  for (const { port } of sentinels) await untilReady(port);

  return {
    url: `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(",")}/calls`,
    master,
    replica,
    followsAgain: async () => {
      const client = await createClient({ url: master.url })
        .on("error", () => {})
        .connect();
      const info = await client.info("replication");
      client.destroy();
      if (
        !info.includes("role:slave") ||
        !info.includes("master_link_status:up")
      )
        throw new Error("It does not follow yet.");
    },
    stop: async () => {
      process.off("exit", killAll);
      killAll();
      await master.stop();
      await replica.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function settings(port, master, downAfterMs) {
  return `port ${port}
bind 127.0.0.1
sentinel monitor calls 127.0.0.1 ${master} 2
sentinel down-after-milliseconds calls ${downAfterMs}
sentinel failover-timeout calls 1000
`;
}

/** The sentinel knows the replica, in sync, and both other sentinels. */
async function untilReady(port) {
  const client = createClient({ url: `redis://127.0.0.1:${port}` });
  await client.connect();
  const fields = async (what) => {
    const rows = await client.sendCommand(["SENTINEL", what, "calls"]);
    return rows.map((row) => JSON.stringify(row));
  };
  for (;;) {
    const replicas = await fields("REPLICAS");
    const others = await fields("SENTINELS");
    const isInSync = replicas.some(
      (row) =>
        row.includes('"master-link-status","ok"') ||
        row.includes('"master-link-status":"ok"'),
    );
    if (isInSync && others.length === 2) break;
    await wait(50);
  }
  client.destroy();
}
