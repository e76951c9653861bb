/** Where the server's time comes from; the only place that reads the machine's. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Calls `run` once after `ms`; the function given back cancels it. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
