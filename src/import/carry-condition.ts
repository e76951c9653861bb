import type { StudioCondition } from "./read-studio.js";

const callersNumber =
  /^\{\{\s*(?:contact\.channel\.address|trigger\.call\.(?:From|Caller))\s*\}\}$/;

/** A condition of a split in our words; `undefined` where it asks for what is not known here, or in a way that is not. */
export function carryCondition(
  { type, input, value }: StudioCondition,
  found: ReadonlyMap<string, string>,
): string | undefined {
  const name = callersNumber.test(input.trim())
    ? "caller.number"
    : found.get(/^\{\{\s*([^}|]*?)\s*\}\}$/.exec(input.trim())?.[1] ?? "");
  if (name === undefined) return undefined;
  const known = value.trim();
  if (known === "" || known.length > 200 || /['"\\\n\r{}]/.test(known))
    return undefined;
  const quoted = `'${known}'`;
  const among = `[${commaList(known)
    .map((one) => `'${one}'`)
    .join(", ")}]`;
  switch (type) {
    case "equal_to":
      return `${name} == ${quoted}`;
    case "not_equal_to":
      return `${name} != ${quoted}`;
    case "matches_any_of":
      return `${name} in ${among}`;
    case "does_not_match_any_of":
      return `!(${name} in ${among})`;
    case "contains":
      return `${name}.contains(${quoted})`;
    case "does_not_contain":
      return `!${name}.contains(${quoted})`;
    case "starts_with":
      return `${name}.startsWith(${quoted})`;
    case "does_not_start_with":
      return `!${name}.startsWith(${quoted})`;
    default:
      return undefined;
  }
}

/** The keys that a condition on pressed digits takes; `undefined` where it is about something else. */
export function keysOf({ type, value }: StudioCondition): string[] | undefined {
  const among =
    type === "equal_to" || type === "contains"
      ? [value.trim()]
      : type === "matches_any_of"
        ? commaList(value)
        : [];
  return among.length > 0 && among.every((one) => /^[0-9*#]$/.test(one))
    ? among
    : undefined;
}

/** The words that a condition on speech listens for; `undefined` where it is about something else. */
export function phrasesOf({
  type,
  value,
}: StudioCondition): string[] | undefined {
  const among =
    type === "regex"
      ? // People write `.*sales.*` and `(sí|si)`, since the whole has to match.
        value.replaceAll(/\.\*|[()^$]|\(\?i\)/g, "").split("|")
      : type === "matches_any_of"
        ? commaList(value)
        : ["equal_to", "contains", "starts_with"].includes(type)
          ? [value]
          : [];
  const phrases = among.map((one) => one.trim().toLowerCase());
  return phrases.length > 0 &&
    phrases.every((one) => /^[\p{L}][\p{L}' ]{0,60}$/u.test(one))
    ? phrases
    : undefined;
}

function commaList(value: string): string[] {
  return value
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
