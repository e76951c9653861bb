import { availableParallelism } from "node:os";

export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  // One more than there are cores: tests wait for processes, browsers and clocks, too.
  maxWorkers: availableParallelism() + 1,
  testTimeout: 60_000,
  // Half a minute each: LONG=1 runs them as well, as .ci/run does.
  testPathIgnorePatterns: process.env.LONG
    ? ["/node_modules/"]
    : [
        "/node_modules/",
        "redis-cluster.test",
        "redis-sentinel.test",
        "two-servers.test",
      ],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: false },
          target: "es2022",
        },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
  globalSetup: "<rootDir>/test/support/global-setup.mjs",
  globalTeardown: "<rootDir>/test/support/global-teardown.mjs",
};
