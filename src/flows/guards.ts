import { hoursAt } from "../machines/company/hours.js";
import { hoursOf, personFor, type CallContext } from "./call-context.js";
import { readAnswer } from "./answer-form.js";
import type { ChartGuard, Confidence, Spoken } from "./chart.js";
import { compileChecked, type Condition } from "./conditions/index.js";
import { decidableInputs, decidablesOf, decidingValues } from "./deciding.js";
import type { FlowDocument } from "./document.js";
import { isReachable, isTheirs, type CallEvent } from "./events.js";
import { valuesOfInputs } from "./inputs.js";
import {
  compileHeard,
  yesNo,
  type Heard,
  type HeardChoice,
  type HeardMatcher,
  type Language,
} from "./speech/index.js";

/** There and back. Each change says its sentence again, and the sum of them stands in every bound that a flow promises. */
const mostLanguageChanges = 2;

export type Guard = (
  args: { context: CallContext; event: CallEvent },
  wanted: never,
) => boolean;

export type Hearing = ReturnType<typeof createHearing>;

/** Whether a caller's words are a choice. Each choice of a menu asks for the same words: they are understood once. */
export function createHearing(
  remember: (matcher: HeardMatcher) => HeardMatcher = rememberLast,
) {
  const matchers = new Map<Spoken, Map<Language, HeardMatcher>>();
  const hears = (among: Spoken, language: Language): HeardMatcher => {
    const known = matchers.get(among) ?? new Map<Language, HeardMatcher>();
    matchers.set(among, known);
    const matcher =
      known.get(language) ??
      remember(compileHeard(spokenChoices(among, language), language));
    known.set(language, matcher);
    return matcher;
  };
  return (
    text: string,
    language: Language,
    { choice, among }: Extract<ChartGuard, { type: "heard" }>,
  ): boolean => {
    const heard = hears(among, language)(text);
    return "id" in heard && heard.id === choice;
  };
}

function rememberLast(matcher: HeardMatcher): HeardMatcher {
  let last: { readonly text: string; readonly heard: Heard } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, heard: matcher(text) };
    return last.heard;
  };
}

/** Whether a condition holds; where it is open, it does not. */
function createConditions(document: FlowDocument) {
  const conditions = new Map<Asked, Condition>();
  return (asked: Asked, context: CallContext, at: number): boolean => {
    const { when, inputs = {} } = asked;
    const condition =
      conditions.get(asked) ??
      compileChecked(when, {
        ...decidablesOf(document),
        ...decidableInputs(inputs),
      });
    conditions.set(asked, condition);
    const values = decidingValues(context, at, document);
    return (
      condition.decide({
        ...values,
        ...valuesOfInputs(inputs, context.language, values),
      }) === true
    );
  };
}

type Asked = Extract<ChartGuard, { type: "holds" }>;

/** What decides between ways out: one entry for each guard of a chart. */
export function createGuards(document: FlowDocument): Record<string, Guard> {
  const hears = createHearing();
  const holds = createConditions(document);
  const guards: {
    [Type in ChartGuard["type"]]: (
      args: { context: CallContext; event: CallEvent },
      wanted: Extract<ChartGuard, { type: Type }>,
    ) => boolean;
  } = {
    pressed: ({ event }, { key }) =>
      event.type === "digits" && isPressed(event.digits, key),
    heard: ({ context, event }, wanted) =>
      event.type === "speech" &&
      isAs(wanted.confidence, event) &&
      hears(event.text, context.language, wanted),
    answers: ({ context, event }, { form, confidence }) =>
      isAs(confidence, event) &&
      readAnswer(form, event, context.language, context.line) !== undefined,
    "answer-known": ({ context }, { answer, value }) => {
      const given = context.values?.[answer];
      return given !== undefined && (value === undefined || given === value);
    },
    recognised: ({ context }) => context.account !== undefined,
    "asks-for-language": ({ context, event }, wanted) =>
      event.type === "digits" &&
      isPressed(event.digits, wanted.key) &&
      asksForLanguage(context, wanted),
    // A withheld or shared number is never a customer (it would name somebody else's bill).
    identified: ({ context }) => isTheirs(context.caller),
    reachable: ({ context }) => isReachable(context.caller),
    "has-case": ({ context }, { named }) => context.openCase?.named === named,
    "has-outcome": ({ context }) => context.outcome !== undefined,
    "charge-at": ({ context }, { index }) =>
      context.charges?.[index] !== undefined,
    "charges-known": ({ context }) =>
      context.charges !== undefined && context.charges !== null,
    "charges-failed": ({ context }) => context.charges === null,
    "claim-known": ({ context }) => currentClaim(context) !== undefined,
    "claim-is": ({ context }, { outcome }) =>
      currentClaim(context)?.outcome === outcome,
    "look-up-is": ({ context }, { outcome }) =>
      context.lookUp?.outcome === outcome,
    holds: ({ context, event }, asked) => holds(asked, context, event.at),
    // Hours that nobody wrote down keep no caller from people.
    "hours-are": ({ context, event }, { hours: name, state }) => {
      const hours = hoursOf(context.people, name);
      return hours !== undefined && hoursAt(hours, event.at) === state;
    },
    limited: ({ event }, { what }) => event.limits?.[what] !== undefined,
    "call-back-open": ({ event }) => event.openCallBack !== undefined,
    "somebody-to-ring": ({ context }, { role, topic }) =>
      personFor(context, role, topic) !== undefined,
  };
  return guards;
}

/** Whether a call may change to a language, once its key is pressed. */
export function asksForLanguage(
  call: Pick<CallContext, "language" | "languageChanges">,
  wanted: Extract<ChartGuard, { type: "asks-for-language" }>,
): boolean {
  return call.language !== wanted.language && mayChangeLanguage(call);
}

export function mayChangeLanguage({
  languageChanges,
}: Pick<CallContext, "languageChanges">): boolean {
  return languageChanges < mostLanguageChanges;
}

/** Below this a recogniser's word is asked back: the level at which VoiceXML 2.0 rejects by default (`confidencelevel`, 6.3.2). */
const sureEnough = 0.5;

/** Whether an event is as sure as is wanted; keys always are. */
export function isAs(
  wanted: Confidence | undefined,
  event: { readonly type: string; readonly confidence?: number },
): boolean {
  if (wanted === undefined) return true;
  const isSure =
    event.type !== "speech" || (event.confidence ?? 0) >= sureEnough;
  return isSure === (wanted === "sure");
}

/** Whether a key was pressed; `*0` also after other keys, for callers who had begun to answer. */
export function isPressed(digits: string, key: string): boolean {
  return key.length === 1 ? digits === key : digits.endsWith(key);
}

// An answer about an earlier charge of the same call says nothing of this one.
function currentClaim(context: CallContext): CallContext["claim"] {
  const { claim, about } = context;
  return claim !== undefined && claim.charge === about?.id ? claim : undefined;
}

/** The phrases of each choice in one language; a choice may also be said by its key. */
export function spokenChoices(
  among: Spoken,
  language: Language,
): HeardChoice[] {
  if (among === "yes-no") return yesNo(language, { yes: "1", no: "2" });
  return Object.entries(among).map(([id, { key, phrases }]) => ({
    id,
    phrases: phrases[language] ?? [],
    ...(key !== undefined && { key }),
  }));
}
