import { findPhrase, readUtterance, type Utterance } from "./find-phrase.js";
import { keysSaid } from "./heard-keys.js";
import { vocabularies } from "./heard-vocabulary.js";
import { splitWords, type Word } from "./heard-words.js";
import type { Language } from "./language.js";

/** One thing a caller may mean. */
export interface HeardChoice {
  readonly id: string;
  /** What callers say, in any inflection: "cobro", "hablar con alguien". */
  readonly phrases: readonly string[];
  /** Its key, which may be spoken as well: "marque dos", "two". */
  readonly key?: string;
}

export type Heard =
  | { readonly id: string }
  | { readonly none: true }
  /** The caller said more than one: ask which. In the order of the choices. */
  | { readonly several: readonly string[] };

export type HeardMatcher = (text: string) => Heard;

/**
 * Understands an utterance (its first 500 characters) as one of the choices. Accents, case, inflection and small words do not matter;
 * a negated phrase does not count; a key named as such decides; else the phrase with most words of meaning wins, and a draw is `several`.
 */
export function compileHeard(
  choices: readonly HeardChoice[],
  language: Language,
): HeardMatcher {
  const vocabulary = vocabularies[language];
  const compiled = choices.map(({ id, key, phrases }) => ({
    id,
    key,
    phrases: phrases
      .map((phrase) => compilePhrase(phrase, language))
      .filter(({ words }) => words.length > 0),
  }));
  return (text) => {
    const words = splitWords(text, language);
    const said = readUtterance(words, vocabulary);
    const keys = keysSaid(said);
    const byKey = compiled.filter(
      ({ key }) => key !== undefined && keys.has(key),
    );
    if (byKey.length > 0) return outcome(byKey.map(({ id }) => id));
    const scores = compiled.map(({ phrases }) => bestScore(said, phrases));
    const best = Math.max(0, ...scores);
    return outcome(
      compiled
        .filter((_, index) => best > 0 && scores[index] === best)
        .map(({ id }) => id),
    );
  };
}

/** The phrases of a set of choices that are not understood as their own choice, with what they are understood as: mistakes of a flow. */
export function unheardPhrases(
  choices: readonly HeardChoice[],
  language: Language,
): { readonly id: string; readonly phrase: string; readonly heard: Heard }[] {
  const hear = compileHeard(choices, language);
  return choices.flatMap(({ id, phrases }) =>
    phrases
      .map((phrase) => ({ id, phrase, heard: hear(phrase) }))
      .filter(({ heard }) => !("id" in heard) || heard.id !== id),
  );
}

interface Phrase {
  readonly words: readonly Word[];
  readonly score: number;
}

function compilePhrase(phrase: string, language: Language): Phrase {
  const { light, negators } = vocabularies[language];
  const all = splitWords(phrase, language);
  const heavy = all.filter(({ plain }) => !light.has(plain));
  const words = heavy.some(({ plain }) => !negators.has(plain))
    ? heavy
    : withoutMiddle(all, heavy);
  return { words, score: heavy.length * 100 + words.length };
}

// Where small words are all the meaning ("por qué no", "no sé") they stay; what comes between a negator and the last does not
// ("não é meu", "não foi meu").
function withoutMiddle(all: readonly Word[], heavy: readonly Word[]) {
  const last = all.at(-1);
  return heavy.length === 0 || last === undefined || heavy.includes(last)
    ? all
    : [...heavy, last];
}

function bestScore(said: Utterance, phrases: readonly Phrase[]): number {
  return phrases.reduce(
    (best, { words, score }) =>
      score > best && findPhrase(said, words) ? score : best,
    0,
  );
}

function outcome(ids: readonly string[]): Heard {
  const [id, ...others] = new Set(ids);
  if (id === undefined) return { none: true };
  return others.length === 0 ? { id } : { several: [id, ...others] };
}
