import { mkdtemp, statfs } from "node:fs/promises";
import { startRedisServer } from "./redis-server.mjs";

/**
 * Gives every test file a real Redis at `process.env.TEST_REDIS_URL`: the one that REDIS_URL names, else one started here.
 * Test files share it, so each writes under a key prefix of its own. Their folders are in memory where there is room.
 */
export default async function setUp() {
  await useMemory();
  if (process.env.REDIS_URL) {
    process.env.TEST_REDIS_URL = process.env.REDIS_URL;
    return;
  }
  const server = await startRedisServer();
  globalThis.testRedisServer = server;
  process.env.TEST_REDIS_URL = server.url;
}

/** Hundreds of tests open an embedded store of their own; on a disk each waits for it. */
async function useMemory() {
  const memory = "/dev/shm";
  try {
    const { bavail, bsize } = await statfs(memory);
    if (bavail * bsize < 2 ** 30) return;
    globalThis.testFolder = await mkdtemp(`${memory}/directo-tests-`);
    process.env.TMPDIR = globalThis.testFolder;
  } catch {
    // A machine without it has a disk.
  }
}
