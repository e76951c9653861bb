import type { Diagnostic } from "../diagnostics.js";

/** What one click puts in place of what; `from` and `to` in UTF-16 units of the text. */
export interface Fix {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The change that a diagnostic's hint proposes; `undefined` where a person has to decide. */
export function fixOf(
  text: string,
  diagnostic: Pick<Diagnostic, "hint" | "line" | "column" | "length">,
): Fix | undefined {
  const { hint = "", line, column, length } = diagnostic;
  const meant = /Did you mean "([^"…]+)"\?/.exec(hint)?.[1];
  if (meant === undefined) return undefined;
  const begin = text
    .split("\n", line - 1)
    .reduce((sum, one) => sum + one.length + 1, 0);
  const from = begin + column - 1;
  const marked = text.slice(from, from + length);
  const quote = /^(["']).*\1$/s.exec(marked)?.[1] ?? "";
  return { from, to: from + length, insert: `${quote}${meant}${quote}` };
}
