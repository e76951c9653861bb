import { cleanSpeech } from "./clean-speech.js";
import type { Language } from "./language.js";
import { numberWords } from "./number-words.js";

/** 150 words a minute, the slow end of what is comfortable to hear; voices speak at 150 to 180 (DECtalk's reference: 180). */
export const wordsPerSecond = 150 / 60;
/** Numbers to be copied are understood at 120 to 130 words a minute: four fifths of the rate of words. */
const numeralShare = 120 / 150;
/** Seconds: the pause between options and before "press" that voice-menu guides ask for (Blueworx, 500 ms and 250 ms). */
const longPause = 0.5;
const shortPause = 0.25;
/** A longer word counts as two: the rates are of English words, of five letters on average. */
const longestWord = 12;

/**
 * How many seconds a text takes at most to say: words at `rate` (words a second), numerals as their words and slower, and the
 * pauses of its punctuation. An estimate for checks and drafts; what a voice really takes is measured.
 */
export function spokenSeconds(
  text: string,
  language: Language,
  rate: number = wordsPerSecond,
): number {
  let words = 0;
  let numerals = 0;
  let pauses = 0;
  for (const [piece] of cleanSpeech(text, language).matchAll(
    /\d[\d.,]*\d|\d|[\p{L}\p{M}'’]+|[.?!…;:,]|[%@#*/]|[^\s\p{P}]/gu,
  )) {
    if (/^\d/.test(piece)) numerals += numeralWords(piece, language);
    else if (/^[.?!…]/.test(piece)) pauses += longPause;
    else if (/^[;:,]/.test(piece)) pauses += shortPause;
    else words += /^\p{L}/u.test(piece) ? wordCount(piece) : 2;
  }
  return words / rate + numerals / (rate * numeralShare) + pauses;
}

function wordCount(word: string): number {
  // "IVA" may be spelled.
  if (word.length > 1 && word.length <= 5 && word === word.toUpperCase()) {
    return word.length;
  }
  return Math.ceil(word.length / longestWord);
}

// As one number or sign by sign, whichever is longer: a voice decides, and decimals and codes are read by signs.
function numeralWords(numeral: string, language: Language): number {
  const digits = numeral.replaceAll(/\D/g, "");
  const value = Number(digits);
  const asNumber = Number.isSafeInteger(value)
    ? numberWords(value, language).split(/[ -]/).length
    : 0;
  return Math.max(asNumber, numeral.length);
}
