import type { CallContext } from "./call-context.js";
import type { ChartAction } from "./chart.js";
import type { FlowDocument } from "./document.js";
import type { Effect } from "./effects.js";
import type { CallEvent } from "./events.js";
import { sayIn } from "./saying.js";

/** An effect of the machine: its type, and its details from where the call is. */
export interface EffectSource {
  readonly type: Effect["type"];
  params(context: CallContext, event: CallEvent): Record<string, unknown>;
}

/** A message to another machine. */
interface Told {
  readonly kind: string;
  readonly id: string;
  readonly event: Record<string, unknown>;
}

/** The answer with all that proves it: the question in the words that the caller heard, and how it was answered. */
export function answeredTo(
  document: FlowDocument,
  wanted: Extract<ChartAction, { type: "keep-answer" }>,
  context: CallContext,
  event: CallEvent,
): Told {
  const { call, caller, language } = context;
  const { about, answer, texts, inputs } = wanted;
  return {
    kind: "consents",
    id: call,
    event: {
      type: "answered",
      about,
      answer,
      by:
        event.type === "digits"
          ? { key: event.digits }
          : { words: event.type === "speech" ? event.text : "" },
      question: sayIn(document, language, texts, context, event.at, inputs)
        .text,
      language,
      number: caller.number,
      grade: caller.grade,
      answeredAt: event.at,
    },
  };
}

/** Tells the machine that the caller's number has. */
export function tellNumber(
  kind: "callback" | "caller",
  message: (
    context: CallContext,
    event: CallEvent,
  ) => Record<string, unknown> | undefined,
): EffectSource {
  return {
    type: "tell",
    params: (context, happened) => {
      const event = message(context, happened);
      const { number } = context.caller;
      return event ? { to: { kind, id: number }, event } : {};
    },
  };
}

export function tell(
  message: (context: CallContext, event: CallEvent) => Told,
): EffectSource {
  return {
    type: "tell",
    params: (context, event) => {
      const { kind, id, event: told } = message(context, event);
      return { to: { kind, id }, event: told };
    },
  };
}
