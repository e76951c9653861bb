import { DateTime } from "luxon";
import { dueAfter } from "../machines/case/times.js";
import { nextOpening } from "../machines/company/hours.js";
import {
  beginCall,
  hoursOf,
  personFor,
  type CallContext,
} from "./call-context.js";
import { readAnswer } from "./answer-form.js";
import type { Chart, ChartAction } from "./chart.js";
import { languagesOf, type FlowDocument } from "./document.js";
import type { CallEvent } from "./events.js";
import { fitValues } from "./look-ups.js";
import { isSoonTold } from "./spoken-limits.js";

type Change<Type extends string> = (
  context: CallContext,
  event: CallEvent,
  wanted: Extract<ChartAction, { type: Type }>,
  document: FlowDocument,
) => Partial<CallContext>;

/** What changes in a call's memory: one entry for each action that remembers something. */
export const assigns = {
  "remember-start": (_context, event, _wanted, document) =>
    event.type === "call-started"
      ? beginCall(event, languagesOf(document))
      : {},

  "use-language": (context, _event, { language }) => ({
    language,
    languageChanges: context.languageChanges + 1,
  }),

  "remember-charges": (_context, event, _wanted, document) => {
    if (event.type === "charges-unavailable") return { charges: null };
    if (event.type !== "charges-found") return {};
    const { account } = event;
    const today = dayOf(event.at, document.timeZone);
    const languages = languagesOf(document);
    // What takes long to name is no small matter of this year: a person hears about it.
    const charges = event.charges.filter((charge) =>
      isSoonTold(charge, languages, today),
    );
    return { charges, ...(account !== undefined && { account }) };
  },

  "begin-look-up": ({ lookUp }) => ({
    lookUp: { request: (lookUp?.request ?? 0) + 1 },
  }),

  "remember-look-up": (context, event, { gives }, document) => {
    const { lookUp } = context;
    if (event.type !== "look-up-answered" || !lookUp) return {};
    if ((event.request ?? lookUp.request) !== lookUp.request) return {};
    const { outcome, values = {} } = event;
    if (outcome !== "found") return { lookUp: { ...lookUp, outcome } };
    const fitting = fitValues(gives, values, languagesOf(document), {
      now: event.at,
      zone: document.timeZone,
    });
    // What cannot be said in time, or is not what the flow was checked with, is as good as no answer.
    if (!fitting) return { lookUp: { ...lookUp, outcome: "failed" } };
    return {
      lookUp: { ...lookUp, outcome },
      values: { ...context.values, ...fitting },
    };
  },

  "point-at-charge": (context, _event, { index }) => {
    const about = context.charges?.[index];
    return about ? { about } : {};
  },

  "remember-claim": (_context, event) => {
    if (event.type !== "claim-answered") return {};
    const { charge, outcome, total } = event;
    return { claim: { charge, outcome, ...(total && { total }) } };
  },

  "remember-connecting": (
    _context,
    _event,
    { step, role, topic, callBack },
  ) => ({
    connecting: {
      accepted: false,
      step,
      ...(callBack !== undefined && {
        callBack: {
          step: callBack,
          role,
          ...(topic !== undefined && { topic }),
        },
      }),
    },
  }),

  "decline-call-back": () => ({ noCallBack: true as const }),

  "remember-rating": (_context, _event, { rating }) => ({ rating }),

  "remember-accepted": (context, event) => ({
    personAt: context.personAt ?? event.at,
    connecting: { ...context.connecting, accepted: true },
    ...(event.type === "leg-accepted" &&
      event.person && { last: event.person }),
  }),

  "remember-call-back": (_context, { at, openCallBack }) => {
    if (!openCallBack) return {};
    const { owner, due } = openCallBack;
    return {
      openCallBack,
      promise: { owner, due, span: Math.max(0, due - at) },
    };
  },

  "remember-owed": () => ({ owed: true as const }),

  "forget-connecting": () => ({ connecting: undefined }),

  "wait-quietly": () => ({ quiet: true }),
  "ask-number": ({ numberAsked = 0 }) => ({ numberAsked: numberAsked + 1 }),
  "remember-hours": ({ people }, { at }, { hours: name }) => {
    const hours = hoursOf(people, name);
    if (!hours) return {};
    const opens = nextOpening(hours, at);
    const { because } = hours.closedNow ?? {};
    return {
      hours: {
        of: name,
        ...(opens !== undefined && { opens }),
        ...(because && { because }),
      },
    };
  },

  "hear-answer": (context, event, { answer, form }) => {
    const value = readAnswer(form, event, context.language, context.line);
    return value === undefined ? {} : { heardAnswer: { answer, value } };
  },

  "take-answer": ({ values, heardAnswer }, _event, { answer, value }) => {
    const kept = value ?? heardAnswer?.value;
    return kept === undefined ? {} : { values: { ...values, [answer]: kept } };
  },

  "forget-outcome": () => ({ outcome: undefined }),

  "take-up-case": ({ outcome }) =>
    outcome
      ? {
          openCase: {
            id: outcome.id,
            reference: outcome.reference,
            owner: outcome.owner,
            named: true,
          },
          outcome: undefined,
        }
      : {},

  "choose-director": ({ people, line }, _event, { topic }) => {
    const own = people.directors?.find(({ topics }) => topics?.includes(topic));
    return own && people.director.line !== line
      ? { people: { ...people, director: own } }
      : {};
  },

  "choose-owner": (context, { at }, wanted) => ({
    promise: promiseOf(context, at, wanted),
  }),
} satisfies { [Type in ChartAction["type"]]?: Change<Type> };

/** Who rings back, and by when. */
export function promiseOf(
  context: CallContext,
  at: number,
  wanted: Extract<ChartAction, { type: "choose-owner" }>,
): NonNullable<CallContext["promise"]> {
  const { owner: role, topic, withinMs } = wanted;
  const { people, hours } = context;
  const owner = personFor(context, role, topic) ?? people.director;
  // Who was told that it is closed is not rung back before it opens; a director is there at any hour (C9).
  const counted = owner.hours ?? (role === "agent" ? hours?.of : undefined);
  const due = dueAfter(people, counted, at, withinMs);
  return { owner, due, span: withinMs };
}

function dayOf(at: number, zone: string): string | undefined {
  return DateTime.fromMillis(at, { zone }).toISODate() ?? undefined;
}

/** Where a call that was cut off goes on: the steps in which it waits for a person or talks with one. */
export function resumableSteps(steps: Chart["steps"]): string[] {
  return Object.keys(steps).filter((step) =>
    Object.hasOwn(steps[step] ?? {}, "resuming"),
  );
}

/** Before the answer: the call begins with the first webhook. */
export function unansweredState(
  { start, direct, steps }: Chart,
  told: readonly unknown[],
) {
  const actions = [{ type: "remember-start" }, ...told];
  return {
    on: {
      "call-started": [
        { guard: "dialled-director", target: `#${direct}`, actions },
        ...resumableSteps(steps).map((step) => ({
          guard: { type: "resumes", params: { step } },
          target: `#${step}.resuming`,
          actions,
        })),
        { target: `#${start}`, actions },
      ],
    },
  };
}
