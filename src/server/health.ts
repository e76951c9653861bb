import express, { type Router } from "express";
import type { Store } from "../store/contract.js";
import type { Clock } from "./clock.js";
import type { Metrics } from "./metrics.js";

export interface HealthDeps {
  readonly store: Store;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Rejects when the carrier's REST API does not answer, or does not accept the account. */
  carrierAnswers(): Promise<void>;
}

/** The carrier is asked this often at most, ms: a load balancer asks every second. */
const carrierEvery = 10_000;

/** `/healthz`: the process is alive. `/readyz`: what it needs answers (503 when not). `/metrics`: Prometheus'. */
export function createHealthRouter(deps: HealthDeps): Router {
  const router = express.Router();
  let asked: { at: number; answers: Promise<boolean> } | undefined;
  const carrier = (): Promise<boolean> => {
    const now = deps.clock.now();
    if (!asked || now - asked.at > carrierEvery)
      asked = { at: now, answers: succeeds(deps.carrierAnswers()) };
    return asked.answers;
  };
  router.get("/healthz", (_request, response) => {
    response.json({ alive: true });
  });
  const look = async () => {
    const [store, reachable] = await Promise.all([
      succeeds(deps.store.ping()),
      carrier(),
    ]);
    return { store, carrier: reachable };
  };
  router.get("/readyz", async (_request, response) => {
    const ready = await look();
    response.status(ready.store && ready.carrier ? 200 : 503).json(ready);
  });
  router.get("/metrics", async (_request, response) => {
    const { registry, ready } = deps.metrics;
    for (const [of, answers] of Object.entries(await look()))
      ready.set({ of }, answers ? 1 : 0);
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
