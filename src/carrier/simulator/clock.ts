import TinyQueue from "tinyqueue";

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
  /** Held work waits for this, which time alone brings: time may go on meanwhile. */
  release(passing: Promise<unknown>): void;
  /** Moves time on by `ms`: due callbacks run in order, and work in flight is awaited between them. */
  advance(ms: number): Promise<void>;
  /** Waits for work in flight at this instant without moving time. */
  settle(): Promise<void>;
}

interface Alarm {
  readonly due: number;
  readonly order: number;
  /** Absent: cancelled. */
  run: (() => void) | undefined;
}

/** A clock that stands at `start` (epoch ms) until somebody advances it. */
export function createManualClock(start: number): ManualClock {
  let now = start;
  let order = 0;
  const alarms = new TinyQueue<Alarm>(
    [],
    (a, b) => a.due - b.due || a.order - b.order,
  );
  /** Pieces of work in flight that do not wait for time. */
  let busy = 0;
  let settled: (() => void) | undefined;

  const change = (by: 1 | -1): void => {
    busy += by;
    if (busy === 0) settled?.();
  };
  // One turn of the event loop lets every continuation of what has just happened run (and start new work) first.
  const settle = async (): Promise<void> => {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (busy === 0) return;
      await new Promise<void>((resolve) => (settled = resolve));
    }
  };
  const nextUntil = (end: number): Alarm | undefined => {
    for (let next = alarms.peek(); next; next = alarms.peek()) {
      if (next.run && next.due > end) return undefined;
      alarms.pop();
      if (next.run) return next;
    }
    return undefined;
  };

  return {
    now: () => now,
    after(ms, run) {
      const alarm: Alarm = {
        due: now + Math.max(0, ms),
        order: order++,
        run,
      };
      alarms.push(alarm);
      return () => (alarm.run = undefined);
    },
    hold(work) {
      change(1);
      const over = (): void => change(-1);
      work.then(over, over);
    },
    release(passing) {
      change(-1);
      const over = (): void => change(1);
      passing.then(over, over);
    },
    settle,
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let next = nextUntil(end); next; next = nextUntil(end)) {
        now = Math.max(now, next.due);
        next.run?.();
        await settle();
      }
      now = end;
    },
  };
}
