import type { UiLanguage } from "../../phone/words.js";
import { english, type Words } from "./en.js";
import { spanish } from "./es.js";

export type { Words } from "./en.js";

export const wordsIn: Readonly<Record<UiLanguage, Words>> = {
  en: english,
  es: spanish,
};
