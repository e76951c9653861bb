import {
  assign,
  createMachine,
  type AnyStateMachine,
  type MachineContext,
} from "xstate";
import { assigns } from "./assigns.js";
import type { CallContext } from "./call-context.js";
import { unansweredCall } from "./call-context.js";
import type { Chart, ChartAction } from "./chart.js";
import { languagesOf, type FlowDocument } from "./document.js";
import { createEffects } from "./effect-params.js";
import type { CallEvent } from "./events.js";
import { createGuards, type Guard } from "./guards.js";
import { machineConfig } from "./machine-config.js";

/** XState ends a runaway chain of eventless transitions here; no sound flow comes near (a step has under ten). */
const maxIterations = 200;

interface Args {
  readonly context: CallContext;
  readonly event: CallEvent;
}

/** Phase four: a chart → the XState machine that carries a call. `decided`: guards that the proof decides in place of the call's memory. */
export function buildMachine(
  document: FlowDocument,
  chart: Chart,
  decided: Readonly<Record<string, Guard>> = {},
): AnyStateMachine {
  const effects = createEffects(document, chart);
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
    ...machineConfig(chart, action),
    context: unansweredCall(first) as unknown as MachineContext,
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
      guards: {
        ...createGuards(document),
        "dialled-director": ({ event }: Args) =>
          event.type === "call-started" && event.direct === true,
        resumes: ({ event }: Args, { step }: { step: string }) =>
          event.type === "call-started" && event.before?.resumes?.step === step,
        ...decided,
      },
    } as never,
  ) as AnyStateMachine;
}
