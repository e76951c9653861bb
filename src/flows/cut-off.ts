/**
 * A caller whose call ends while they wait for a person, or talk with one (C7). Carriers do not tell who hung up from who was cut off. So the line
 * says while they wait that it rings back, and which key is against it; of a talk whoever had it says.
 */
import { promiseOf } from "./assigns.js";
import { callbackAsked } from "./briefs.js";
import { isRungBack, type CallContext } from "./call-context.js";
import { transitionsOf } from "./chart-places.js";
import type { Chart, ChartAction } from "./chart.js";
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
  const { owner, callback } = callBackOf(chart, step);
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

function callBackOf(chart: Chart, step: string) {
  const actions = Object.values(chart.steps[step] ?? {})
    .flatMap(transitionsOf)
    .flatMap((one) => one.actions ?? []);
  return {
    owner: actions.find(
      (one): one is Action<"choose-owner"> => one.type === "choose-owner",
    ),
    callback: actions.find(
      (one): one is Action<"ask-callback"> => one.type === "ask-callback",
    ),
  };
}
