import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { readDocument } from "../../machines/company/read-document.js";
import { SettingError } from "../setting-error.js";
import { whyUnread } from "../why-unread.js";

/** Reads one of the company's files. Throws a `SettingError` with the file, the line, the field, and what is expected there. */
export async function readYamlFile<T>(
  file: string,
  schema: z.ZodType<T>,
): Promise<T> {
  return readYaml(await readText(file), schema, file);
}

/** Throws a `SettingError` that names the file. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new SettingError(whyUnread(file, cause));
  }
}

/** The same of a text that is there; `place` is what messages call it. */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  place: string,
): T {
  const { value, mistakes } = readDocument(text, schema);
  if (mistakes.length === 0) return value as T;
  const told = mistakes.slice(0, mostTold).map((one) => {
    const { line, path, message, hint = "" } = one;
    const where = path.length === 0 ? "" : `, ${path.join(" › ")}`;
    return `${place}, line ${line}${where}: ${message} ${hint}`.trimEnd();
  });
  throw new SettingError(told.join("\n"));
}

/** Whoever mends these finds the rest by asking again. */
const mostTold = 20;
