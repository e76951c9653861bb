import { ErrorReply } from "redis";
import { StoreUnavailable } from "../../src/store/contract.js";
import { explainFailure, isRefusal } from "../../src/store/redis/failures.js";

/** As Redis 7 and Valkey 8 say it. */
const passing = [
  "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
  "CLUSTERDOWN Hash slot not served",
  "LOADING Redis is loading the dataset in memory",
  "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
  "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
  "NOREPLICAS Not enough good replicas to write.",
  "OOM command not allowed when used memory > 'maxmemory'.",
  "READONLY You can't write against a read only replica.",
  "TRYAGAIN Multiple keys request during rehashing of slot",
  "UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)",
];

it.each(passing)("[ST-32] passes by: %s", (message) => {
  expect(explainFailure(new ErrorReply(message), "Redis")).toBeInstanceOf(
    StoreUnavailable,
  );
});

it.each([
  "WRONGPASS invalid username-password pair or user is disabled.",
  "NOAUTH Authentication required.",
  "NOPERM User directo has no permissions to run the 'evalsha' command",
  "ERR Error running script: user_script:1: a mistake of ours",
])("only a change of code or settings mends: %s", (message) => {
  const error = new ErrorReply(message);
  expect(isRefusal(error)).toBe(true);
  expect(explainFailure(error, "Redis")).toBe(error);
});
