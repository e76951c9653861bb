import {
  Counter,
  Gauge,
  Histogram,
  Registry,
  collectDefaultMetrics,
} from "prom-client";
import type { RequestHandler } from "express";
import type { Relay } from "./relay.js";

export interface Metrics {
  readonly registry: Registry;
  /** Times each voice webhook by its route. */
  readonly timeWebhooks: RequestHandler;
  readonly callsBegun: Counter;
  readonly lastResorts: Counter;
  /** By `outcome`: applied, refused. */
  readonly reloads: Counter;
}

/** What is measured on every call (C27), in Prometheus' form; one registry per line, so that two can run in one process. */
export function createMetrics(relay: Pick<Relay, "held">): Metrics {
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
    collect: () => partitions.set(relay.held()),
  });
  return {
    registry,
    timeWebhooks: (request, response, next) => {
      const stop = seconds.startTimer();
      response.once("finish", () => {
        // Only our own routes are labels: what a stranger asks for is not.
        const route =
          (request.route as { path?: string } | undefined)?.path ?? "other";
        stop({ route, status: response.statusCode });
      });
      next();
    },
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
    reloads: new Counter({
      name: "directo_reloads_total",
      help: "How often flow, people and policies were read again, and whether they took effect.",
      labelNames: ["outcome"],
      registers,
    }),
  };
}
