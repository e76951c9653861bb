import type { Vocabulary } from "./heard-vocabulary.js";
import type { Word } from "./heard-words.js";

/** How many words that carry meaning may stand between two words of a phrase. */
const mostBetween = 3;

/** An utterance with what is needed to look for phrases in it, made once for all of them. */
export interface Utterance {
  readonly words: readonly Word[];
  readonly vocabulary: Vocabulary;
  /** For each word: whether a negator stands right before it ("no es un" cobro). */
  readonly negated: readonly boolean[];
  /** For each word: how many words with meaning, and how many negators, come before it. */
  readonly weight: readonly number[];
  readonly negators: readonly number[];
}

export function readUtterance(
  words: readonly Word[],
  vocabulary: Vocabulary,
): Utterance {
  const negated: boolean[] = [];
  const weight: number[] = [];
  const negators: number[] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const isNegator = vocabulary.negators.has(before?.plain ?? "");
    const together = before !== undefined && before.clause === word.clause;
    const passesOn =
      negated[index - 1] === true &&
      vocabulary.afterNegator.has(before?.plain ?? "");
    negated.push(together && (isNegator || passesOn));
    const isLight = vocabulary.light.has(before?.plain ?? "");
    weight.push(
      (weight[index - 1] ?? 0) + (before === undefined || isLight ? 0 : 1),
    );
    negators.push((negators[index - 1] ?? 0) + (isNegator ? 1 : 0));
  }
  return { words, vocabulary, negated, weight, negators };
}

/**
 * Whether a phrase is said: its words in order, at most three words of meaning between two of them, and not negated. One pass: at
 * most words × phrase comparisons, since for each word of the phrase only its latest place can matter.
 */
export function findPhrase(
  utterance: Utterance,
  phrase: readonly Word[],
  isSame: (one: Word, other: Word) => boolean = sharesStem,
): boolean {
  const { words, vocabulary } = utterance;
  const startsNegative = vocabulary.negators.has(phrase[0]?.plain ?? "");
  const latest: (number | undefined)[] = phrase.map(() => undefined);
  for (const [index, word] of words.entries()) {
    for (let part = phrase.length - 1; part >= 0; part -= 1) {
      const wanted = phrase[part];
      const before = part === 0 ? undefined : latest[part - 1];
      const fits =
        part === 0
          ? startsNegative || utterance.negated[index] !== true
          : before !== undefined && isNear(utterance, before, index);
      if (!fits || wanted === undefined || !isSame(word, wanted)) continue;
      latest[part] = index;
      if (part < phrase.length - 1) continue;
      if (startsNegative || !isTakenBack(utterance, index)) return true;
    }
  }
  return false;
}

export function sharesStem(one: Word, other: Word): boolean {
  return one.stems.some((stem) => other.stems.includes(stem));
}

function isNear(
  { words, vocabulary, weight, negators }: Utterance,
  from: number,
  to: number,
): boolean {
  const between = (weight[to] ?? 0) - (weight[from + 1] ?? 0);
  const denied = (negators[to] ?? 0) - (negators[from + 1] ?? 0);
  // A small word belongs to the one before it: "não é meu" is not said in "não recebi meu pedido".
  const isLight = vocabulary.light.has(words[to]?.plain ?? "");
  if (between > (isLight ? 0 : mostBetween) || denied > 0) return false;
  // "no, reconozco el cobro" is the opposite of "no reconozco".
  const isNegator = vocabulary.negators.has(words[from]?.plain ?? "");
  return !isNegator || words[from]?.clause === words[to]?.clause;
}

// "el cobro no, la factura": the negator comes after, and ends the clause.
function isTakenBack({ words, vocabulary }: Utterance, end: number): boolean {
  if (!vocabulary.negatesBackwards) return false;
  const [last, next, after] = words.slice(end, end + 3);
  return (
    next !== undefined &&
    next.clause === last?.clause &&
    vocabulary.negators.has(next.plain) &&
    after?.clause !== next.clause
  );
}
