import { createClient } from "redis";
import { startRedisServer } from "./redis-server.mjs";

test("the shared Redis of a test run answers at TEST_REDIS_URL", async () => {
  const client = createClient({ url: process.env["TEST_REDIS_URL"] ?? "" });
  await client.connect();
  expect(await client.ping()).toBe("PONG");
  client.destroy();
});

test("a private Redis that is durable has its writes after a kill", async () => {
  const server = await startRedisServer({ durable: true });
  const before = createClient({ url: server.url });
  before.on("error", () => {});
  await before.connect();
  await before.set("word", "kept");
  before.destroy();
  await server.kill();
  await server.start();
  const after = createClient({ url: server.url });
  await after.connect();
  expect(await after.get("word")).toBe("kept");
  after.destroy();
  await server.stop();
});
