export default async function tearDown() {
  await globalThis.testRedisServer?.stop();
}
