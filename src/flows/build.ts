import {
  assign,
  createMachine,
  type AnyStateMachine,
  type MachineContext,
} from "xstate";
import { assigns, unansweredState } from "./assigns.js";
import type { CallContext } from "./call-context.js";
import { unansweredCall } from "./call-context.js";
import type {
  Chart,
  ChartAction,
  ChartState,
  ChartTransition,
  StepChart,
} from "./chart.js";
import { languagesOf, type FlowDocument } from "./document.js";
import { createEffects } from "./effect-params.js";
import type { CallEvent } from "./events.js";
import { createGuards } from "./guards.js";

/** XState ends a runaway chain of eventless transitions here; no sound flow comes near (a step has under ten). */
const maxIterations = 200;

interface Args {
  readonly context: CallContext;
  readonly event: CallEvent;
}

/** Phase four: a chart → the XState machine that carries a call. */
export function buildMachine(
  document: FlowDocument,
  chart: Chart,
): AnyStateMachine {
  const effects = createEffects(document);
  const action = (wanted: ChartAction): unknown => {
    const effect = effects(wanted);
    if (effect)
      return {
        type: effect.type,
        params: ({ context, event }: Args) => effect.params(context, event),
      };
    return { type: wanted.type, params: wanted };
  };
  const first = languagesOf(document)[0];
  if (first === undefined)
    throw new Error("A flow speaks one language at least.");
  const config = {
    id: "(call)",
    context: unansweredCall(first) as unknown as MachineContext,
    initial: "(ringing)",
    on: { "hung-up": { target: "#(ended)" } },
    states: {
      "(ringing)": unansweredState(chart.start),
      ...Object.fromEntries(
        Object.entries(chart.steps).map(([name, step]) => [
          name,
          stepConfig(name, step, action),
        ]),
      ),
      "(ended)": { id: "(ended)", type: "final" },
    },
  };
  const assignActions = Object.fromEntries(
    Object.entries(assigns).map(([type, change]) => [
      type,
      assign(({ context, event }, params) =>
        change(
          context as unknown as CallContext,
          event as unknown as CallEvent,
          params as never,
          document,
        ),
      ),
    ]),
  );
  // The chart is checked data with its own closed types; XState infers nothing from it.
  return createMachine(
    { ...config, options: { maxIterations } } as never,
    {
      actions: assignActions,
      guards: createGuards(),
    } as never,
  ) as AnyStateMachine;
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
  };
}
