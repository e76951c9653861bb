import {
  compileText,
  mayBeEmpty,
  type Language,
} from "../flows/speech/index.js";
import { everywhere } from "../flows/variables.js";
import type { Found } from "./found.js";
import { shorten } from "./read-studio.js";

export interface Carried {
  readonly text: string;
  /** What is not as it was, a sentence each. */
  readonly notes: readonly string[];
}

/** For a text that has to do without what widgets found out. */
const nothingFound: Pick<Found, "variables" | "types"> = {
  variables: new Map(),
  types: everywhere,
};

/** Characters of one text of a flow. */
const longest = 1_000;

const unknownCaller: Readonly<Record<Language, string>> = {
  es: "número oculto",
  en: "a withheld number",
  pt: "número oculto",
};

/** Studio's names for what a call knows here as well. */
const callersNumber =
  /^(?:contact\.channel\.address|trigger\.call\.(?:From|Caller))$/;

/**
 * A text of Studio as a text of ours. The caller's number and what steps find out are named as here; any other value is not known, and
 * leaves a gap that is told. `undefined` where nothing is left to say.
 */
export function carryText(
  source: string,
  language: Language,
  found: Pick<Found, "variables" | "types"> = nothingFound,
): Carried | undefined {
  const notes: string[] = [];
  const gone = new Set<string>();
  let text = undecided(source.slice(0, 10_000), gone)
    .replaceAll(/\{\{-?\s*([^}]*?)\s*-?\}\}/g, (_all, inner: string) => {
      const [name = ""] = inner.split("|");
      if (callersNumber.test(name.trim()))
        return `{{ caller.number | phone | default: '${unknownCaller[language]}' }}`;
      const ours = found.variables.get(name.trim());
      if (ours !== undefined) return `{{ ${ours} }}`;
      gone.add(inner);
      return "";
    })
    .replaceAll(/\{%.*?%\}/gs, (tag) => {
      gone.add(tag);
      return "";
    });
  for (const one of gone)
    notes.push(
      `"${shorten(one)}" is not known here: the text goes without it.`,
    );
  const plain = text.replaceAll(/<[^<>]*>/g, " ");
  if (plain !== text) notes.push("Its markup was taken out.");
  text = plain
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ([.,;:?!])/g, "$1")
    .trim();
  if (text.length > longest) {
    const cut = text.slice(0, longest);
    text = cut.slice(0, Math.max(cut.lastIndexOf(". ") + 1, 0)) || cut;
    notes.push(`It was cut after ${text.length} characters.`);
  }
  const compiled = compileText(text, { language, variables: found.types });
  if (!compiled.ok || mayBeEmpty(compiled.text)) return undefined;
  return { text, notes };
}

const decision =
  /\{%-?\s*(if|unless)\s([^%]*)%\}((?:(?!\{%-?\s*(?:if|unless|endif|endunless)\b)[^])*)\{%-?\s*end\1\s*-?%\}/g;

/** What Liquid says where nothing is known of what a text decides on: the part after `else`, or nothing. Innermost first. */
function undecided(source: string, gone: Set<string>): string {
  let text = source;
  for (let depth = 0; depth < 10; depth += 1) {
    const next = text.replaceAll(
      decision,
      (_all, word: string, condition: string, inner: string) => {
        gone.add(`${word} ${condition.replace(/-?$/, "").trim()}`);
        const [first = "", ...others] = inner.split(
          /\{%-?\s*(?:else|elsif[^%]*)\s*-?%\}/,
        );
        const hasElse = /\{%-?\s*else\s*-?%\}/.test(inner);
        if (word === "unless") return first;
        return hasElse ? (others.at(-1) ?? "") : "";
      },
    );
    if (next === text) return text;
    text = next;
  }
  return text;
}
