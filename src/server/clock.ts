/** Where the server's time comes from; the only place that reads the machine's. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Calls `run` once after `ms`; the function given back cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Work that is under way: a clock that is moved on by hand stands still until it ends. The machine's own has no use for it. */
  hold?(work: Promise<unknown>): void;
  /** Held work waits for nothing but this, which comes with time. */
  release?(passing: Promise<unknown>): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
