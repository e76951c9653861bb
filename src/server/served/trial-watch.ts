/**
 * Takes back a version that a share of the calls tries, as soon as one of its calls does worse than was proved or could not be served at all.
 * Calls that began with it keep it; those that begin from then on get what was live.
 */
import type { Logger } from "pino";
import type { TimedPromise } from "../../flows/proof/index.js";
import type { Returned } from "../../machines/versions/events.js";
import type { Store } from "../../store/contract.js";
import type { Served } from "./certify.js";
import type { Clock } from "../clock.js";
import type { ServedLine } from "./served.js";
import { readState } from "../turn.js";

export interface TrialWatch {
  /** A call took longer than was proved. Seconds. */
  late(
    call: string,
    version: string,
    found: {
      readonly promise: TimedPromise;
      readonly measured: number;
      readonly proved: number;
    },
  ): void;
  /** A call to that number was answered by the last resort, and not since the store was away. */
  broke(call: string, dialled: string): void;
}

export interface TrialWatchDeps {
  readonly served: ServedLine;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createTrialWatch(deps: TrialWatchDeps): TrialWatch {
  const { served, store, clock, log } = deps;
  const fail = async (
    version: string,
    found: Omit<Returned, "at" | "number">,
  ): Promise<void> => {
    const { trial, now } = served;
    const tried = ({ answering }: Served) =>
      answering.some(({ flow }) => flow.version === version);
    // A flow that the version on trial has from the live one says nothing of it.
    if (!trial || !tried(trial.served) || tried(now)) return;
    const { number } = trial;
    log.warn({ version, number, ...found }, "a version on trial is taken back");
    const at = clock.now();
    await served.versions.take({ type: "trial-failed", at, number, ...found });
    await served.follow();
  };
  const told = (work: Promise<void>): void =>
    void work.catch((error: unknown) =>
      log.error({ error }, "a version on trial could not be taken back"),
    );
  return {
    late: (call, version, found) => told(fail(version, { call, ...found })),
    broke(call, dialled) {
      if (!served.trial) return;
      told(
        store.load({ kind: "call", id: call }).then(async ({ machine }) => {
          const version = machine
            ? readState(machine.state).version
            : served.forCall(call, dialled).flow.version;
          await fail(version, { call, promise: "last resort" });
        }),
      );
    },
  };
}
