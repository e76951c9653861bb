import { isRungBack, valuesOf, type CallContext } from "./call-context.js";
import type { Chart, Texts } from "./chart.js";
import type { FlowDocument, LanguageSetting } from "./document.js";
import { givenIn, variablesOf } from "./given.js";
import { inputVariables, valuesOfInputs, type Inputs } from "./inputs.js";
import {
  compileSource,
  renderText,
  spokenDuration,
  writeText,
  type CompiledText,
  type Language,
  type Values,
  type Variables,
} from "./speech/index.js";
import { isReachable } from "./events.js";
import { stateAt } from "./chart-places.js";
import { fitSpoken } from "./spoken-limits.js";
import { anywhere } from "./variables.js";

export interface Said {
  readonly text: string;
  /** The carrier's name of the voice. */
  readonly voice: string;
  /** BCP 47. */
  readonly language: string;
}

/**
 * One sentence in one language, with the call's values in it. Throws when a value is not known where the sentence stands: checked
 * documents name only what is, so that is a defect of a step kind and the caller is taken to a person by the last resort.
 */
export function sayIn(
  document: FlowDocument,
  language: Language,
  texts: Texts,
  context: CallContext,
  at: number,
  inputs: Inputs = {},
  more: Values = {},
): Said {
  const [spoken, setting] = settingFor(document, language);
  const text = fill(
    renderText,
    document,
    spoken,
    texts,
    context,
    at,
    inputs,
    more,
  );
  return { text, voice: setting.voice, language: setting.speaks };
}

/** The same sentence to be read, in the language that the caller is spoken to in. */
export function writeIn(
  document: FlowDocument,
  texts: Texts,
  context: CallContext,
  at: number,
  inputs: Inputs = {},
): string {
  const [language] = settingFor(document, context.language);
  return fill(writeText, document, language, texts, context, at, inputs);
}

function fill(
  render: typeof renderText,
  document: FlowDocument,
  language: Language,
  texts: Texts,
  context: CallContext,
  at: number,
  inputs: Inputs,
  more: Values = {},
): string {
  const source = texts[language];
  if (source === undefined)
    throw new Error(`Nothing is written in "${language}" for this sentence.`);
  const text = compiled(document, texts, language, inputs);
  const rendered = render(
    text,
    text.names.length === 0
      ? {}
      : allValues(language, context, at, inputs, more),
    { now: at, zone: document.timeZone, home: homeOf(context) },
  );
  if (!rendered.ok)
    throw new Error(`"${rendered.missing}" is not known here: ${source}`);
  return rendered.text;
}

function allValues(
  language: Language,
  context: CallContext,
  at: number,
  inputs: Inputs,
  more: Values,
): Values {
  const { heardAnswer } = context;
  const known = {
    ...valuesOf(context, language, at),
    // It is read back; nothing is decided by it before the caller has said that it is right.
    ...(heardAnswer && { [heardAnswer.answer]: heardAnswer.value }),
    ...more,
  };
  return { ...known, ...valuesOfInputs(inputs, language, known) };
}

/** Numbers of the caller's own country are told as they dial them; of a caller whose number is not known, of the line's. */
function homeOf({ caller, line }: CallContext): string {
  return isReachable(caller) ? caller.number : line;
}

export interface WaitingCall {
  readonly document: FlowDocument;
  readonly chart: Chart;
  /** Where the call is: `person.waiting`. */
  readonly at: string;
  readonly context: CallContext;
  /** Epoch ms. */
  readonly now: number;
  /** Absent: said already, or not known; `seconds` is the expected wait, `waited` what they waited so far. */
  readonly place?:
    | {
        readonly place: number;
        readonly seconds: number;
        readonly waited: number;
      }
    | undefined;
  readonly namesKeys: boolean;
  /** Who rings in place of whoever was asked for; absent: nobody, or said already. */
  readonly standIn?: string | undefined;
  /** The caller asked for the number, and has not heard it. */
  readonly saysNumber: boolean;
  /** The caller said that they do not want to be rung when they are cut off, and has not heard that it was understood. */
  readonly saysNoCallBack: boolean;
}

/** A place that has so few seconds left to be waited in would be cut short by what follows. */
const leastLeft = 15;

/** What a caller who waits for a person is told now, maybe nothing; `undefined` for a call that waits for nobody. */
export function sayWaiting(call: WaitingCall): readonly Said[] | undefined {
  const { document, context, now, place } = call;
  const wait = stateAt(call.chart, call.at)?.entry?.find(
    (action) => action.type === "wait",
  );
  if (wait?.type !== "wait") return undefined;
  const say = (texts: Texts, more?: Values) =>
    sayIn(document, context.language, texts, context, now, wait.inputs, more);
  const left = wait.held - (place?.waited ?? 0);
  return [
    ...(call.saysNoCallBack && wait.noCallBack ? [say(wait.noCallBack)] : []),
    ...(call.saysNumber && wait.number ? [say(wait.number)] : []),
    ...(call.standIn !== undefined && wait.standIn
      ? [
          say(wait.standIn, {
            "deputy.name": fitSpoken(
              "deputy.name",
              call.standIn,
              settingFor(document, context.language)[0],
            ),
          }),
        ]
      : []),
    ...(place && left >= leastLeft
      ? [
          say(
            isHeldShorter(place.seconds, left, context)
              ? wait.placeHeld
              : wait.place,
            {
              place: place.place,
              expected: place.seconds,
              held: left,
            },
          ),
        ]
      : []),
    ...(call.namesKeys ? [say(wait.keys)] : []),
    ...(call.namesKeys && wait.cutOff && isRungBack(context)
      ? [say(wait.cutOff)]
      : []),
  ];
}

/** Whether the caller is kept on the telephone for less than the wait, as they hear both: "about a minute" and "about a minute" say nothing. */
function isHeldShorter(
  seconds: number,
  left: number,
  { language }: CallContext,
): boolean {
  return (
    seconds > left &&
    spokenDuration(seconds, language) !== spokenDuration(left, language)
  );
}

/** The flow's own setting of a language; a person who speaks none of the flow's languages hears its first. */
export function settingFor(
  document: FlowDocument,
  language: Language,
): [Language, LanguageSetting] {
  const own = document.languages[language];
  if (own) return [language, own];
  const first = Object.entries(document.languages)[0];
  if (first?.[1] === undefined)
    throw new Error("A flow speaks one language at least.");
  return [first[0] as Language, first[1]];
}

/** All that a sentence of this document may name. */
function variablesIn(document: FlowDocument, inputs: Inputs): Variables {
  return {
    ...anywhere,
    ...variablesOf(givenIn(document)),
    ...inputVariables(inputs),
  };
}

const compiledTexts = new WeakMap<Texts, Map<Language, CompiledText>>();

/** Read once, as long as the flow is kept. */
export function compiled(
  document: FlowDocument,
  texts: Texts,
  language: Language,
  inputs: Inputs,
): CompiledText {
  const known = compiledTexts.get(texts) ?? new Map<Language, CompiledText>();
  compiledTexts.set(texts, known);
  const text =
    known.get(language) ??
    compileSource(texts[language] ?? "", {
      language,
      variables: variablesIn(document, inputs),
    });
  known.set(language, text);
  return text;
}
