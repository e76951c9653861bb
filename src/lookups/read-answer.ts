import { minorUnits, isDay, type Value } from "../flows/speech/index.js";
import type { AnswerField } from "./connections.js";

/**
 * The values of an answer, each of its type and by its name. Throws a sentence that names the field and not its content when one is
 * missing or is something else.
 */
export function readAnswer(
  json: unknown,
  fields: Readonly<Record<string, AnswerField>>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const at = field.at ?? `/${name}`;
      const value = readField(valueAt(json, at), field);
      if (value === undefined)
        throw new Error(`The answer's ${at} is no ${field.type}.`);
      return [name, value];
    }),
  );
}

/** Whether an answer says that there is nothing: no content, `null`, `[]` or `{}`. */
export function isNothing(json: unknown): boolean {
  if (json === undefined || json === null) return true;
  return typeof json === "object" && Object.keys(json).length === 0;
}

/** A JSON Pointer (RFC 6901), through own properties only. */
function valueAt(json: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (at, part) =>
        typeof at === "object" && at !== null && Object.hasOwn(at, part)
          ? (at as Record<string, unknown>)[part]
          : undefined,
      json,
    );
}

function readField(found: unknown, field: AnswerField): Value | undefined {
  switch (field.type) {
    case "text":
      return typeof found === "string" && /[\p{L}\p{N}]/u.test(found)
        ? found.slice(0, 4 * field.longest).trim()
        : undefined;
    case "digits": {
      const digits = typeof found === "number" ? String(found) : found;
      return typeof digits === "string" &&
        digits.length <= field.longest &&
        /^[\dA-Za-z][\dA-Za-z -]*$/.test(digits)
        ? digits
        : undefined;
    }
    case "number":
      return typeof found === "number" ? found : undefined;
    case "date":
      return typeof found === "string" && isDay(found.slice(0, 10))
        ? found.slice(0, 10)
        : undefined;
    case "moment": {
      // Without its zone a time is no moment.
      if (typeof found !== "string" || !/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(found))
        return undefined;
      const at = Date.parse(found);
      return Number.isNaN(at) ? undefined : at;
    }
    case "money":
      return readMoney(found, field.currency);
    default:
      return field satisfies never;
  }
}

/** An amount in the currency's major unit, `12.5` or `"12.50"`; read as it is written, never calculated with. */
function readMoney(found: unknown, currency: string): Value | undefined {
  if (typeof found !== "number" && typeof found !== "string") return undefined;
  const [, sign = "", whole = "", cents = ""] =
    /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(String(found)) ?? [];
  const decimals = minorUnits(currency);
  const rest = cents.slice(decimals);
  if (whole === "" || /[1-9]/.test(rest)) return undefined;
  const minor = cents.slice(0, decimals).padEnd(decimals, "0");
  const amount = Number(`${sign}${whole}${minor}`);
  return { amount: amount === 0 ? 0 : amount, currency };
}
