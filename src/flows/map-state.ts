import type { ChartState, ChartTransition } from "./chart.js";
import { mapValues } from "./map-values.js";

/** The same state with each of its ways on changed. */
export function mapTransitions(
  state: ChartState,
  change: (one: ChartTransition) => ChartTransition,
): ChartState {
  return {
    ...state,
    ...(state.on && { on: mapValues(state.on, (list) => list.map(change)) }),
    ...(state.always && { always: state.always.map(change) }),
    ...(state.after && {
      after: { ...state.after, next: state.after.next.map(change) },
    }),
  };
}
