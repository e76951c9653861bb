/**
 * A caller whose call ends while they wait for a person, or talk with one (C7). Carriers do not tell who hung up from who was cut off. So the line
 * says while they wait that it rings back, and which key is against it; of a talk whoever had it says.
 */
import { promiseOf } from "./assigns.js";
import { callbackAsked } from "./briefs.js";
import { isRungBack, type CallContext } from "./call-context.js";
import { transitionsOf } from "./chart-places.js";
import type { Chart, ChartAction, StepChart } from "./chart.js";
import type { FlowDocument } from "./document.js";

/** The call-back of a caller who is cut off now, as the step says that they were told of; `undefined`: none. */
export function cutOffAsked(
  document: FlowDocument,
  chart: Chart,
  context: CallContext,
  at: number,
): Record<string, unknown> | undefined {
  const { connecting } = context;
  if (!connecting?.callBack || !isRungBack(context)) return undefined;
  const { step, role, topic } = connecting.callBack;
  const who = { role, ...(topic !== undefined && { topic }) };
  const { owner, callback } = callBackOf(chart.steps[step] ?? {});
  if (!owner || !callback) return undefined;
  const promise = promiseOf(context, at, { ...owner, ...who, owner: role });
  return {
    ...callbackAsked(
      document,
      { ...callback, ...who },
      { ...context, promise },
      at,
    ),
    cutOff: connecting.accepted ? "talking" : "waiting",
  };
}

type Action<Type> = Extract<ChartAction, { type: Type }>;

/** Each caller who hangs up asks for theirs, and a step's is always the same. */
const callBacks = new WeakMap<StepChart, CallBack>();

interface CallBack {
  readonly owner: Action<"choose-owner"> | undefined;
  readonly callback: Action<"ask-callback"> | undefined;
}

function callBackOf(step: StepChart): CallBack {
  const known = callBacks.get(step);
  if (known) return known;
  const actions = Object.values(step)
    .flatMap(transitionsOf)
    .flatMap((one) => one.actions ?? []);
  const found: CallBack = {
    owner: actions.find((one) => one.type === "choose-owner"),
    callback: actions.find((one) => one.type === "ask-callback"),
  };
  callBacks.set(step, found);
  return found;
}
