import type { z } from "zod";
import {
  nearest,
  quoted,
  suggest,
  type DiagnosticCode,
  type Finding,
} from "./diagnostics.js";
import { expectedType, expectedValue } from "./expected.js";
import { isDurationAt, namesAt, schemaAt } from "./schema.js";
import type { Path } from "./step-kind.js";

/** What an issue is about: the value that was read, and how it was written. */
export interface Found {
  readonly path: Path;
  readonly value: unknown;
  readonly written: string | undefined;
  /** The first that the document speaks: `en`. */
  readonly language: string;
}

/** Says what a schema's complaint means, in the words of the document; one finding for each thing that is wrong. */
export function explainIssue(issue: z.core.$ZodIssue, found: Found): Finding[] {
  const { path, value } = found;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => unknownName([...path, name]));
  if (issue.code === "invalid_key") return [keyForm(path)];
  if (value === undefined) return [missing(path)];
  if (value === null)
    return [
      error(path, "field-empty", `${nameOf(path)} is empty.`, wantedHint(path)),
    ];
  if (issue.code === "invalid_type") return [wrongType(issue, found)];
  if (issue.code === "invalid_union") return oneOf(issue, found);
  return [
    error(
      path,
      "value-not-expected",
      `${nameOf(path)} is ${show(value)}, and it has to be ${expectedValue(issue)}.`,
      nearHint(issue, found),
    ),
  ];
}

/** A value has a short form and a long one with names; the complaint about the one that was tried is told. */
function oneOf(
  issue: Extract<z.core.$ZodIssue, { code: "invalid_union" }>,
  { path, value, written, language }: Found,
): Finding[] {
  const forms = issue.errors;
  const isLong = typeof value === "object" && value !== null;
  const tried = (isLong ? forms.at(-1) : forms[0]) ?? [];
  return tried.flatMap((inner) => {
    const below = inner.path.map(String);
    const at = below.reduce<unknown>(
      (from, part) =>
        typeof from === "object" && from !== null && Object.hasOwn(from, part)
          ? (from as Record<string, unknown>)[part]
          : undefined,
      value,
    );
    return explainIssue(inner, {
      path: [...path, ...below],
      value: at,
      written: below.length === 0 ? written : undefined,
      language,
    });
  });
}

/** Leaves out what is missing where a name is misspelled in its place: that is one mistake, not two. */
export function withoutMisspelled(findings: readonly Finding[]): Finding[] {
  const meant = new Set(
    findings
      .filter(
        ({ code }) => code === "field-unknown" || code === "outcome-unknown",
      )
      .map(({ path }) => {
        const parent = path.slice(0, -1);
        const near = nearest(String(path.at(-1)), namesAt(parent));
        return [...parent, near].join("\n");
      }),
  );
  return findings.filter(
    ({ code, path }) =>
      (code !== "field-missing" && code !== "outcome-missing") ||
      !meant.has(path.join("\n")),
  );
}

function unknownName(path: Path): Finding {
  const name = String(path.at(-1));
  const parent = path.slice(0, -1);
  const known = namesAt(parent);
  const isOutcome = parent.at(-1) === "outcomes";
  return {
    code: isOutcome ? "outcome-unknown" : "field-unknown",
    message: isOutcome
      ? `${stepOf(path)} has no outcome ${quoted(name)}.`
      : `${quoted(name)} means nothing here.`,
    hint: () =>
      /\s/.test(name) && isByLanguage(parent)
        ? `Within { } a comma ends a text. Put the whole text in quotes: "…, ${name}"`
        : isOutcome || nearest(name, known) !== undefined
          ? suggest(name, known)
          : `${suggest(name, known)} Look at the indentation as well.`,
    path,
    mark: "name",
  };
}

function missing(path: Path): Finding {
  const name = String(path.at(-1));
  const { description } = schemaAt(path) ?? {};
  const isOutcome = path.at(-2) === "outcomes";
  if (isOutcome)
    return error(
      path,
      "outcome-missing",
      `${stepOf(path)} does not say where callers go on ${quoted(name)}${description === undefined ? "" : ` (${lowerFirst(description)})`}.`,
      `Write "${name}:" here, and the step that comes next.`,
    );
  return error(
    path,
    "field-missing",
    `${quoted(name)} is missing.`,
    description === undefined
      ? `Write "${name}:" here.`
      : `Write "${name}:" here. It is ${lowerFirst(description)}.`,
  );
}

function keyForm(path: Path): Finding {
  return {
    code: "key-form",
    message: `${quoted(String(path.at(-1)))} is no key of a telephone.`,
    hint: 'A key is one of 0 to 9, * or #, in quotes: "1".',
    path,
    mark: "name",
  };
}

function wrongType(
  issue: Extract<z.core.$ZodIssue, { code: "invalid_type" }>,
  { path, value, written, language }: Found,
): Finding {
  const name = nameOf(path);
  if (typeof value === "number" && isDurationAt(path))
    return error(
      path,
      "value-not-expected",
      `${name} is the number ${written ?? value}, and it has to be a length of time.`,
      "Write 20s for seconds, 3m for minutes, 2h for hours.",
    );
  if (typeof value === "number" && issue.expected === "string")
    return error(
      path,
      "number-not-text",
      `${name} is read as the number ${value}, and text is expected.`,
      `Put quotes around it: "${written ?? value}". Without them YAML reads phone numbers and keys as numbers.`,
    );
  if (isByLanguage(path) && isWords(value))
    return error(
      path,
      "text-without-language",
      `${name} has ${typeof value === "string" ? "a text" : "a list"}, and it does not say in which language.`,
      `Write it below, one line for each language: ${language}: ${start(value)}`,
    );
  return error(
    path,
    "value-not-expected",
    `${name} is ${show(value)}, and it has to be ${expectedType(issue.expected)}.`,
    typeHint(value, issue.expected) ??
      namesHint(issue.expected, path, value) ??
      wantedHint(path),
  );
}

function isWords(value: unknown): value is string | readonly string[] {
  return Array.isArray(value)
    ? value.every((word) => typeof word === "string")
    : typeof value === "string";
}

function isByLanguage(path: Path): boolean {
  const { propertyNames, additionalProperties } = schemaAt(path) ?? {};
  return (
    propertyNames?.enum?.includes("es") === true &&
    typeof additionalProperties === "object" &&
    (additionalProperties.type === "string" ||
      additionalProperties.type === "array")
  );
}

/** How a text or a list begins, as it is written. */
function start(value: string | readonly string[]): string {
  if (typeof value === "string")
    return `"${value.slice(0, 30)}${value.length > 30 ? "…" : ""}"`;
  return `[${value.slice(0, 3).join(", ").slice(0, 30)}${value.length > 3 ? ", …" : ""}]`;
}

/** Where a text stands in place of names: which names there are, or the one that is surely meant. */
function namesHint(
  type: string,
  path: Path,
  value: unknown,
): string | undefined {
  const names = type === "object" || type === "record" ? namesAt(path) : [];
  if (typeof value !== "string" || names.length === 0) return undefined;
  if (names.includes("to") && /^[a-z][a-z0-9-]{0,59}$/.test(value))
    return `Write { to: ${value} } in its place.`;
  return `Below it stands one of: ${names.slice(0, 12).join(", ")}${names.length > 12 ? " …" : "."}`;
}

function typeHint(value: unknown, type: string): string | undefined {
  if (type === "string" && typeof value === "boolean")
    return `Put quotes around it: "${value}".`;
  if (type === "string" && typeof value === "object")
    return "Put the text in quotes on the same line, and look at the indentation.";
  if ((type === "int" || type === "number") && typeof value === "string")
    return /^\d+$/.test(value) ? "Take the quotes away." : undefined;
  if (Array.isArray(value))
    return "Take the dashes or brackets away: names with values are expected.";
  return undefined;
}

function nearHint(
  issue: z.core.$ZodIssue,
  { path, value }: Found,
): string | (() => string) | undefined {
  if (issue.code === "invalid_value")
    return () => suggest(String(value), issue.values.map(String));
  if (issue.code !== "invalid_format" || typeof value !== "string")
    return undefined;
  const length = /^\s*(\d{1,4})\s*(s|m|h)/i.exec(value);
  if (isDurationAt(path) && length)
    return `Did you mean "${length[1]}${length[2]?.toLowerCase()}"?`;
  const place = /^([a-z]{2})[-_]([a-z]{2})$/i.exec(value);
  if (issue.pattern?.includes("[A-Z]{2}") === true && place)
    return `Did you mean "${place[1]?.toLowerCase()}-${place[2]?.toUpperCase()}"?`;
  return undefined;
}

function wantedHint(path: Path): string | undefined {
  const { description } = schemaAt(path) ?? {};
  return description === undefined
    ? undefined
    : `It is ${lowerFirst(description)}.`;
}

function stepOf(path: Path): string {
  return path[0] === "steps" ? `Step ${quoted(String(path[1]))}` : "This";
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "The document";
  return typeof last === "number" ? `Entry ${last + 1}` : quoted(last);
}

/** A value of the document in a few words; it may be huge. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null || value === undefined) return "empty";
  if (typeof value === "object") {
    const names = Object.keys(value);
    return names.length === 0 ? "empty" : `names (${quoted(names[0] ?? "")} …)`;
  }
  if (typeof value !== "string") return JSON.stringify(value);
  return value.length > 60
    ? `${quoted(value)} (${value.length} characters)`
    : quoted(value);
}

function lowerFirst(text: string): string {
  return text.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase());
}

function error(
  path: Path,
  code: DiagnosticCode,
  message: string,
  hint?: string | (() => string),
): Finding {
  return { code, message, path, ...(hint !== undefined && { hint }) };
}
