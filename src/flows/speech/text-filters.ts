import { spokenDigits, spokenPhone } from "./digits.js";
import type { Language } from "./language.js";
import { spokenDuration } from "./moment.js";
import {
  spokenValue,
  type Circumstances,
  type Known,
  type VariableType,
} from "./text-values.js";

export interface Filter {
  /** What it can be put behind. */
  readonly takes: readonly VariableType[];
  readonly apply: (
    known: Known,
    language: Language,
    circumstances: Circumstances | undefined,
  ) => string | undefined;
}

const anything = [
  "money",
  "text",
  "date",
  "moment",
  "number",
  "digits",
  "yes-no",
] as const;

/** All filters but `default`, which needs no value. What comes out of each is text. */
export const filters: Readonly<Record<string, Filter | undefined>> = {
  money: { takes: ["money"], apply: spokenValue },
  date: { takes: ["date", "moment"], apply: spokenValue },
  digits: {
    takes: ["digits", "text", "number"],
    apply: (known) => spokenDigits(written(known)),
  },
  phone: {
    takes: ["digits", "text"],
    apply: (known, language, circumstances) =>
      spokenPhone(written(known), language, circumstances?.home),
  },
  // A number of seconds, as one tells a wait.
  duration: {
    takes: ["number"],
    apply: (known, language) =>
      known.type === "number"
        ? spokenDuration(Math.max(0, known.value), language)
        : written(known),
  },
  upcase: {
    takes: anything,
    apply: (...given) => spokenValue(...given)?.toLocaleUpperCase(given[1]),
  },
  capitalize: {
    takes: anything,
    apply: (...given) =>
      spokenValue(...given)?.replace(/^\p{L}/u, (first) =>
        first.toLocaleUpperCase(given[1]),
      ),
  },
};

export const filterNames: readonly string[] = [
  ...Object.keys(filters),
  "default",
];

function written(known: Known): string {
  return known.type === "money" ? "" : String(known.value);
}
