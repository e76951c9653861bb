import { readFile } from "node:fs/promises";
import { LineCounter, isNode, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { SettingError } from "./settings.js";

/** Reads one of the company's files. Throws a `SettingError` with the file, the line, the field, and what is expected there. */
export async function readYamlFile<T>(
  file: string,
  schema: z.ZodType<T>,
): Promise<T> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new SettingError(
      `${file} cannot be read: ${(cause as Error).message.split("\n")[0]}`,
    );
  }
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const syntax = yaml.errors[0];
  if (syntax)
    throw new SettingError(
      `${file}, line ${lines.linePos(syntax.pos[0]).line}: ${syntax.message}`,
    );
  const value: unknown = yaml.toJS();
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (!issue) throw read.error;
  const path = issue.path.map((part) => part as string | number);
  const where = path.length === 0 ? "" : `, ${path.join(" › ")}`;
  throw new SettingError(
    `${file}, line ${lineOf(yaml, lines, path)}${where}: ${explain(issue, yaml.getIn(path))}`,
  );
}

function explain(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === "unrecognized_keys")
    return `${issue.keys.map((key) => `"${key}"`).join(", ")} means nothing here.`;
  if (issue.code === "invalid_key")
    return issue.issues[0]?.message ?? "this name is not expected here.";
  // What a schema of ours has words for is said in these.
  if (!issue.message.startsWith("Invalid")) return issue.message;
  if (found === undefined) return "this is missing.";
  if (issue.code === "invalid_type")
    return `a ${issue.expected} is expected here.`;
  if (issue.code === "invalid_value")
    return `one of ${issue.values.map((one) => `"${String(one)}"`).join(", ")} is expected here.`;
  return "something else is expected here.";
}

/** Where a field stands; of one that is missing, where the one around it begins. */
function lineOf(
  yaml: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = yaml.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
