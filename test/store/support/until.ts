import { setTimeout as wait } from "node:timers/promises";

/** Tries again, every 20 ms, until `attempt` resolves; rejects with its last error after `ms`. */
export async function until<T>(
  attempt: () => Promise<T>,
  ms = 10_000,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
      await wait(20);
    }
  }
}

/** How long `work` takes to reject, in ms, and with what. */
export async function timeRejection(
  work: Promise<unknown>,
): Promise<{ readonly ms: number; readonly error: unknown }> {
  const startedAt = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { ms: performance.now() - startedAt, error };
}
