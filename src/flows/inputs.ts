import { z } from "zod";
import {
  isDay,
  isMoney,
  minorUnits,
  spokenSeconds,
  type Language,
  type Value,
  type Values,
  type Variables,
} from "./speech/index.js";
import type { SpokenLimit, SpokenLimits } from "./spoken-limits.js";

/** What a sub-flow may be given. A `name` is no word for callers: a topic, a policy. */
export const inputType = z.enum([
  "text",
  "number",
  "money",
  "date",
  "digits",
  "name",
]);
export type InputType = z.output<typeof inputType>;

/** An input as it stands when callers hear it: a value of its own in each language, or another value of the call. */
export type Input =
  | {
      readonly type: InputType;
      readonly value: Value | Readonly<Partial<Record<Language, string>>>;
    }
  | { readonly type: InputType; readonly from: string };

/** By name. */
export type Inputs = Readonly<Record<string, Input>>;

export const inputForms: Readonly<Record<InputType, string>> = {
  text: "a text below each language, such as en: your bill",
  number: "a whole number under a million, such as 3",
  money: "an amount and its currency, such as 2.50 USD",
  date: 'a day in quotes, such as "2026-12-24"',
  digits: 'digits in quotes, such as "48291377"',
  name: "small letters, digits and dashes, such as billing",
};

/** The name in `{{ input.topic }}` when that is all there is. */
export function namedIn(raw: unknown): string | undefined {
  return typeof raw === "string"
    ? /^\s*\{\{\s*([a-z][\w.-]*)\s*\}\}\s*$/.exec(raw)?.[1]
    : undefined;
}

/** The variables that inputs are in texts, of a document's declaration or as they were given. */
export function inputVariables(
  inputs: Readonly<Record<string, InputType | { readonly type: InputType }>>,
): Variables {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, input]) => {
      const type = typeof input === "string" ? input : input.type;
      return type === "name" ? [] : [[`input.${name}`, type]];
    }),
  );
}

/**
 * Reads what a step gives to an input of this type; `undefined` when it does not fit. Whether another value that is passed on is known
 * there, and of this type, is for the check to say.
 */
export function readInput(
  type: InputType,
  raw: unknown,
  languages: readonly Language[],
): Input | undefined {
  const from = namedIn(raw);
  if (from !== undefined) return { type, from };
  const value = readValue(type, raw, languages);
  return value === undefined ? undefined : { type, value };
}

function readValue(
  type: InputType,
  raw: unknown,
  languages: readonly Language[],
): Value | Readonly<Partial<Record<Language, string>>> | undefined {
  switch (type) {
    case "text":
      return isTexts(raw, languages) ? raw : undefined;
    case "number":
      return Number.isInteger(raw) && Math.abs(raw as number) < 1e6
        ? (raw as number)
        : undefined;
    case "money":
      return typeof raw === "string" ? readMoney(raw) : undefined;
    case "date":
      return typeof raw === "string" && isDay(raw) ? raw : undefined;
    case "digits":
      return typeof raw === "string" && /^\+?\d{1,16}$/.test(raw)
        ? raw
        : undefined;
    case "name":
      return typeof raw === "string" && /^[a-z][a-z0-9-]{0,39}$/.test(raw)
        ? raw
        : undefined;
  }
}

function isTexts(
  raw: unknown,
  languages: readonly Language[],
): raw is Readonly<Partial<Record<Language, string>>> {
  if (typeof raw !== "object" || raw === null) return false;
  const texts = raw as Readonly<Record<string, unknown>>;
  return (
    Object.keys(texts).length === languages.length &&
    languages.every((language) => {
      const text = texts[language];
      // No template: what is said stands here to the letter.
      return (
        typeof text === "string" &&
        text.length <= 200 &&
        /[\p{L}\p{N}]/u.test(text) &&
        !/\{[{%]/.test(text)
      );
    })
  );
}

function readMoney(raw: string): Value | undefined {
  const [, major, minor = "", currency = ""] =
    /^(\d{1,6})(?:\.(\d{1,4}))? ([A-Z]{3})$/.exec(raw) ?? [];
  if (major === undefined) return undefined;
  try {
    const decimals = minorUnits(currency);
    if (minor !== "" && minor.length !== decimals) return undefined;
    const money = {
      amount: Number(major + minor.padEnd(decimals, "0")),
      currency,
    };
    return isMoney(money) ? money : undefined;
  } catch {
    return undefined;
  }
}

/** The values of inputs as texts in `language` name them, `input.fee`; `others` are the call's. */
export function valuesOfInputs(
  inputs: Inputs,
  language: Language,
  others: Values,
): Values {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      `input.${name}`,
      "from" in input ? others[input.from] : spoken(input.value, language),
    ]),
  );
}

function spoken(
  value: Extract<Input, { value: unknown }>["value"],
  language: Language,
): Value | undefined {
  return typeof value === "object" && !("amount" in value)
    ? value[language]
    : value;
}

/** How long inputs take at most to say in `language`, under the names that texts have for them. */
export function inputLimits(
  inputs: Inputs,
  language: Language,
  limits: SpokenLimits,
): SpokenLimits {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, input]) => {
      const limit =
        "from" in input ? limits[input.from] : limitOf(input, language);
      return limit ? [[`input.${name}`, limit]] : [];
    }),
  );
}

function limitOf(
  input: Extract<Input, { value: unknown }>,
  language: Language,
): SpokenLimit {
  const value = spoken(input.value, language);
  const words = typeof value === "string" ? value : "";
  const why = "as it is given";
  switch (input.type) {
    case "text":
    case "name":
      return {
        seconds: spokenSeconds(words, language),
        characters: words.length,
        why,
      };
    // Read one by one.
    case "digits":
      return { seconds: words.length, characters: words.length, why };
    case "money":
    case "number":
      return { seconds: 8, why };
    // With its year.
    case "date":
      return { seconds: 4.8, why };
  }
}
