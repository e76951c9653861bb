import type { Language } from "../flows/speech/index.js";
import { carryText } from "./carry-text.js";
import { person, wayOf, type Draft, type Import } from "./draft.js";
import { digitsOf } from "./found.js";
import { words, type Widget } from "./read-studio.js";

/** How a question says that the director is reached. */
export const starZero: Readonly<Record<Language, string>> = {
  es: "Con la dirección, asterisco 0.",
  en: "For the director, star 0.",
  pt: "Com a direção, asterisco 0.",
};

/** What a question for digits says whose own words could not be carried over. */
export function keyInDigits(language: Language): string {
  const ask = {
    es: "Marque los números.",
    en: "Key in the digits.",
    pt: "Tecle os números.",
  }[language];
  return `${ask} ${starZero[language]}`;
}

/** A question for several digits: they are read back, and kept as an answer. */
export function lowerQuestion(all: Import, widget: Widget): Draft {
  const { ledger, voice, found } = all;
  const { language } = voice;
  const name = all.nameOf(widget);
  const source = words(widget.properties["say"]);
  const length = digitsOf(widget);
  const answer = found.variables
    .get(`widgets.${widget.name}.Digits`)
    ?.replace("answers.", "");
  const said = carryText(source, language, found);
  const plain = carryText(source, language);
  ledger.tell(
    widget,
    "changed",
    `Is the question ${name}, and its digits {{ answers.${answer ?? ""} }}: they are read back, and star 0 reaches the director, as it says now.`,
  );
  for (const note of said?.notes ?? []) ledger.tell(widget, "changed", note);
  if (typeof length === "object")
    ledger.tell(
      widget,
      "changed",
      `It takes ${length.from} to ${length.to} digits: write how many there are.`,
    );
  for (const [place, { event, next }] of widget.ways.entries())
    if (event === "speech")
      ledger.tellWay(
        widget,
        place,
        next === undefined ? "kept" : "changed",
        "Digits that are said are heard as well.",
      );
  const timeout = Number(widget.properties["timeout"]);
  return {
    name,
    widget,
    kind: "ask",
    text: said ? `${said.text} ${starZero[language]}` : keyInDigits(language),
    plain: plain && `${plain.text} ${starZero[language]}`,
    ways: new Map([
      ["to", wayOf(all, widget, "keypress", person)],
      ["otherwise", wayOf(all, widget, "timeout", person)],
    ]),
    body: (to, text) => ({
      answer,
      for: "digits",
      length,
      say: { [language]: text },
      ...(timeout >= 2 &&
        timeout <= 10 && { timeout: `${Math.round(timeout)}s` }),
      to: to("to"),
      recognised: person,
      otherwise: to("otherwise"),
    }),
  };
}
