import { isDay, type Value } from "../flows/speech/index.js";
import type { DefinedLookUp } from "./connections.js";

/**
 * The path of a look-up with the call's values in it. `undefined` when one is missing or is nothing that this look-up asks with: there
 * is no such order, and nobody has to be asked.
 */
export function fillPath(
  { path, parameters }: DefinedLookUp,
  values: Readonly<Record<string, Value>>,
): string | undefined {
  const filled = new Map<string, string>();
  for (const [name, { type, longest }] of Object.entries(parameters)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value !== "string" && typeof value !== "number")
      return undefined;
    const text = String(value);
    if (text.length > longest || !fits(type, text)) return undefined;
    filled.set(name, encodeURIComponent(text));
  }
  return path.replaceAll(
    /\{(\w+)\}/g,
    (_all, name: string) => filled.get(name) ?? "",
  );
}

/** No slash, no dots alone, nothing that a server could take for another path. */
function fits(
  type: DefinedLookUp["parameters"][string]["type"],
  text: string,
): boolean {
  switch (type) {
    case "digits":
      return /^\+?\d+$/.test(text);
    case "number":
      return /^-?\d+(\.\d+)?$/.test(text);
    case "date":
      return isDay(text);
    case "text":
      return /^[\p{L}\p{N}](?:[\p{L}\p{N} '_@+.-]*[\p{L}\p{N}])?$/u.test(text);
    default:
      return type satisfies never;
  }
}
