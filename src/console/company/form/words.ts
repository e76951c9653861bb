import type { UiLanguage } from "../../../phone/words.js";
import { limitsWords } from "./words-limits.js";
import { peopleWords } from "./words-people.js";
import { policyWords } from "./words-policy.js";
import { publishWords } from "./words-publish.js";

const wordsOf = (language: UiLanguage) => ({
  ...peopleWords[language],
  ...limitsWords[language],
  ...policyWords[language],
  ...publishWords[language],
});

/** What the forms of the company's documents say, each field by its own name. */
export type FormWords = ReturnType<typeof wordsOf>;

export const formWords: Readonly<Record<UiLanguage, FormWords>> = {
  en: wordsOf("en"),
  es: wordsOf("es"),
};
