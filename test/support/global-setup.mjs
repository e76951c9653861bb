import { startRedisServer } from "./redis-server.mjs";

/**
 * Gives every test file a real Redis at `process.env.TEST_REDIS_URL`: the one that REDIS_URL names, else one started here.
 * Test files share it, so each writes under a key prefix of its own.
 */
export default async function setUp() {
  if (process.env.REDIS_URL) {
    process.env.TEST_REDIS_URL = process.env.REDIS_URL;
    return;
  }
  const server = await startRedisServer();
  globalThis.testRedisServer = server;
  process.env.TEST_REDIS_URL = server.url;
}
