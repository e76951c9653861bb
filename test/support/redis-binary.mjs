import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { constants } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const project = fileURLToPath(new URL("../..", import.meta.url));
const installed = join(project, ".cache", "redis");
const installer = fileURLToPath(new URL("install-redis.sh", import.meta.url));

/** A Redis server's program: one on PATH, else the cached one, else Debian's is fetched (about three seconds, once). */
export async function findRedisBinary() {
  return (
    (await findOnPath("redis-server")) ??
    (await findOnPath("valkey-server")) ??
    (await findInstalled()) ??
    (await install())
  );
}

async function findOnPath(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const command = join(folder, name);
    if (folder !== "" && (await isExecutable(command)))
      return { command, env: {} };
  }
  return undefined;
}

async function findInstalled() {
  const command = join(installed, "root/usr/bin/redis-server");
  if (!(await isExecutable(command))) return undefined;
  const lib = join(installed, "root/usr/lib");
  const folders = (await readdir(lib)).filter((name) =>
    name.endsWith("-linux-gnu"),
  );
  const path = folders.map((name) => join(lib, name)).join(":");
  return { command, env: { LD_LIBRARY_PATH: path } };
}

async function install() {
  // Two test runs may install at once: each works in a folder of its own, and the first to rename it wins.
  await mkdir(dirname(installed), { recursive: true });
  const own = await mkdtemp(`${installed}-`);
  try {
    await run("sh", [installer, own]);
    await rename(own, installed).catch(() => {});
  } catch (cause) {
    throw noRedis(cause);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  const found = await findInstalled();
  if (found === undefined) throw noRedis();
  return found;
}

function noRedis(cause) {
  return new Error(
    "The tests need a real Redis, and none is on PATH or could be fetched with apt: install redis-server, or set REDIS_URL to one that the tests may write to.",
    { cause },
  );
}

async function isExecutable(path) {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
