import { english, englishStates, type Words } from "./words-en.js";
import { spanish, spanishNotes, spanishStates } from "./words-es.js";

export type { Words } from "./words-en.js";
export type UiLanguage = "en" | "es";

export const wordsIn: Readonly<Record<UiLanguage, Words>> = {
  en: english,
  es: spanish,
};

const statesIn = { en: englishStates, es: spanishStates };

/** The first of the browser's languages that the phone speaks; English when there is none. */
export function chooseLanguage(preferred: readonly string[]): UiLanguage {
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === "en" || language === "es") return language;
  }
  return "en";
}

/**
 * `small-charge.asking-1` → `small charge: asks`. A part that has no words here (a flow engine newer than this page) is shown by its
 * own name.
 */
export function wordStep(at: string, language: UiLanguage): string {
  const [step = "", ...inner] = at.split(".");
  const state = (inner.at(-1) ?? "").replace(/-(\d+|again)(?=-|$)/g, "");
  const name = step.replaceAll("-", " ");
  if (state === "") return statesIn[language][name] ?? name;
  return `${name}: ${statesIn[language][state] ?? state.replaceAll("-", " ")}`;
}

/** The simulator's note on a telephone's owner; it is written in English. */
export function wordNote(note: string, language: UiLanguage): string {
  return language === "es" ? (spanishNotes[note] ?? note) : note;
}
