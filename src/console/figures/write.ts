/** Figures as people write them. */
import type { Share } from "../../machines/figures/sum.js";
import { writeDay } from "../write-day.js";
import { english, nothing } from "./words-en.js";
import { spanish } from "./words-es.js";

export const wordsIn = { en: english, es: spanish };
export type FiguresWords = typeof english;

/** A share as a percentage; of nothing there is none. */
export function writeShare({ are, of }: Share, language: string): string {
  return of === 0
    ? nothing
    : (are / of).toLocaleString(language, {
        style: "percent",
        maximumFractionDigits: are === of || of < 200 ? 0 : 1,
      });
}

export function writeNumber(
  value: number | undefined,
  language: string,
  digits = 0,
): string {
  return value === undefined
    ? nothing
    : value.toLocaleString(language, { maximumFractionDigits: digits });
}

/** Tenths of a second tell something of a few seconds alone. */
export function writeSeconds(
  value: number | undefined,
  { language, words }: { language: string; words: FiguresWords },
): string {
  return value === undefined
    ? nothing
    : words.seconds(writeNumber(value, language, value < 10 ? 1 : 0));
}

export function writeSpan(
  { from, to }: { readonly from: string; readonly to: string },
  { language, words }: { language: string; words: FiguresWords },
): string {
  const [first, last] = [from, to].map((day) => writeDay(day, language));
  return first === last
    ? words.day(first ?? "")
    : words.span(first ?? "", last ?? "");
}
