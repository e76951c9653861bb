import { quoted, type Finding } from "../diagnostics.js";
import type { Language } from "../speech/index.js";
import type { Path } from "../step-kind.js";

const names: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  es: {
    ...digits("cero uno dos tres cuatro cinco seis siete ocho nueve"),
    asterisco: "*",
    estrella: "*",
    numeral: "#",
    gato: "#",
    almohadilla: "#",
  },
  en: {
    ...digits("zero one two three four five six seven eight nine"),
    star: "*",
    asterisk: "*",
    pound: "#",
    hash: "#",
  },
  pt: {
    ...digits("zero um dois três quatro cinco seis sete oito nove"),
    asterisco: "*",
    estrela: "*",
    cerquilha: "#",
    "jogo da velha": "#",
  },
};

const verbs: Readonly<Record<Language, string>> = {
  es: "marque|marcando|marcar|presione|presionando|pulse|pulsando|oprima|digite|teclee|apriete",
  en: "press|pressing|dial|push|hit",
  pt: "tecle|teclando|digite|pressione|aperte|disque",
};

const between: Readonly<Record<Language, string>> = {
  es: "(?:(?:la|el|tecla|opción|número) ){0,3}",
  en: "(?:(?:the|key|option|number) ){0,3}",
  pt: "(?:(?:a|o|tecla|opção|número) ){0,3}",
};

const patterns = Object.fromEntries(
  (["es", "en", "pt"] as const).map((language) => [
    language,
    new RegExp(
      `(?<!\\p{L})(?:${verbs[language]}) ${between[language]}(\\d|\\*|#|(?:${Object.keys(names[language]).join("|")})(?!\\p{L}))(?!\\d|[ .-]\\d)`,
      "giu",
    ),
  ]),
) as Readonly<Record<Language, RegExp>>;

/**
 * The keys that a text tells callers to press and that do nothing where it is said ("marque 4"). `own`: the name of the sentence, when
 * it comes with the kind of step and is not in the document.
 */
export function checkSaidKeys(
  source: string,
  language: Language,
  path: Path,
  keys: readonly string[],
  own?: string,
): Finding[] {
  return Array.from(source.matchAll(patterns[language]))
    .map(({ 0: words, 1: said = "", index }) => ({
      words,
      index,
      key: names[language][said.toLowerCase()] ?? said,
    }))
    .filter(({ key }) => !keys.includes(key))
    .map(({ words, index, key }) =>
      own === undefined
        ? {
            code: "key-said-unknown",
            message: `${quoted(words)} names key ${key}, and that key does nothing here.`,
            hint: `Keys that work here: ${keys.length === 0 ? "none" : [...new Set(keys)].toSorted().join(", ")}.`,
            path,
            mark: { offset: index, word: words },
          }
        : {
            code: "key-said-unknown",
            message: `This step says ${quoted(words)} by itself (its sentence ${quoted(own)}), and key ${key} does nothing in this flow.`,
            hint: `Give key ${key} a step in \`always\`, or write your own sentence under "say:", "${own}:".`,
            path,
            mark: "name",
          },
    );
}

/** Whether a text names a key in any way: "1", "uno". */
export function saysKey(
  source: string,
  language: Language,
  key: string,
): boolean {
  if (/\d/.test(key) && new RegExp(`(?<!\\d)${key}(?!\\d)`).test(source))
    return true;
  if (!/\d/.test(key) && source.includes(key)) return true;
  const text = source.toLowerCase();
  return Object.entries(names[language]).some(
    ([name, named]) =>
      named === key &&
      new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, "u").test(text),
  );
}

/** Whether a text says `*` and then a key: "asterisco 0", "star zero", "* 0". */
export function saysStarKey(
  source: string,
  language: Language,
  key: string,
): boolean {
  const called = (wanted: string) =>
    [
      wanted.replace("*", "\\*"),
      ...Object.entries(names[language])
        .filter(([, named]) => named === wanted)
        .map(([name]) => name),
    ].join("|");
  return new RegExp(
    `(?:${called("*")})[,;]?(?: \\p{L}{1,9}){0,2} ?(?:${called(key)})(?![\\p{L}\\d])`,
    "iu",
  ).test(source);
}

function digits(words: string): Record<string, string> {
  return Object.fromEntries(
    words.split(" ").map((word, digit) => [word, String(digit)]),
  );
}
