import {
  Counter,
  Gauge,
  Histogram,
  Registry,
  collectDefaultMetrics,
} from "prom-client";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Seconds } from "../flows/proof/index.js";

export interface Metrics {
  readonly registry: Registry;
  /** Times a voice webhook by its route, from now to its answer. */
  timeWebhook(request: IncomingMessage, response: ServerResponse): void;
  readonly callsBegun: Counter;
  readonly lastResorts: Counter;
  /** By `rating`: 1 to 5, what callers answered to the question after the call. */
  readonly ratings: Counter;
  /** By `outcome`: applied, refused. */
  readonly reloads: Counter;
  /** By `effect`, its type: how often one failed and is tried again. */
  readonly effectsRetried: Counter;
  /** Effects that went to the dead letters. Without labels, so that the first one is an increase from 0. */
  readonly effectsGivenUp: Counter;
  /** By `of`, store or carrier: 1 while it answers, else 0; set when metrics are asked for. */
  readonly ready: Gauge;
  /** By kind: how much of the ceiling of the day is used, 0 to 1. */
  readonly outboundUsed: Gauge;
  /** By `flow` and `promise`: seconds that calls took, by the clocks of the proof. */
  readonly callSeconds: Histogram;
  /** Seconds from a person's hello to the first decision of the call (C8); it ranks nobody. */
  readonly helloToDecision: Histogram;
  /** By `assumption`: turns that took longer than is assumed. */
  readonly exceeded: Counter;
  /** By `flow`, `promise` and `cause`: calls that took longer than was proved; `model` is a defect of the proof. */
  readonly beyondProved: Counter;
}

export interface MetricsDeps {
  /** What the certificate of each flow that answers allows, seconds by promise. */
  readonly proved: () => readonly {
    readonly flow: string;
    readonly seconds: Seconds;
  }[];
  /** How many partitions this server relays. */
  readonly held: () => number;
}

/** What is measured on every call (C27), in Prometheus' form; one registry per line, so that two can run in one process. */
export function createMetrics({ proved, held }: MetricsDeps): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "directo_webhook_duration_seconds",
    help: "Time from a voice webhook to its answer.",
    labelNames: ["route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15],
    registers,
  });
  const partitions: Gauge = new Gauge({
    name: "directo_relayed_partitions",
    help: "How many of the outbox's 64 partitions this server relays.",
    registers,
    collect: () => partitions.set(held()),
  });
  const provedSeconds: Gauge = new Gauge({
    name: "directo_proved_seconds",
    help: "What the certificate of a flow that answers allows, by promise.",
    labelNames: ["flow", "promise"],
    registers,
    collect() {
      provedSeconds.reset();
      for (const { flow, seconds: bounds } of proved())
        for (const [promise, bound] of Object.entries(bounds))
          provedSeconds.set({ flow, promise }, bound);
    },
  });
  return {
    registry,
    timeWebhook(request, response) {
      const stop = seconds.startTimer();
      response.once("finish", () => {
        // Only our own routes are labels: what a stranger asks for is not.
        const { route } = request as { route?: { path?: string } };
        stop({ route: route?.path ?? "other", status: response.statusCode });
      });
    },
    ratings: new Counter({
      name: "directo_ratings_total",
      help: "Answers to the question after the call, 1 to 5.",
      labelNames: ["rating"],
      registers,
    }),
    callsBegun: new Counter({
      name: "directo_calls_begun_total",
      help: "Calls that the line answered.",
      registers,
    }),
    lastResorts: new Counter({
      name: "directo_last_resorts_total",
      help: "Webhooks that could not be served: the caller was taken to people's phones.",
      registers,
    }),
    callSeconds: new Histogram({
      name: "directo_call_seconds",
      help: "What calls took, by the promise that bounds it.",
      labelNames: ["flow", "promise"],
      buckets: [5, 10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420],
      registers,
    }),
    outboundUsed: new Gauge({
      name: "directo_outbound_used_ratio",
      help: "How much of the day's ceiling for callers is used, 0 to 1, by kind: call or message.",
      labelNames: ["kind"],
      registers,
    }),
    helloToDecision: new Histogram({
      name: "directo_hello_to_decision_seconds",
      help: "From a person's hello to the first decision of the call.",
      buckets: [10, 20, 30, 45, 60, 90, 120, 180, 300],
      registers,
    }),
    exceeded: new Counter({
      name: "directo_assumptions_exceeded_total",
      help: "Turns that took longer than the assumptions of the proof allow, by those that it can have been.",
      labelNames: ["assumption"],
      registers,
    }),
    beyondProved: new Counter({
      name: "directo_calls_beyond_proved_total",
      help: "Calls that took longer than was proved; cause model: a defect of the proof.",
      labelNames: ["flow", "promise", "cause"],
      registers,
    }),
    effectsRetried: new Counter({
      name: "directo_effects_retried_total",
      help: "Effects that failed and are tried again, by type.",
      labelNames: ["effect"],
      registers,
    }),
    effectsGivenUp: new Counter({
      name: "directo_effects_given_up_total",
      help: "Effects that went to the dead letters: a person decides about each.",
      registers,
    }),
    ready: new Gauge({
      name: "directo_ready",
      help: "1 while the store takes writes, or the carrier's REST API answers, else 0.",
      labelNames: ["of"],
      registers,
    }),
    reloads: new Counter({
      name: "directo_reloads_total",
      help: "How often flow, people and policies were read again, and whether they took effect.",
      labelNames: ["outcome"],
      registers,
    }),
  };
}
