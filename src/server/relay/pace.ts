import TinyQueue from "tinyqueue";
import type { Clock } from "../clock.js";

/** Resolves when its turn has come. `since` (epoch ms): the seniority of whom it is for. */
export type Pace = (since: number) => Promise<void>;

interface Waiter {
  readonly since: number;
  readonly order: number;
  go(): void;
}

/** Lets through `perSecond` a second, what the carrier takes and above which it answers 429: of those who wait the most senior first. */
export function createPace(perSecond: number, clock: Clock): Pace {
  const gap = 1000 / perSecond;
  const waiting = new TinyQueue<Waiter>(
    [],
    (a, b) => a.since - b.since || a.order - b.order,
  );
  let next = 0;
  let order = 0;

  const letOneThrough = (): void => {
    next = clock.now() + gap;
    waiting.pop()?.go();
    if (waiting.length > 0) clock.after(gap, letOneThrough);
  };
  return (since) => {
    const now = clock.now();
    if (waiting.length === 0 && now >= next) {
      next = now + gap;
      return Promise.resolve();
    }
    const come = new Promise<void>((go) => {
      waiting.push({ since, order: (order += 1), go });
    });
    clock.release?.(come);
    // Nobody waits longer than for those before them, whatever a clock that was set back says.
    if (waiting.length === 1)
      clock.after(Math.min(next - now, gap), letOneThrough);
    return come;
  };
}
