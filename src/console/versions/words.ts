import type { UiLanguage } from "../../phone/words.js";
import { english, type Words } from "./words-en.js";
import { spanish } from "./words-es.js";

export type { Words } from "./words-en.js";

export const wordsIn: Readonly<Record<UiLanguage, Words>> = {
  en: english,
  es: spanish,
};

/** A moment as a list shows it; `at` is epoch ms. */
export function wordMoment(at: number | string, language: UiLanguage): string {
  return new Date(at).toLocaleString(language, {
    dateStyle: "medium",
    timeStyle: "short",
  });
}
