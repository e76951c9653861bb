/**
 * Measured against proved: each call keeps the proof's own clocks beside its snapshot. What took longer than its certificate allows is
 * reported with the assumption that was exceeded on the way, or, when none was, as a defect of the model with the call to replay. It
 * promises nothing to callers and changes no turn: whatever goes wrong here, the call goes on.
 */
import type { Logger } from "pino";
import type { CompiledFlow } from "../flows/index.js";
import type { CallEvent } from "../flows/events.js";
import {
  createClocks,
  timedPromises,
  type Certificate,
  type Clocks,
  type Seconds,
} from "../flows/proof/index.js";
import { writeCall } from "./call-transcript.js";
import type { MachineKind } from "./machine-kinds.js";
import type { Metrics } from "./metrics.js";
import type { ServedLine } from "./served/served.js";
import type { TrialWatch } from "./served/trial-watch.js";
import type { MachineState } from "./turn.js";

export interface MeasuredDeps {
  readonly served: ServedLine;
  readonly trial: TrialWatch;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** `false`: what callers say is not kept beside their calls. */
  readonly keepsWords: boolean;
}

export type Measured = Required<Pick<MachineKind, "record" | "observe">>;

export function createMeasured({
  served,
  trial,
  metrics,
  log,
  keepsWords,
}: MeasuredDeps): Measured {
  const made = new WeakMap<CompiledFlow, ReturnType<typeof createClocks>>();
  const clocksOf = async (version: string) => {
    const flow = await served.find(version);
    const clocks = made.get(flow) ?? createClocks(flow, { words: keepsWords });
    made.set(flow, clocks);
    return clocks;
  };

  const report = (call: string, { version, ...state }: MachineState) => {
    const clocks = state.record as Clocks;
    for (const { at, seconds, assumptions } of clocks.exceeded) {
      const assumption = assumptions.join(", ");
      metrics.exceeded.inc({ assumption });
      log.warn(
        { call, at, seconds, assumption },
        "a turn took longer than is assumed",
      );
    }
    const late = timedPromises.filter(
      (name) => (clocks.longest[name] ?? 0) > (clocks.proved[name] ?? Infinity),
    );
    if (late.length === 0) return;
    const [promise] = late;
    if (promise)
      trial.late(call, version, {
        promise,
        measured: clocks.longest[promise] ?? 0,
        proved: clocks.proved[promise] ?? 0,
      });
    const cause = clocks.exceeded.length > 0 ? "assumption" : "model";
    for (const one of late)
      metrics.beyondProved.inc({
        flow: flowNameOf(version),
        promise: one,
        cause,
      });
    const measured = clocks.longest;
    const { proved } = clocks;
    if (cause === "assumption")
      return log.warn(
        { call, flow: version, measured, proved },
        "a call took longer than was proved, since an assumption was exceeded",
      );
    void served
      .find(version)
      .then((flow) => writeCall(flow, { version, ...state }))
      .then((transcript) =>
        log.error(
          { call, flow: version, measured, proved, transcript },
          "a call took longer than was proved: a defect of the model",
        ),
      )
      .catch((error: unknown) =>
        log.error({ error, call }, "a late call could not be written down"),
      );
  };

  return {
    async record(version, before, event, step) {
      if (before?.snapshot.status === "done") return before.record;
      try {
        const take = await clocksOf(version);
        const begun = served.at(version);
        return take(
          before?.record as Clocks | undefined,
          before?.snapshot,
          event as CallEvent,
          step,
          begun && !before ? boundsOf(begun.certificate) : {},
        );
      } catch (error) {
        log.error({ error, flow: version }, "a turn could not be measured");
        return before?.record;
      }
    },
    observe({ id }, before, next) {
      const was = before as Clocks | undefined;
      const now = next.record as Clocks | undefined;
      if (!now) return;
      for (const promise of timedPromises) {
        const seconds = now.run[promise];
        const isNew =
          promise === "hold at most"
            ? was?.hold !== undefined && was.hold.at !== now.hold?.at
            : was?.run[promise] === undefined || was.from !== now.from;
        if (seconds !== undefined && isNew)
          metrics.callSeconds.observe(
            { flow: flowNameOf(next.version), promise },
            seconds,
          );
      }
      if (next.snapshot.status === "done") report(id, next);
    },
  };
}

/** The flow of a version: `customer-line` of `customer-line@…`. */
export function flowNameOf(version: string): string {
  return version.split("@")[0] ?? version;
}

/** The seconds that a certificate allows. */
export function boundsOf({ promises }: Certificate): Seconds {
  return Object.fromEntries(
    promises
      .filter(({ name }) => (timedPromises as readonly string[]).includes(name))
      .map(({ name, bound }) => [name, Number(bound)]),
  );
}
