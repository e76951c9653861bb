import type { Language } from "./language.js";
import { numberWords, type NumberForm } from "./number-words.js";

/** A piece of an utterance: a number with its digits as they were said ("007"), or a word. */
export type Piece =
  | { readonly type: "number"; readonly digits: string; readonly value: number }
  | { readonly type: "word"; readonly word: string };

/** What is looked at of an utterance at most. */
const mostHeard = 500;

/**
 * The numbers of an utterance in order, whether the recogniser wrote digits or words ("cuatro mil ocho", "4008"), with the words between
 * them in lower case and without accents. The words of numbers are those that the line speaks itself.
 */
export function readNumbers(text: string, language: Language): Piece[] {
  const known = vocabularies[language];
  const pieces: Piece[] = [];
  let open: OpenNumber | undefined;
  const close = () => {
    if (open) pieces.push(closed(open));
    open = undefined;
  };
  for (const token of tokensOf(text)) {
    if (/^\d/.test(token)) {
      close();
      pieces.push({ type: "number", digits: token, value: Number(token) });
      continue;
    }
    const value = known.words.get(token);
    if (value === undefined) {
      // "treinta y dos": the link is part of the number only when more of it follows.
      if (open && token === known.link) {
        open = { ...open, linked: true };
        continue;
      }
      close();
      pieces.push({ type: "word", word: token });
      continue;
    }
    const grown: OpenNumber | undefined = open && grow(open, value);
    if (!grown) close();
    open = grown ?? begin(value);
  }
  close();
  return pieces;
}

/** `past`: what came before the last "mil"; `group`: what is being said, under a thousand. */
interface OpenNumber {
  readonly past: number;
  readonly group: number;
  readonly linked: boolean;
}

function begin(value: number): OpenNumber {
  return value >= 1000
    ? { past: value, group: 0, linked: false }
    : { past: 0, group: value, linked: false };
}

/** The number with one word more; `undefined` when that word begins another number. */
function grow(open: OpenNumber, value: number): OpenNumber | undefined {
  const { past, group, linked } = open;
  if (value === 1e6 || value === 1000) {
    if (value === 1000)
      return past % 1e6 === 0
        ? { past: past + Math.max(group, 1) * 1000, group: 0, linked: false }
        : undefined;
    return past < 1e6
      ? { past: (past + group) * 1e6, group: 0, linked: false }
      : undefined;
  }
  // English counts its hundreds: "two hundred".
  if (value === 100 && group > 0 && group < 10 && !linked)
    return { past, group: group * 100, linked: false };
  const fits =
    group === 0
      ? past > 0
      : value < 10
        ? group % 10 === 0 && (group % 100 >= 20 || group % 100 === 0)
        : group % 100 === 0 && value < 100;
  return fits && value > 0
    ? { past, group: group + value, linked: false }
    : undefined;
}

function closed({ past, group }: OpenNumber): Piece {
  const value = past + group;
  return { type: "number", digits: String(value), value };
}

function tokensOf(text: string): string[] {
  return (
    text
      .slice(0, mostHeard)
      .normalize("NFD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .match(/\d+|\p{L}+/gu) ?? []
  );
}

interface NumberVocabulary {
  readonly words: ReadonlyMap<string, number>;
  readonly link: string;
}

const vocabularies: Readonly<Record<Language, NumberVocabulary>> = {
  es: {
    words: wordsOf("es", { ciento: 100, un: 1, millon: 1e6, millones: 1e6 }),
    link: "y",
  },
  en: {
    words: wordsOf("en", { oh: 0, hundred: 100, thousand: 1000, million: 1e6 }),
    link: "and",
  },
  pt: {
    words: wordsOf("pt", { cento: 100, meia: 6, milhao: 1e6, milhoes: 1e6 }),
    link: "e",
  },
};

/** Every number up to a thousand that is one word, in either gender. */
function wordsOf(
  language: Language,
  others: Readonly<Record<string, number>>,
): ReadonlyMap<string, number> {
  const words = new Map(Object.entries(others));
  const forms: readonly NumberForm[] = ["counting", "masculine", "feminine"];
  for (let value = 0; value <= 1000; value += 1)
    for (const form of forms) {
      const [word = "", ...rest] = tokensOf(numberWords(value, language, form));
      if (rest.length === 0 && !words.has(word)) words.set(word, value);
    }
  return words;
}
