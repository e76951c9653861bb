import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findRedisBinary } from "./redis-binary.mjs";

/**
 * Starts a Redis of the test's own on a free port. With `durable` every write is on disk before it is answered, so that what
 * was acknowledged is there after `kill()` and `start()`. `stop()` ends it and removes its folder.
 */
export async function startRedisServer(options = {}) {
  // Between finding a free port and taking it somebody else may be faster.
  return startOnce(options)
    .catch(() => startOnce(options))
    .catch(() => startOnce(options));
}

async function startOnce(options) {
  const binary = await findRedisBinary();
  const folder = await mkdtemp(join(tmpdir(), "directo-redis-"));
  const port = await freePort();
  const appends = options.durable ? ["yes", "always"] : ["no", "no"];
  const args =
    `--port ${port} --bind 127.0.0.1 --appendonly ${appends[0]} --appendfsync ${appends[1]}`
      .split(" ")
      .concat("--dir", folder, "--save", "", options.args ?? []);
  let child;

  async function start(more = []) {
    child = await launch(binary, [...args, ...more]);
    process.once("exit", killNow);
  }
  async function end(signal) {
    process.off("exit", killNow);
    if (child === undefined || child.exitCode !== null) return;
    if (child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
  function killNow() {
    child?.kill("SIGKILL");
  }

  await start().catch(async (error) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    folder,
    start,
    kill: () => end("SIGKILL"),
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
    stop: async () => {
      await end("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the server prints `ready`, which it does once it accepts connections; rejects with what it printed when it ends before that. */
export async function launch(
  { command, env },
  args,
  ready = "Ready to accept connections",
) {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const printed = [];
  const lines = createInterface({ input: child.stdout });
  await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () =>
      reject(new Error(`${command} ended at start:\n${printed.join("\n")}`)),
    );
    lines.on("line", (line) => {
      printed.push(line);
      if (line.includes(ready)) resolve();
    });
  });
  child.removeAllListeners("exit");
  lines.removeAllListeners("line");
  lines.resume();
  return child;
}

/**
 * A port that is free, and so is the one 10,000 above, where a node of a cluster talks to the others. Both are below the ports that
 * systems give to outgoing connections, so that nobody takes it while a test has its server down.
 */
export async function freePort() {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 12_000);
    if ((await isFree(port)) && (await isFree(port + 10_000))) return port;
  }
}

async function isFree(port) {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
