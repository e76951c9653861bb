/** What people and callers are told when they are rung: texts of the flow with all that is known of the call by now. */
import type { CaseOpened } from "../machines/case/file.js";
import {
  callbackWords,
  type CallbackAsked,
} from "../machines/callback/events.js";
import type { Brief } from "../machines/connection/events.js";
import type { Needs } from "../machines/needs.js";
import type { OutboundKind } from "../machines/outbound.js";
import { ownerRole } from "../machines/queue/events.js";
import { valuesOf, type CallContext } from "./call-context.js";
import type { ChartAction, Role, Texts } from "./chart.js";
import { languagesOf, type FlowDocument } from "./document.js";
import { isReachable, type Limits } from "./events.js";
import { valuesOfInputs, type Inputs } from "./inputs.js";
import { compiled, settingFor } from "./saying.js";
import type { Language, Values } from "./speech/index.js";

/** Whom the queue is asked for. An adviser or director has one topic there: the name, so that nobody else's is rung. */
export function whoIn(
  { people, openCase }: CallContext,
  { role, topic }: { readonly role: Role; readonly topic?: string },
): { readonly role: string; readonly topic?: string } {
  if (role === "owner") return { role: ownerRole(openCase?.owner.name ?? "") };
  const wanted = {
    adviser: people.adviser?.name,
    director: people.director.name,
    agent: topic,
  }[role];
  return { role, ...(wanted !== undefined && { topic: wanted }) };
}

/** What the caller needs of whoever takes the call. */
export function needsIn(
  context: CallContext,
  wanted: { readonly role: Role; readonly topic?: string },
): Needs {
  const { caller, language, about } = context;
  return {
    ...whoIn(context, wanted),
    language,
    ...(caller.segment !== undefined && { segment: caller.segment }),
    ...(about && { disputed: about.amount }),
  };
}

/** What a rung person is told, in each language of the flow; how long the caller waited is added then. */
export function briefsOf(
  document: FlowDocument,
  wanted: Extract<ChartAction, { type: "connect" | "ask-callback" }>,
  context: CallContext,
  at: number,
): Readonly<Partial<Record<Language, Brief>>> {
  const texts = context.about ? wanted.whisperCharge : wanted.whisper;
  return Object.fromEntries(
    languagesOf(document).flatMap((language) => {
      const known = valuesOf(context, language, at);
      const brief = briefOf(document, texts, language, known, wanted.inputs);
      return brief ? [[language, brief]] : [];
    }),
  );
}

/** The same, for whoever is rung in place of whoever was asked for; absent: nobody is. */
export function standInBriefsOf(
  document: FlowDocument,
  wanted: Extract<ChartAction, { type: "connect" }>,
  context: CallContext,
  at: number,
): ReturnType<typeof briefsOf> | undefined {
  const { whisperStandIn: whisper, whisperStandInCharge: charge } = wanted;
  return (
    whisper &&
    briefsOf(
      document,
      { ...wanted, whisper, whisperCharge: charge ?? whisper },
      context,
      at,
    )
  );
}

function briefOf(
  document: FlowDocument,
  texts: Texts,
  language: Language,
  known: Values,
  inputs: Inputs = {},
): Brief | undefined {
  const setting = document.languages[language];
  const source = texts[language];
  if (!setting || source === undefined) return undefined;
  const { voice, speaks } = setting;
  const given = { ...known, ...valuesOfInputs(inputs, language, known) };
  const { names, variables: all } = compiled(document, texts, language, inputs);
  // It goes to another machine and stays there: no more than it says.
  const named = <Value>(of: Readonly<Record<string, Value>>) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const one = of[name];
        return one === undefined ? [] : [[name, one] as const];
      }),
    );
  return {
    source,
    variables: named(all),
    values: named(given),
    zone: document.timeZone,
    voice,
    speaks,
  };
}

/** The promise of this call, for whoever has to keep it. */
export function casePromised(
  document: FlowDocument,
  context: CallContext,
): Partial<Omit<CaseOpened, "type" | "at">> {
  const { reference, promise, caller, about, call, language } = context;
  return {
    id: call,
    channel: "phone",
    reference,
    ...promise,
    timeZone: document.timeZone,
    number: caller.number,
    withheld: !isReachable(caller),
    language,
    call,
    ...(about && { about }),
  };
}

/** The limit that a case is opened for. */
export function caseLimit(
  what: OutboundKind | undefined,
  limits: Limits | undefined,
): Pick<CaseOpened, "limit"> {
  if (what === undefined) return {};
  if (what === "call") return limits?.call ? { limit: limits.call } : {};
  return limits?.message ? { limit: `message-${limits.message}` } : {};
}

/** The caller knows the number that the call-back had before. */
function numbersOf({
  openCallBack,
}: CallContext): Pick<CaseOpened, "id" | "reference"> | undefined {
  const { id, reference } = openCallBack ?? {};
  return id !== undefined && reference !== undefined
    ? { id, reference }
    : undefined;
}

/** Where they are to be called. The call-back passes it on to the case that it became. */
export function callAt(
  { caller, call, openCallBack, values = {} }: CallContext,
  { number: variable, kept }: Extract<ChartAction, { type: "call-at" }>,
): Told {
  const phone = values[variable];
  return kept === "callback" && isReachable(caller)
    ? {
        kind: "callback",
        id: caller.number,
        event: { type: "call-at", case: openCallBack?.id ?? call, phone },
      }
    : { kind: "case", id: call, event: { type: "call-at", phone } };
}

/** They need the call no more that they heard is promised. */
export function dropCallBack({ caller, openCallBack }: CallContext): Told {
  return {
    kind: "callback",
    id: caller.number,
    event: { type: "not-wanted", case: openCallBack?.id },
  };
}

interface Told {
  readonly kind: string;
  readonly id: string;
  readonly event: { readonly type: string } & Record<string, unknown>;
}

/** A call-back with all that the line says and does then: it begins when this call is over. */
export function callbackAsked(
  document: FlowDocument,
  wanted: Extract<ChartAction, { type: "ask-callback" }>,
  context: CallContext,
  at: number,
): Omit<CallbackAsked, "at" | "case" | "words"> & Record<string, unknown> {
  const { call, line, startedAt, since = startedAt } = context;
  const [language] = settingFor(document, context.language);
  const known = valuesOf(context, language, at);
  return {
    type: "asked",
    call,
    line,
    since,
    ...needsIn(context, wanted),
    ...(context.last && { prefers: context.last.id }),
    language,
    ring: wanted.ring,
    first: wanted.first,
    brief: briefsOf(document, wanted, context, at),
    words: Object.fromEntries(
      callbackWords.map((word) => [
        word,
        briefOf(document, wanted.words[word], language, known, wanted.inputs),
      ]),
    ),
    ...(wanted.changes && { changes: true }),
    case: {
      ...casePromised(document, context),
      ...(wanted.changes && numbersOf(context)),
    },
  };
}
