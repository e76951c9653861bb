import { createManualClock } from "../../src/carrier/simulator/index.js";
import type { Clock } from "../../src/server/clock.js";

export interface FlowingClock extends Clock {
  /** What happens in the next `ms` has happened. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

const tickMs = 20;

/** Goes as fast as life, and stands still while work is under way, however slow the machine is; a test moves it on instead of waiting. */
export function createFlowingClock(): FlowingClock {
  const clock = createManualClock(Date.now());
  let moved: Promise<void> = Promise.resolve();
  const stopped = new AbortController();
  const pass = (ms: number) => (moved = moved.then(() => clock.advance(ms)));
  const flow = async () => {
    while (!stopped.signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one tick after the other
      await new Promise((resolve) => setTimeout(resolve, tickMs));
      // oxlint-disable-next-line no-await-in-loop -- the same
      await pass(tickMs);
    }
  };
  const flowing = flow();
  return {
    ...clock,
    pass,
    async stop() {
      stopped.abort();
      await flowing;
    },
  };
}
