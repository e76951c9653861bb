import type { ChartState, ChartTransition, StepChart, Texts } from "./chart.js";
import { sayAndListen } from "./listen.js";
import type { Scope } from "./step-kind.js";

export interface Wait {
  /** The name of its first state; later ones are `<name>-2` … */
  readonly name: string;
  readonly scope: Scope;
  readonly first: Texts;
  readonly waiting: Texts;
  /** How many sentences are waited in all; a silence after the first is two seconds. */
  readonly most: number;
  /** Keys that end the waiting. */
  readonly keys?: readonly ChartTransition[];
  /** What may come in while the caller waits. It is only remembered: the caller's phone is not asking for anything then. */
  readonly arrived: Readonly<Record<string, readonly ChartTransition[]>>;
  /** Looked at each time the caller has heard a sentence out. */
  readonly next: readonly ChartTransition[];
  readonly late: ChartTransition;
}

/** Waits for an answer of the world with the caller on the line: one state for each sentence, and then no more. */
export function waitFor(wait: Wait): StepChart {
  const { name, scope, most, keys = [] } = wait;
  const states: Record<string, ChartState> = {};
  for (let turn = 1; turn <= most; turn += 1) {
    const state = turn === 1 ? name : `${name}-${turn}`;
    const later: ChartTransition =
      turn < most
        ? { target: `#${scope.step}.${name}-${turn + 1}` }
        : wait.late;
    const { entry, on = {} } = sayAndListen(
      scope,
      state,
      [{ type: "say", texts: turn === 1 ? wait.first : wait.waiting }],
      turn === 1 ? 1 : 2,
      [...wait.next, later],
    );
    states[state] = {
      ...(entry && { entry }),
      on: {
        ...on,
        digits: [...keys, ...(on["digits"] ?? [])],
        ...wait.arrived,
      },
    };
  }
  return states;
}
