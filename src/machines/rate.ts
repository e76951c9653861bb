/** How many requests came from one address within a fixed window: shared by all servers, since it is kept where calls are. */
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "./reduce.js";

export interface Hit {
  readonly type: "hit";
  readonly at: number;
  /** How long a window is, ms. */
  readonly windowMs: number;
}

export interface Rate {
  readonly count: number;
  /** When this window is over, epoch ms. */
  readonly until: number;
}

export const rateMachine: AnyStateMachine = createMachine({
  id: "rate",
  context: { count: 0, until: 0 },
  on: {
    hit: {
      actions: reduce<Rate>(({ count, until }, { at, windowMs }: Hit) => ({
        context:
          at < until
            ? { count: count + 1, until }
            : { count: 1, until: at + windowMs },
        effects: [],
      })),
    },
  },
} as never) as AnyStateMachine;
