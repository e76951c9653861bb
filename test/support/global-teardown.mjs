import { rm } from "node:fs/promises";

export default async function tearDown() {
  await globalThis.testRedisServer?.stop();
  if (globalThis.testFolder)
    await rm(globalThis.testFolder, { recursive: true, force: true });
}
