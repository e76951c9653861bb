import { pass, type Clock } from "./clock.js";

/** Lets through `perSecond` a second, in the order of asking: what the carrier takes, and above which it answers 429. */
export function createPace(perSecond: number, clock: Clock) {
  const gap = 1000 / perSecond;
  let next = 0;
  let waiting = 0;
  return async (): Promise<void> => {
    const now = clock.now();
    // Nobody waits longer than for those before them, whatever a clock that was set back says.
    const at = Math.min(Math.max(now, next), now + (waiting + 1) * gap);
    next = at + gap;
    if (at <= now) return;
    waiting += 1;
    await pass(clock, at - now);
    waiting -= 1;
  };
}
