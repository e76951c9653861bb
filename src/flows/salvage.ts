import type { z } from "zod";

/** A text that may stand at a path. */
export type TextAt = (path: readonly string[]) => string;

export interface Salvaged<Value> {
  /** Absent when too little of it could be read. */
  readonly value?: Value;
  readonly issues: readonly z.core.$ZodIssue[];
}

/** A mistake may hide others of its kind in what stands below it; more rounds have never been needed. */
const rounds = 4;

/**
 * Reads a value by its schema. Where it does not fit, the parts that do are read all the same (what is wrong is left out, what is
 * missing is made up), so that one mistake does not hide the others. `textAt` gives a text that fits where one is missing.
 */
export function salvage<Value>(
  schema: z.ZodType<Value>,
  raw: unknown,
  textAt: TextAt,
): Salvaged<Value> {
  const first = schema.safeParse(raw);
  if (first.success) return { value: first.data, issues: [] };
  const { issues } = first.error;
  let mended: unknown = structuredClone(raw);
  let wrong: readonly z.core.$ZodIssue[] = issues;
  for (let round = 0; round < rounds; round += 1) {
    for (const issue of wrong) mended = mend(mended, issue, textAt);
    const again = schema.safeParse(mended);
    if (again.success) return { value: again.data, issues };
    wrong = again.error.issues;
  }
  return { issues };
}

function mend(root: unknown, issue: z.core.$ZodIssue, textAt: TextAt): unknown {
  const path = issue.path.map(String);
  const last = path.at(-1);
  if (last === undefined && issue.code !== "unrecognized_keys")
    return substitute(issue, textAt);
  const parent = path
    .slice(0, issue.code === "unrecognized_keys" ? undefined : -1)
    .reduce<unknown>(
      (at, part) =>
        isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined,
      root,
    );
  if (!isRecord(parent)) return root;
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) Reflect.deleteProperty(parent, key);
  } else if (last !== undefined) {
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else if (Object.hasOwn(parent, last) || issue.code === "invalid_key")
      Reflect.deleteProperty(parent, last);
    else parent[last] = substitute(issue, textAt);
  }
  return root;
}

function substitute(issue: z.core.$ZodIssue, textAt: TextAt): unknown {
  if (issue.code === "invalid_value") return issue.values[0];
  if (issue.code !== "invalid_type") return undefined;
  const { expected } = issue;
  if (expected === "string") return textAt(issue.path.map(String));
  if (expected === "array") return [];
  if (expected === "boolean") return false;
  return expected === "int" || expected === "number" ? 1 : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
