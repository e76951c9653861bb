/**
 * Time for the simulator. Everything timed (speech, time-outs, rings, recordings, redelivery) goes through a `Clock`, so
 * that a demo may run faster than life and a test may say `await clock.advance(5_000)` and know that everything that
 * happens in those five seconds has happened.
 */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Runs `run` once, `ms` from now; the result cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Work in the outside world (a webhook) that a manual clock waits for before it moves on. Real clocks ignore it. */
  hold?(work: Promise<unknown>): void;
}

/** Wall time, or wall time run `speed` times as fast (2 = half the waiting). */
export function createRealClock(speed = 1): Clock {
  if (!(speed > 0))
    throw new Error(`The clock's speed is ${speed}; it is above 0.`);
  const origin = Date.now();
  return {
    now: () => Math.round(origin + (Date.now() - origin) * speed),
    after(ms, run) {
      const timer = setTimeout(run, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}

export interface ManualClock extends Clock {
  hold(work: Promise<unknown>): void;
  /** Moves time on by `ms`: due callbacks run in order, and work in flight is awaited between them. */
  advance(ms: number): Promise<void>;
  /** Waits for work in flight at this instant without moving time. */
  settle(): Promise<void>;
}

interface Alarm {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that stands at `start` (epoch ms) until a test advances it. */
export function createManualClock(start: number): ManualClock {
  let now = start;
  let order = 0;
  const alarms = new Set<Alarm>();
  const held = new Set<Promise<unknown>>();

  // One turn of the event loop lets every continuation of what has just happened run (and start new work) first.
  const settle = async (): Promise<void> => {
    do {
      await Promise.allSettled(held);
      await new Promise((resolve) => setImmediate(resolve));
    } while (held.size > 0);
  };
  const nextUntil = (end: number): Alarm | undefined =>
    [...alarms]
      .filter((alarm) => alarm.due <= end)
      .toSorted((a, b) => a.due - b.due || a.order - b.order)[0];

  return {
    now: () => now,
    after(ms, run) {
      const alarm = { due: now + Math.max(0, ms), order: order++, run };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    hold(work) {
      held.add(work);
      const release = (): void => void held.delete(work);
      work.then(release, release);
    },
    settle,
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let due = nextUntil(end); due; due = nextUntil(end)) {
        alarms.delete(due);
        now = Math.max(now, due.due);
        due.run();
        await settle();
      }
      now = end;
    },
  };
}
