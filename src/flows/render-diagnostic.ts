import { shortened, type Diagnostic } from "./diagnostics.js";

/** Columns of a line that are shown at most; a longer one is shown around the place. */
const widest = 100;

/**
 * One diagnostic as people read it: place, the line with the words meant, what is wrong, what to do. `text` is the document; without
 * it the line is left out.
 *
 *     flows/line.yaml:12:18  error  outcome-unknown-step  (steps › welcome › menu › otherwise)
 *       12 |       otherwise: persona
 *          |                  ^^^^^^^
 *       "otherwise" goes to "persona", and this flow has no step with that name.
 *       Did you mean "person"?
 */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  file: string,
  text?: string,
): string {
  const { code, severity, line, column, path, message, hint } = diagnostic;
  const where =
    path.length > 0
      ? `  (${path.map((part) => shortened(String(part))).join(" › ")})`
      : "";
  return [
    `${file}:${line}:${column}  ${severity}  ${code}${where}`,
    ...(text === undefined ? [] : excerpt(diagnostic, text)),
    `  ${message}`,
    ...(hint === undefined ? [] : hint.split("\n").map((part) => `  ${part}`)),
  ].join("\n");
}

function excerpt(diagnostic: Diagnostic, text: string): string[] {
  const { line, column, length } = diagnostic;
  const whole = lineOf(text, line);
  if (whole.trim() === "") return [];
  const from = column > widest - 20 ? column - 40 : 0;
  const shown = whole.slice(from, from + widest).replaceAll(/\p{Cc}/gu, " ");
  const before = from > 0 ? "…" : "";
  const after = whole.length > from + widest ? "…" : "";
  const start = column - 1 - from + before.length;
  const carets = Math.max(
    1,
    Math.min(length, shown.length + before.length - start),
  );
  const number = String(line);
  return [
    `  ${number} | ${before}${shown.trimEnd()}${after}`,
    `  ${" ".repeat(number.length)} | ${" ".repeat(start)}${"^".repeat(carets)}`,
  ];
}

function lineOf(text: string, line: number): string {
  let from = 0;
  for (let number = 1; number < line; number += 1) {
    const next = text.indexOf("\n", from);
    if (next === -1) return "";
    from = next + 1;
  }
  const end = text.indexOf("\n", from);
  return text.slice(from, end === -1 ? undefined : end);
}
