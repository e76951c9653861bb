// oxlint-disable-next-line typescript/triple-slash-reference -- the console's own compile meets these types only when led to them
/// <reference path="./snowball-stemmers.d.ts" />
import snowball from "snowball-stemmers";
import { vocabularies } from "./heard-vocabulary.js";
import type { Language } from "./language.js";

/** What is heard of an utterance at most; a caller who says more has said what they want. */
const mostHeard = 500;

export interface Word {
  /** Lower case, without accents and apostrophes. */
  readonly plain: string;
  /** What its inflections have in common; two words are the same when they share one. */
  readonly stems: readonly string[];
  /** Counts up at every comma, full stop or other sign of a pause. */
  readonly clause: number;
}

/** The words of an utterance or phrase, of its first 500 characters. */
export function splitWords(text: string, language: Language): Word[] {
  const found: Word[] = [];
  let clause = 0;
  for (const [piece] of text
    .slice(0, mostHeard)
    .normalize("NFC")
    .toLowerCase()
    .matchAll(/[*#]|[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}'’]*|[.,;:!?¡¿…\n]/gu)) {
    if (/^[.,;:!?¡¿…\n]/u.test(piece)) {
      clause += 1;
      continue;
    }
    found.push({ ...knownWord(piece, language), clause });
  }
  return found;
}

/** Words that were read before, by language: stemming is nearly all the work, and people and flows repeat themselves. */
const known = new Map<string, Omit<Word, "clause">>();
const mostKnown = 20_000;

function knownWord(piece: string, language: Language): Omit<Word, "clause"> {
  const key = `${language} ${piece}`;
  const word = known.get(key) ?? readWord(piece, language);
  if (known.size >= mostKnown) known.clear();
  known.set(key, word);
  return word;
}

function readWord(piece: string, language: Language): Omit<Word, "clause"> {
  const word = piece.replaceAll(/['’]/gu, "");
  const plain = withoutAccents(word);
  return { plain, stems: stemsOf(word, plain, language) };
}

function stemsOf(word: string, plain: string, language: Language): string[] {
  const { stems: owned, light } = vocabularies[language];
  const own = owned.get(plain);
  if (own !== undefined) return [own];
  // "com" is not the stem of "como".
  if (light.has(plain)) return [`=${plain}`];
  if (plain.length < 4) return [plain];
  const { stemmer, accented } = stemmers[language];
  // The stemmers know endings by their accents, and a transcript may have lost them: "facturacion".
  const restored = accented.reduce(
    (text, [ending, written]) => text.replace(ending, written),
    plain,
  );
  const stems = Array.from(new Set([word, restored]), (form) =>
    withoutAccents(stemmer.stem(form)).replace(nounEnding, ""),
  );
  return [...new Set(stems)];
}

function withoutAccents(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "");
}

// "cobranza", "cobrança": the noun of "cobrar", which the stemmers keep apart from it.
const nounEnding = /(?<=\p{L}{4})an[cz]$/u;

const stemmers = {
  es: {
    stemmer: snowball.newStemmer("spanish"),
    accented: [[/cion$/u, "ción"] as const, [/sion$/u, "sión"] as const],
  },
  en: { stemmer: snowball.newStemmer("english"), accented: [] },
  pt: {
    stemmer: snowball.newStemmer("portuguese"),
    accented: [[/cao$/u, "ção"] as const, [/coes$/u, "ções"] as const],
  },
};
