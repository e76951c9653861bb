import { mkdtemp, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRedisServer } from "./redis-server.mjs";

/**
 * Gives every test file a real Redis at `process.env.TEST_REDIS_URL`: the one that REDIS_URL names, else one started here.
 * Test files share it, so each writes under a key prefix of its own. Their folders are in memory where there is room.
 */
export default async function setUp() {
  process.env.TEST_FOLDER = await makeFolder();
  process.env.TMPDIR = process.env.TEST_FOLDER;
  if (process.env.REDIS_URL) {
    process.env.TEST_REDIS_URL = process.env.REDIS_URL;
    return;
  }
  const server = await startRedisServer();
  globalThis.testRedisServer = server;
  process.env.TEST_REDIS_URL = server.url;
}

/** Hundreds of tests open an embedded store of their own; on a disk each waits for it. */
async function makeFolder() {
  const memory = "/dev/shm";
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return mkdtemp(join(room > 2 ** 30 ? memory : tmpdir(), "directo-tests-"));
}
