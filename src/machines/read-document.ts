import { LineCounter, isNode, parseDocument, type Document } from "yaml";
import type { z } from "zod";

/** What is wrong in a file of the company, where it stands, and what is expected there. */
export interface Mistake {
  readonly message: string;
  /** Of the field; empty: the file as a whole. */
  readonly path: readonly (string | number)[];
  /** From 1. */
  readonly line: number;
  /** In UTF-16 units of the text. */
  readonly from: number;
  readonly to: number;
}

export interface Read<T> {
  /** Absent when there is a mistake. */
  readonly value?: T;
  /** By where they stand. */
  readonly mistakes: readonly Mistake[];
}

/** Reads YAML by a schema; the words of a mistake are the schema's where it has some. */
export function readDocument<T>(text: string, schema: z.ZodType<T>): Read<T> {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (from: number, to: number) => ({
    line: lines.linePos(from).line,
    from,
    to: Math.max(from, to),
  });
  if (yaml.errors.length > 0)
    return {
      mistakes: yaml.errors.map(({ message, pos: [from, to] }) => ({
        message,
        path: [],
        ...at(from, to),
      })),
    };
  const read = schema.safeParse(yaml.toJS());
  if (read.success) return { value: read.data, mistakes: [] };
  const mistakes = read.error.issues.map((issue) => {
    const path = issue.path.map((part) => part as string | number);
    const message = explain(issue, yaml.getIn(path));
    return { message, path, ...at(...placeOf(yaml, path)) };
  });
  return { mistakes: mistakes.toSorted((one, other) => one.from - other.from) };
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

/** Where a field stands; of one that is missing, where the one around it does. */
function placeOf(
  yaml: Document,
  path: readonly (string | number)[],
): [from: number, to: number] {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = yaml.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return [node.range[0], node.range[1]];
  }
  return [0, 0];
}
