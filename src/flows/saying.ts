import { valuesOf, type CallContext } from "./call-context.js";
import type { Texts } from "./chart.js";
import type { FlowDocument, LanguageSetting } from "./document.js";
import { givenIn, variablesOf } from "./given.js";
import { inputVariables, valuesOfInputs, type Inputs } from "./inputs.js";
import {
  compileSource,
  renderText,
  writeText,
  type CompiledText,
  type Language,
} from "./speech/index.js";
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
): Said {
  const [spoken, setting] = settingFor(document, language);
  const text = fill(renderText, document, spoken, texts, context, at, inputs);
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
): string {
  const source = texts[language];
  if (source === undefined)
    throw new Error(`Nothing is written in "${language}" for this sentence.`);
  const known = valuesOf(context, language, at);
  const rendered = render(
    compiled(document, texts, language, inputs),
    { ...known, ...valuesOfInputs(inputs, language, known) },
    { now: at, zone: document.timeZone },
  );
  if (!rendered.ok)
    throw new Error(`"${rendered.missing}" is not known here: ${source}`);
  return rendered.text;
}

/** What a rung person hears on picking up; `undefined` when nobody is being rung. */
export function sayWhisper(
  document: FlowDocument,
  context: CallContext,
  at: number,
): Said | undefined {
  const whisper = context.ringing?.whisper;
  if (!whisper) return undefined;
  const { language, source, inputs } = whisper;
  const texts = { [language]: source };
  return sayIn(document, language, texts, context, at, inputs);
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

const compiledTexts = new WeakMap<Texts, Map<Language, CompiledText>>();

function compiled(
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
      variables: {
        ...anywhere,
        ...variablesOf(givenIn(document)),
        ...inputVariables(inputs),
      },
    });
  known.set(language, text);
  return text;
}
