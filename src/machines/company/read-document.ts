import type { z } from "zod";
import type { Finding } from "../../flows/diagnostics.js";
import { expectedType, expectedValue } from "../../flows/expected.js";
import { readYaml } from "../../flows/read-yaml.js";

/** What is wrong in a file of the company, where it stands, and what is expected there. */
export interface Mistake {
  readonly message: string;
  /** What to do about it, where that is another sentence. */
  readonly hint?: string;
  /** Of the field; empty: the file as a whole. */
  readonly path: readonly (string | number)[];
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly length: number;
}

export interface Read<T> {
  /** Absent when there is a mistake. */
  readonly value?: T;
  /** By where they stand. */
  readonly mistakes: readonly Mistake[];
}

/** Reads YAML by a schema; the words of a mistake are the schema's where it has some. Each has its Spanish in `src/flows/spanish`. */
export function readDocument<T>(text: string, schema: z.ZodType<T>): Read<T> {
  const { value, findings, places } = readYaml(text);
  if (findings.length > 0)
    return {
      mistakes: findings.map((finding) => ({
        message: finding.message,
        ...hintOf(finding),
        path: finding.path,
        ...places.find(finding),
      })),
    };
  const read = schema.safeParse(value);
  if (read.success) return { value: read.data, mistakes: [] };
  const mistakes = read.error.issues.map((issue) => {
    const path = issue.path.map((part) => part as string | number);
    const message = explain(issue, valueAt(value, path), places.written(path));
    return { message, path, ...places.find({ path }) };
  });
  return {
    mistakes: mistakes.toSorted(
      (one, other) => one.line - other.line || one.column - other.column,
    ),
  };
}

function hintOf({ hint }: Finding): { readonly hint?: string } {
  if (hint === undefined) return {};
  return { hint: typeof hint === "string" ? hint : hint() };
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === "object" && at !== null
        ? (at as Record<string | number, unknown>)[part]
        : undefined,
    value,
  );
}

function explain(
  issue: z.core.$ZodIssue,
  found: unknown,
  written: string | undefined,
): string {
  if (issue.code === "unrecognized_keys")
    return `${issue.keys.map((key) => `"${key}"`).join(", ")} means nothing here.`;
  if (issue.code === "invalid_key") {
    const [inner] = issue.issues;
    return inner
      ? explain(inner, issue.path.at(-1), written)
      : "this name is not expected here.";
  }
  // What a schema of ours has words for is said in these.
  if (!/^(Invalid|Too (big|small))/.test(issue.message)) return issue.message;
  if (found === undefined) return "this is missing.";
  if (issue.code === "invalid_type")
    return typeof found === "number" && issue.expected === "string"
      ? `this is read as a number; put quotes around it: "${written ?? found}".`
      : `this has to be ${expectedType(issue.expected)}.`;
  if (issue.code === "invalid_value")
    return `this has to be one of ${issue.values.map((one) => `"${String(one)}"`).join(", ")}.`;
  return issue.code === "too_big" || issue.code === "too_small"
    ? expectedValue(issue)
    : "something else is expected here.";
}
