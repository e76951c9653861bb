import type { Given, Gives } from "./given.js";
import {
  knownValue,
  spokenSeconds,
  spokenValue,
  type Circumstances,
  type Known,
  type Language,
  type Value,
  type VariableType,
} from "./speech/index.js";
import { fitWithin, type SpokenLimit } from "./spoken-limits.js";

/** What an answer's field holds. `longest`: characters at most. */
export type Field =
  | { readonly type: "text" | "digits"; readonly longest: number }
  | { readonly type: "number" | "date" | "moment" }
  | { readonly type: "money"; readonly currency: string };

/** What a path asks with: a value of the call. `longest`: characters at most. */
export interface Parameter {
  readonly type: "text" | "digits" | "number" | "date";
  readonly longest: number;
}

/** What a flow may know of one look-up: no address, no secret. */
export interface LookUp {
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly answer: Readonly<Record<string, Field>>;
  /** ms that the company's system has to answer. */
  readonly timeLimit: number;
}

/** The look-ups that an admin has defined, by connection and name. */
export type Connections = Readonly<
  Record<string, Readonly<Record<string, LookUp>>>
>;

/** How a look-up ended. `empty`: there is nothing for these values. */
export type LookUpOutcome = "found" | "empty" | "failed";

/** The variables that an answer fills: `order.status`. */
export function givesOf(name: string, { answer }: LookUp): Gives {
  return Object.fromEntries(
    Object.entries(answer).map(([field, form]) => [
      `${name}.${field}`,
      { type: form.type, limit: limitOf(form) },
    ]),
  );
}

function limitOf(field: Field): SpokenLimit {
  switch (field.type) {
    case "text":
      return {
        seconds: round(field.longest * 0.06),
        characters: field.longest,
        why: `${field.longest} characters`,
      };
    case "digits":
      return {
        seconds: round(field.longest * 0.6),
        characters: field.longest,
        why: `${field.longest} digits`,
      };
    case "number":
      return { seconds: 4.8, why: "numbers under a million" };
    case "money":
      return { seconds: 8, why: "amounts under a million" };
    case "date":
      return { seconds: 4.8, why: "a day with its year" };
    case "moment":
      return { seconds: 7.5, why: "a moment within eleven months" };
    default:
      return field satisfies never;
  }
}

/**
 * The values of an answer as they may be spoken: texts are cut between words where they take too long. `undefined` when one is missing,
 * is of another type, or takes too long and cannot be cut.
 */
export function fitValues(
  gives: Gives,
  values: Readonly<Record<string, Value>>,
  languages: readonly Language[],
  now: Circumstances,
): Readonly<Record<string, Value>> | undefined {
  const fitting: Record<string, Value> = {};
  for (const [name, given] of Object.entries(gives)) {
    const known = knownValue(values, name, given.type);
    const value = known && fitValue(known, given, languages, now);
    if (value === undefined) return undefined;
    fitting[name] = value;
  }
  return fitting;
}

function fitValue(
  known: Known,
  { limit }: Given,
  languages: readonly Language[],
  now: Circumstances,
): Value | undefined {
  if (known.type === "text")
    return languages.reduce(
      (text, language) => fitWithin(limit, text, language),
      known.value,
    );
  if (known.type === "digits")
    return known.value.length <= (limit.characters ?? 0)
      ? known.value
      : undefined;
  const soon = languages.every((language) => {
    const words = spokenValue(known, language, now) ?? "";
    return spokenSeconds(words, language) <= limit.seconds;
  });
  return soon ? known.value : undefined;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** An answer with ordinary values. */
export function sampleAnswer(gives: Gives): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(gives).map(([name, { type, limit }]) => [
      name,
      typeof samples[type] === "string" && type !== "date"
        ? samples[type].slice(0, limit.characters)
        : samples[type],
    ]),
  );
}

const samples: Readonly<Record<VariableType, Value>> = {
  money: { amount: 1250, currency: "USD" },
  text: "Norte",
  date: "2026-11-25",
  moment: Date.UTC(2026, 10, 24, 15),
  number: 3,
  digits: "4471",
  "yes-no": true,
};
