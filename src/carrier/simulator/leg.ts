import type { CallbackPlan } from "./callbacks.js";
import type { Clock } from "./clock.js";
import type { CookieJar } from "./cookies.js";
import type { PhoneEventBody } from "./event-log.js";
import type { LegStatus } from "./phone-api.js";
import { Interrupted, type Interruption } from "./interrupt.js";
import { createTopic, type Topic } from "./topic.js";

export type LegInput =
  | { readonly type: "key"; readonly key: string }
  | {
      readonly type: "speech";
      readonly text: string;
      readonly confidence?: number;
    };

export type Method = "GET" | "POST";

export interface Endpoint {
  readonly url: string;
  readonly method: Method;
}

export type Direction = "inbound" | "outbound-dial" | "outbound-api";

export interface LegPlan {
  readonly sid: string;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly parent?: string;
  readonly verstat?: string;
  readonly fallback?: Endpoint;
  readonly cookies: CookieJar;
}

/** What drives a leg: a TwiML document and those that follow it. It stops when `signal` aborts. */
export type Program = (signal: AbortSignal) => Promise<void>;

/**
 * One telephone connection. It knows its status and what its person presses and says; what it hears is decided by its
 * program, of which it has one at a time. Ending is final.
 */
export interface Leg extends LegPlan {
  readonly createdAt: number;
  readonly status: LegStatus;
  readonly answeredAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly isOver: boolean;
  fallback?: Endpoint;
  /** Set by an update; it takes the place of the callback the leg began with. */
  callbacks?: CallbackPlan;
  /** ms spent waiting for the account's calls per second. */
  queuedMs: number;
  /** What the person does; nobody listening means it is lost. */
  readonly inputs: Topic<LegInput>;
  readonly changes: Topic<LegStatus>;
  /** Published when REST gives the leg another program: whoever held it (a bridge, a room) lets go. */
  readonly taken: Topic<void>;
  becomes(status: "queued" | "ringing" | "in-progress"): void;
  end(status: LegStatus): void;
  /** Ends as a hang-up does in the present status. */
  hangUp(): void;
  begin(program: Program): void;
}

const overStatuses: ReadonlySet<LegStatus> = new Set([
  "completed",
  "busy",
  "no-answer",
  "failed",
  "canceled",
]);

export interface LegDeps {
  readonly clock: Clock;
  readonly publish: (sid: string, body: PhoneEventBody) => void;
}

export function createLeg(plan: LegPlan, deps: LegDeps): Leg {
  const changes = createTopic<LegStatus>();
  const taken = createTopic<void>();
  let status: LegStatus = "queued";
  let answeredAt: number | undefined;
  let endedAt: number | undefined;
  let run: AbortController | undefined;

  const change = (next: LegStatus): void => {
    status = next;
    deps.publish(plan.sid, { type: "leg-status", status });
    changes.publish(status);
  };
  const stop = (reason: Interruption): void => {
    const stopped = run;
    run = undefined;
    stopped?.abort(reason);
  };

  const leg: Leg = {
    ...plan,
    createdAt: deps.clock.now(),
    queuedMs: 0,
    inputs: createTopic<LegInput>(),
    changes,
    taken,
    get status() {
      return status;
    },
    get answeredAt() {
      return answeredAt;
    },
    get endedAt() {
      return endedAt;
    },
    get isOver() {
      return overStatuses.has(status);
    },
    becomes(next) {
      if (overStatuses.has(status) || status === next) return;
      if (next === "in-progress") answeredAt = deps.clock.now();
      change(next);
    },
    end(next) {
      if (overStatuses.has(status)) return;
      endedAt = deps.clock.now();
      // Whoever waits on this leg's status is told after its own program has seen that the leg is gone.
      status = next;
      stop("ended");
      change(next);
    },
    hangUp() {
      leg.end(hangUpStatus(leg));
    },
    begin(program) {
      if (overStatuses.has(status)) return;
      stop("replaced");
      taken.publish();
      const controller = new AbortController();
      run = controller;
      program(controller.signal).then(
        () => {
          if (run === controller) run = undefined;
        },
        (error: unknown) => {
          if (error instanceof Interrupted) return;
          reportDefect(leg, error, deps);
        },
      );
    },
  };
  return leg;
}

/** §3.1: a caller gone before the answer leaves `no-answer`; a leg that we rang and gave up is `canceled`. */
function hangUpStatus(leg: Leg): LegStatus {
  if (leg.status === "in-progress") return "completed";
  return leg.direction === "inbound" ? "no-answer" : "canceled";
}

/** A mistake of the simulator itself ends the call as the carrier's own failure would (12400), never the process. */
function reportDefect(leg: Leg, error: unknown, deps: LegDeps): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : error;
  deps.publish(leg.sid, {
    type: "refused",
    code: 12400,
    message: `The simulator stumbled: ${String(words)}`,
    fatal: true,
  });
  leg.end("failed");
}
