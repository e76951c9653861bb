import { registerStoreContract } from "./contract.js";
import { createRedisStoreUnderTest } from "./support/redis-store-under-test.js";

registerStoreContract("Redis store", createRedisStoreUnderTest);
