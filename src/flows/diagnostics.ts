import { closest, distance } from "fastest-levenshtein";
import type { Path } from "./step-kind.js";

/** Every mistake a flow document can have; each has a section in docs/diagnostics.md. */
export const diagnosticCodes = [
  "yaml-syntax",
  "document-too-large",
  "field-missing",
  "field-unknown",
  "value-not-expected",
  "number-not-text",
  "step-kind-missing",
  "step-kind-unknown",
  "step-name-form",
  "outcome-unknown-step",
  "step-unreachable",
  "key-shadows-always",
  "text-language-missing",
  "text-language-unknown",
  "text-syntax",
  "text-variable-unknown",
  "text-filter-unknown",
  "text-type",
] as const;
export type DiagnosticCode = (typeof diagnosticCodes)[number];

/** A located finding about a flow document. Errors keep it from being served; warnings do not. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning";
  /** What is wrong, in the words of the document. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly path: Path;
  /** From 1; 0 while unknown. */
  readonly line: number;
  readonly column: number;
}

/** A finding before it is placed. */
export type Finding = Omit<Diagnostic, "line" | "column">;

/**
 * One diagnostic as people read it: place, what is wrong, what to do.
 *
 *     flows/line.yaml:12:9  error  outcome-unknown-step  (steps › welcome › menu › otherwise)
 *       "otherwise" goes to "persona", and this flow has no step with that name.
 *       Did you mean "person"?
 */
export function renderDiagnostic(diagnostic: Diagnostic, file: string): string {
  const { code, severity, line, column, path, message, hint } = diagnostic;
  const where = path.length > 0 ? `  (${path.join(" › ")})` : "";
  return [
    `${file}:${line}:${column}  ${severity}  ${code}${where}`,
    `  ${message}`,
    ...(hint === undefined ? [] : [`  ${hint}`]),
  ].join("\n");
}

/** The name among `known` that somebody probably meant, when one is near enough. */
export function nearest(
  name: string,
  known: readonly string[],
): string | undefined {
  if (known.length === 0) return undefined;
  const best = closest(name, [...known]);
  return distance(name, best) <= Math.max(2, Math.floor(name.length / 3))
    ? best
    : undefined;
}

/** `Did you mean "person"?`, or the list of what there is. */
export function suggest(name: string, known: readonly string[]): string {
  const best = nearest(name, known);
  if (best !== undefined) return `Did you mean "${best}"?`;
  return `There is: ${known.slice(0, 12).join(", ")}${known.length > 12 ? " …" : ""}.`;
}
