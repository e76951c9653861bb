import type { Clock } from "./clock.js";

/** A function that does its work at its first call and then, however often it is called, not again before `ms` are over. */
export function createNowAndThen(
  clock: Clock,
  ms: number,
  work: () => Promise<void>,
): () => Promise<void> {
  let notBefore = -Infinity;
  return async () => {
    if (clock.now() < notBefore) return;
    notBefore = clock.now() + ms;
    await work();
  };
}
