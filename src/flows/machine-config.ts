import { unansweredState } from "./assigns.js";
import { hungUpAt, recordedMs } from "./chart-places.js";
import {
  ended,
  type Chart,
  type ChartAction,
  type ChartState,
  type ChartTransition,
  type StepChart,
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
      "hung-up": { target: "#(ended)", actions: goneActions.map(action) },
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

/** What follows when the caller hangs up. */
const goneActions = [
  { type: "call-back-cut-off" },
  { type: "give-up" },
] as const;

function stepConfig(
  name: string,
  step: StepChart,
  action: (wanted: ChartAction) => unknown,
) {
  return {
    id: name,
    initial: Object.keys(step)[0],
    states: Object.fromEntries(
      Object.entries(step).flatMap(([state, chart]) =>
        chart.entry?.some(({ type }) => type === "record")
          ? whileRecording(`${name}.${state}`, chart).map(
              ([place, one]) =>
                [
                  place.slice(name.length + 1),
                  stateConfig(one, action),
                ] as const,
            )
          : [[state, stateConfig(chart, action)] as const],
      ),
    ),
  };
}

/**
 * Who leaves a message ends it by hanging up, and the carrier then posts the message and the end of the call in either order: the end of the call
 * waits for the message, and does not go on with a caller who is gone.
 */
function whileRecording(
  place: string,
  state: ChartState,
): readonly (readonly [string, ChartState])[] {
  const over = hungUpAt(place);
  const gone = [{ target: ended }];
  return [
    [
      place,
      {
        ...state,
        on: {
          ...state.on,
          "hung-up": [{ target: `#${over}`, actions: goneActions }],
        },
      },
    ],
    [
      over,
      {
        on: {
          recorded: (state.on?.["recorded"] ?? []).map((way) => ({
            ...way,
            target: ended,
          })),
        },
        after: { ms: recordedMs, next: gone },
      },
    ],
  ];
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
