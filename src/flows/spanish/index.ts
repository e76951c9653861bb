/**
 * What the checker, the proof, the fields of a flow and the company's documents say, in Spanish. A sentence is found by its English words, as catalogues of translations
 * have it: where a mistake is found there is one sentence, and whoever shows it chooses the language. A test takes every mistake of the samples and
 * every field through it.
 */
import { fields } from "./fields.js";
import { companySentences } from "./sentences-company.js";
import { formSentences } from "./sentences-form.js";
import { meaningSentences } from "./sentences-meaning.js";
import { proofSentences } from "./sentences-proof.js";

export const sentences: Readonly<Record<string, string>> = {
  ...formSentences,
  ...meaningSentences,
  ...proofSentences,
  ...companySentences,
};

interface Pattern {
  readonly form: RegExp;
  readonly spanish: readonly string[];
}

/** Nobody wrote a longer one; of what is longer only the document's own words are. */
const longest = 2_000;

// The more words of a sentence are its own, the more surely it is the one.
const patterns: readonly Pattern[] = Object.entries(sentences)
  .toSorted(([one], [other]) => ownWords(other) - ownWords(one))
  .map(([english, spanish]) => ({
    form: new RegExp(
      `^${english.split("{}").map(escaped).join("(.+?)")}$`,
      "s",
    ),
    spanish: spanish.split("{}"),
  }));

/** `undefined`: there are no Spanish words for it, or it is none of ours. */
export function spanishOf(english: string): string | undefined {
  if (Object.hasOwn(fields, english)) return fields[english];
  if (english.length > longest) return undefined;
  for (const { form, spanish } of patterns) {
    const found = form.exec(english);
    if (found)
      return spanish.reduce((all, part, at) => all + phrase(found[at]) + part);
  }
  return undefined;
}

/** A sentence of the checker, the proof or a field in a language; as it is where there are no words for it. */
export function tellIn(language: "es" | "en", english: string): string {
  return language === "es" ? (spanishOf(english) ?? english) : english;
}

/** The same of lines that the server puts together, such as a certificate: a sentence each, after the file and the place that it is about. */
export function tellLinesIn(language: "es" | "en", english: string): string {
  return language === "es"
    ? english.split("\n").map(tellLine).join("\n")
    : english;
}

/** A file and the place in it: `company/people.yaml, line 3, agents › 0: `. */
const place = /^(\S+\.ya?ml)(, line \d+)?((?:, [^:]+)?: )/;

function tellLine(line: string): string {
  const words = line.trimStart();
  const [whole = "", file = "", number = "", rest = ""] =
    place.exec(words) ?? [];
  const sentence = words.slice(whole.length);
  return [
    line.slice(0, line.length - words.length),
    file,
    number.replace("line", "línea"),
    rest,
    spanishOf(sentence) ?? sentence,
  ].join("");
}

/** What stands in a sentence: the document's own words stay as they are. */
function phrase(words = ""): string {
  if (/^"[^"]*"$/.test(words)) return words;
  return spanishOf(words) ?? ofField(words) ?? words;
}

/** What a field means, within a sentence. */
function ofField(words: string): string | undefined {
  const found = fields[words.charAt(0).toUpperCase() + words.slice(1)];
  return found && found.charAt(0).toLowerCase() + found.slice(1);
}

function ownWords(english: string): number {
  return english.replaceAll("{}", "").length;
}

function escaped(words: string): string {
  return words.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
