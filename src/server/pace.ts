import type { Clock } from "./clock.js";

/** Lets through `perSecond` a second, in the order of asking: what the carrier takes, and above which it answers 429. */
export function createPace(perSecond: number, clock: Clock) {
  let next = 0;
  return (): Promise<void> => {
    const at = Math.max(clock.now(), next);
    next = at + 1000 / perSecond;
    const wait = at - clock.now();
    return wait <= 0
      ? Promise.resolve()
      : new Promise((resolve) => clock.after(wait, resolve));
  };
}
