import { availableParallelism } from "node:os";
// TypeScript is stripped by hooks of Node, here and in the processes that the tests run in.
import "./test/support/run-typescript.mjs";

process.env.NODE_OPTIONS = [
  process.env.NODE_OPTIONS,
  ...["run-typescript", "keep-worker-data"].map(
    (name) =>
      `--import ${new URL(`test/support/${name}.mjs`, import.meta.url)}`,
  ),
]
  .filter(Boolean)
  .join(" ");

export default {
  // Test files of a process share what they import, and Node loads it: a third of the time otherwise goes into loading it anew.
  runner: "jest-light-runner/child-process",
  testMatch: ["**/*.test.ts"],
  roots: ["<rootDir>/test"],
  // Two more than there are cores: tests wait for processes, browsers and limits of seconds, too.
  maxWorkers: availableParallelism() + 2,
  // Half a minute each: LONG=1 runs them as well, as .ci/run does.
  testPathIgnorePatterns: process.env.LONG
    ? ["/node_modules/"]
    : [
        "/node_modules/",
        "redis-cluster.test",
        "redis-cluster-back-up.test",
        "redis-sentinel.test",
        "two-servers.test",
        "upgrade.test",
        "fail-over-heard.test",
        "desk-keys.test",
      ],
  setupFiles: [
    "<rootDir>/test/support/end-with-jest.mjs",
    "<rootDir>/test/support/say-why.mjs",
  ],
  globalSetup: "<rootDir>/test/support/global-setup.mjs",
  globalTeardown: "<rootDir>/test/support/global-teardown.mjs",
};
