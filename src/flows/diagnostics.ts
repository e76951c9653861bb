import { distance } from "fastest-levenshtein";
import type { Path } from "./step-kind.js";

/**
 * Every mistake a flow document can have, and whether it keeps the flow from being served. Each has a section in docs/diagnostics.md
 * and a folder of samples in test/flows/diagnostics.
 */
export const severities = {
  "document-empty": "error",
  "document-encoding": "error",
  "document-too-large": "error",
  "document-too-deep": "error",
  "mistakes-too-many": "error",
  "yaml-quote": "error",
  "yaml-tab": "error",
  "yaml-indentation": "error",
  "yaml-colon": "error",
  "yaml-braces": "error",
  "yaml-bracket": "error",
  "yaml-first-character": "error",
  "yaml-field-twice": "error",
  "yaml-alias": "error",
  "yaml-several-documents": "error",
  "yaml-syntax": "error",
  "version-missing": "warning",
  "version-unknown": "error",
  "field-missing": "error",
  "field-unknown": "error",
  "field-empty": "error",
  "value-not-expected": "error",
  "number-not-text": "error",
  "key-form": "error",
  "steps-too-many": "error",
  "step-kind-missing": "error",
  "step-kind-unknown": "error",
  "step-name-form": "error",
  "outcome-missing": "error",
  "outcome-unknown": "error",
  "outcome-unknown-step": "error",
  "outcome-other-kind": "error",
  "outcome-named-as-step": "error",
  "outcome-never-reached": "warning",
  "flow-unknown": "error",
  "flow-name-twice": "error",
  "flow-cycle": "error",
  "flow-without-outcomes": "error",
  "flow-with-mistakes": "error",
  "flow-language-missing": "error",
  "flow-promises-unused": "error",
  "flow-too-large": "error",
  "input-missing": "error",
  "input-unknown": "error",
  "input-type": "error",
  "step-unreachable": "warning",
  "step-loop": "error",
  "key-shadows-always": "error",
  "key-not-said": "warning",
  "key-said-unknown": "error",
  "star-key-not-said": "error",
  "answer-two-types": "error",
  "choices-none": "error",
  "choices-many": "warning",
  "languages-none": "error",
  "language-speaks-other": "error",
  "language-voice-other": "error",
  "language-voice-unknown": "warning",
  "language-key-clash": "error",
  "language-key-without-offer": "error",
  "language-offer-without-key": "error",
  "language-out-of-reach": "warning",
  "time-zone-unknown": "error",
  "connection-unknown": "error",
  "look-up-unknown": "error",
  "look-up-value-missing": "error",
  "look-up-value-unknown": "error",
  "variable-unknown": "error",
  "variable-type": "error",
  "text-without-language": "error",
  "text-language-missing": "error",
  "text-language-unknown": "error",
  "text-empty": "error",
  "text-cut-by-comment": "warning",
  "text-markup": "warning",
  "text-not-translated": "warning",
  "text-syntax": "error",
  "text-variable-unknown": "error",
  "text-filter-unknown": "error",
  "text-type": "error",
  "text-value-unsure": "error",
  "text-long": "warning",
  "text-sends-away": "warning",
  "again-not-shorter": "warning",
  "heard-not-understood": "error",
  "heard-ambiguous": "error",
  "heard-language-missing": "warning",
  "heard-language-unknown": "error",
  "condition-syntax": "error",
  "condition-variable-unknown": "error",
  "condition-value-unknown": "error",
  "condition-type": "error",
  "condition-not-offered": "error",
  "condition-never": "error",
  "condition-always": "error",
  "condition-covered": "error",
} as const satisfies Readonly<Record<string, "error" | "warning">>;

export type DiagnosticCode = keyof typeof severities;
export const diagnosticCodes = Object.keys(severities) as DiagnosticCode[];

/** A located finding about a flow document. Errors keep it from being served; warnings do not. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning";
  /** What is wrong, in the words of the document. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly path: Path;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** How much of the line is meant, in UTF-16 units; 1 at least. */
  readonly length: number;
}

/** A finding before it is placed. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Worked out only for findings that are shown: looking for near names takes time. */
  readonly hint?: string | (() => string);
  readonly path: Path;
  /** What at the path is meant: its name, its value (as far as it is one), or a word within the value. */
  readonly mark?: "name" | "value" | Mark | Stretch;
}

/** A word within a text: its place and the word itself, in UTF-16 units of the text. */
export interface Mark {
  readonly offset: number;
  readonly word: string;
}

/** A part of the document's text: from, and up to but without, in UTF-16 units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function isError({ code }: { readonly code: DiagnosticCode }): boolean {
  return severities[code] === "error";
}

/** The user's words in quotes: on one line, and short. */
export function quoted(words: string): string {
  return `"${shortened(words)}"`;
}

export function shortened(words: string): string {
  const line = words
    .slice(0, 200)
    .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line;
}

/** How many names are looked through for a near one: more would take longer than reading the document. */
const mostCompared = 2_000;

/** The name among `known` that somebody probably meant, when one is near enough. */
export function nearest(
  name: string,
  known: readonly string[],
): string | undefined {
  const short = name.toLowerCase().slice(0, 80);
  const reach = Math.max(2, Math.floor(short.length / 3));
  let best: string | undefined;
  let least = Math.min(reach + 1, short.length);
  for (const one of known.slice(0, mostCompared)) {
    if (Math.abs(one.length - short.length) >= least) continue;
    const far = distance(short, one.toLowerCase());
    if (far >= least) continue;
    best = one;
    least = far;
  }
  return best;
}

/** `Did you mean "person"?`, or the list of what there is. */
export function suggest(name: string, known: readonly string[]): string {
  const best = nearest(name, known);
  if (best !== undefined) return `Did you mean ${quoted(best)}?`;
  if (known.length === 0) return "There is none yet.";
  return `There is: ${known.slice(0, 12).map(shortened).join(", ")}${known.length > 12 ? " …" : "."}`;
}
