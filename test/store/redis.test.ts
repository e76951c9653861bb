import { registerStoreContract } from "./contract.js";
import { useRedis } from "./support/redis-store-under-test.js";

registerStoreContract(
  "Redis store",
  useRedis(async () => {
    const url = process.env["TEST_REDIS_URL"] ?? "";
    return { url, servers: [url] };
  }),
);
