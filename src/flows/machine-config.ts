import { unansweredState } from "./assigns.js";
import type {
  Chart,
  ChartAction,
  ChartState,
  ChartTransition,
  StepChart,
} from "./chart.js";

/**
 * A chart as XState's machine configuration, without context: states, transitions and guards are plain data (the parameters of a guard
 * are the guard of the chart); what stands for an action is up to `action`.
 */
export function machineConfig(
  chart: Chart,
  action: (wanted: ChartAction) => unknown,
) {
  return {
    id: "(call)",
    initial: "(ringing)",
    on: {
      "hung-up": {
        target: "#(ended)",
        actions: [
          action({ type: "call-back-cut-off" }),
          action({ type: "give-up" }),
        ],
      },
    },
    states: {
      "(ringing)": unansweredState(
        chart,
        (["ring-in", "ring-again"] as const).map((type) => action({ type })),
      ),
      ...Object.fromEntries(
        Object.entries(chart.steps).map(([name, step]) => [
          name,
          stepConfig(name, step, action),
        ]),
      ),
      "(ended)": {
        id: "(ended)",
        type: "final",
        entry: [action({ type: "ring-off" })],
      },
    },
  };
}

function stepConfig(
  name: string,
  step: StepChart,
  action: (wanted: ChartAction) => unknown,
) {
  return {
    id: name,
    initial: Object.keys(step)[0],
    states: Object.fromEntries(
      Object.entries(step).map(([state, chart]) => [
        state,
        stateConfig(chart, action),
      ]),
    ),
  };
}

function stateConfig(
  state: ChartState,
  action: (wanted: ChartAction) => unknown,
) {
  const transition = (one: ChartTransition) => ({
    ...(one.target !== undefined && { target: one.target }),
    ...(one.guard && { guard: { type: one.guard.type, params: one.guard } }),
    ...(one.reenter && { reenter: true }),
    actions: (one.actions ?? []).map(action),
  });
  return {
    entry: (state.entry ?? []).map(action),
    on: Object.fromEntries(
      Object.entries(state.on ?? {}).map(([event, list]) => [
        event,
        list.map(transition),
      ]),
    ),
    always: (state.always ?? []).map(transition),
    ...(state.after && {
      after: { [state.after.ms]: state.after.next.map(transition) },
    }),
  };
}
