import { quoted, type Finding } from "../diagnostics.js";
import { languagesOf, type FlowDocument } from "../document.js";
import type { Given } from "../given.js";
import type { Draft } from "../parse.js";
import type { AskBody } from "../steps/ask.js";
import { kindOf } from "./kind-of.js";
import { saysStarKey } from "./said-keys.js";

/** Questions: do they have what their kind of answer needs, do they tell how the keys of `always` work, and do their answers agree? */
export function checkQuestions({ document }: Draft): Finding[] {
  const questions = Object.entries(document.steps).flatMap(
    ([name, { kind, body }]) =>
      kind === "ask" ? [{ name, body: body as AskBody }] : [],
  );
  return [
    ...questions.flatMap(({ name, body }) => [
      ...checkFields(name, body),
      ...checkStar(document, name, body),
    ]),
    ...checkTypes(document),
  ];
}

/** The fields that only some answers have. */
const fieldsOf: Readonly<Record<AskBody["for"], readonly (keyof AskBody)[]>> = {
  digits: ["length", "read back", "check"],
  amount: ["currency", "at most", "cents", "read back", "check"],
  date: ["which day", "with year", "read back", "check"],
  "yes/no": ["no"],
};
const needed: Partial<Record<AskBody["for"], keyof AskBody>> = {
  digits: "length",
  amount: "currency",
};

function checkFields(name: string, body: AskBody): Finding[] {
  const path = ["steps", name, "ask"];
  const kind = body.for;
  const findings: Finding[] = [];
  const need = needed[kind];
  if (need !== undefined && body[need] === undefined)
    findings.push({
      code: "field-missing",
      message: `A question for ${nameOf(kind)} needs ${quoted(need)}, and it is missing.`,
      hint:
        need === "length"
          ? 'Write how many digits: "length: 8", or "length: { from: 6, to: 10 }".'
          : 'Write the currency in three capital letters: "currency: USD".',
      path,
      mark: "name",
    });
  const others = Object.values(fieldsOf)
    .flat()
    .filter((field) => !fieldsOf[kind].includes(field));
  for (const field of new Set(others))
    if (body[field] !== undefined && field !== "read back")
      findings.push({
        code: "field-unknown",
        message: `${quoted(field)} means nothing in a question for ${nameOf(kind)}.`,
        hint: "Take it away, or ask for something else.",
        path: [...path, field],
        mark: "name",
      });
  const { length } = body;
  if (typeof length === "object" && length.from > length.to)
    findings.push({
      code: "value-not-expected",
      message: `No answer has at least ${length.from} digits and at most ${length.to}.`,
      hint: `Write "length: { from: ${length.to}, to: ${length.from} }".`,
      path: [...path, "length"],
    });
  return findings;
}

function nameOf(kind: AskBody["for"]): string {
  return {
    digits: "digits",
    amount: "an amount",
    date: "a date",
    "yes/no": "yes and no",
  }[kind];
}

/** Where several keys make an answer, 0 alone is a digit. */
function checkStar(
  document: FlowDocument,
  name: string,
  body: AskBody,
): Finding[] {
  if (body.for === "yes/no") return [];
  return languagesOf(document).flatMap((language) => {
    const text = body.say[language];
    if (text === undefined) return [];
    return Object.keys(document.always)
      .filter((key) => !saysStarKey(text, language, key))
      .map((key) => ({
        code: "star-key-not-said",
        message: `In this question key ${key} works as * and ${key}, and ${quoted(language)} does not say so.`,
        hint: `Say it: ${examples[language](key)}`,
        path: ["steps", name, "ask", "say", language],
      }));
  });
}

const examples = {
  es: (key: string) => `"… Con la dirección, asterisco ${key}."`,
  en: (key: string) => `"… For the director, star ${key}."`,
  pt: (key: string) => `"… Com a direção, asterisco ${key}."`,
};

/** Two questions may give one answer, of one type. */
function checkTypes(document: FlowDocument): Finding[] {
  const first = new Map<string, { step: string; given: Given }>();
  const findings: Finding[] = [];
  for (const [name, { kind, body }] of Object.entries(document.steps)) {
    if (kind !== "ask") continue;
    for (const { gives = {} } of kindOf(kind).exits(body))
      for (const [variable, given] of Object.entries(gives)) {
        const other = first.get(variable);
        if (!other) first.set(variable, { step: name, given });
        else if (other.given.type !== given.type && other.step !== name)
          findings.push({
            code: "answer-two-types",
            message: `Step ${quoted(name)} keeps an answer of type ${given.type} as ${quoted(variable)}, and step ${quoted(other.step)} one of type ${other.given.type}.`,
            hint: "Give one of the two answers another name.",
            path: ["steps", name, kind, "answer"],
          });
        if (other?.given.type !== given.type) break;
      }
  }
  return findings;
}
