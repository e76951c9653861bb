import { DateTime } from "luxon";
import { cleanSpeech } from "./clean-speech.js";
import { spokenDigits } from "./digits.js";
import type { Language } from "./language.js";
import { isDay, spokenDate, spokenMoment, type Clock } from "./moment.js";
import { isMoney, spokenMoney, type Money } from "./money.js";

/** What a variable holds: a `date` is `YYYY-MM-DD`, a `moment` epoch ms, `digits` a text that is read sign by sign, `yes-no` true or false. */
export type VariableType =
  "money" | "text" | "date" | "moment" | "number" | "digits" | "yes-no";

/** The variables a text may name, by their whole name: `charge.amount`. */
export type Variables = Readonly<Record<string, VariableType>>;

export type Value = Money | string | number | boolean;

/** The values by the same names; one that is not known is left out. */
export type Values = Readonly<Record<string, Value | undefined>>;

/** When and where a text is spoken: moments are told from here, and the numbers of the listener's own country without its code. */
export interface Circumstances extends Clock {
  /** A number of the country where it is heard, E.164. */
  readonly home?: string;
}

/** A value that was found fit to be spoken. */
export type Known =
  | { readonly type: "money"; readonly value: Money }
  | { readonly type: "text" | "date" | "digits"; readonly value: string }
  | { readonly type: "moment" | "number"; readonly value: number }
  | { readonly type: "yes-no"; readonly value: boolean };

/** The value of a variable; `undefined` when there is none, it is empty, or it is not of its type. */
export function knownValue(
  values: Values,
  name: string,
  type: VariableType,
): Known | undefined {
  const value: unknown = Object.hasOwn(values, name) ? values[name] : undefined;
  switch (type) {
    case "money":
      return isMoney(value) ? { type, value } : undefined;
    case "text":
    case "digits":
      return typeof value === "string" && /[\p{L}\p{N}]/u.test(value)
        ? { type, value }
        : undefined;
    case "date":
      return typeof value === "string" && isDay(value)
        ? { type, value }
        : undefined;
    case "moment":
    case "number":
      return typeof value === "number" &&
        Math.abs(value) <=
          (type === "moment" ? 8.64e15 : Number.MAX_SAFE_INTEGER)
        ? { type, value }
        : undefined;
    case "yes-no":
      return typeof value === "boolean" ? { type, value } : undefined;
    default:
      return type satisfies never;
  }
}

export function spokenYesNo(value: boolean, language: Language): string {
  return value
    ? { es: "sí", en: "yes", pt: "sim" }[language]
    : { es: "no", en: "no", pt: "não" }[language];
}

/** A value in words; `undefined` for a moment of which it is not known from when and where it is told. */
export function spokenValue(
  known: Known,
  language: Language,
  circumstances: Circumstances | undefined,
): string | undefined {
  switch (known.type) {
    case "money":
      return spokenMoney(known.value, language);
    case "text":
      return cleanSpeech(known.value, language);
    case "digits":
      return spokenDigits(known.value);
    case "number":
      return String(known.value);
    case "yes-no":
      return spokenYesNo(known.value, language);
    case "date": {
      const { now, zone } = circumstances ?? {};
      const reference =
        now === undefined || zone === undefined
          ? undefined
          : DateTime.fromMillis(now, { zone }).toISODate();
      return spokenDate(known.value, language, {
        ...(reference && { reference }),
      });
    }
    case "moment":
      return (
        circumstances &&
        spokenMoment(known.value, { ...circumstances, language })
      );
    default:
      return known satisfies never;
  }
}
