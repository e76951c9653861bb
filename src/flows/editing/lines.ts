import type { Node } from "yaml";

/** The beginning of the line that something stands on, or of the remarks right above it. */
export function beginOf(text: string, at: number): number {
  let begin = lineOf(text, at);
  while (begin > 0) {
    const before = lineOf(text, begin - 1);
    if (!/^[ \t]*#/.test(text.slice(before, begin))) break;
    begin = before;
  }
  return begin;
}

export function lineOf(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** After the last line that a value takes. */
export function endOf(text: string, node: Node): number {
  const [, end = 0] = node.range ?? [];
  // A value of several lines ends with its line's end already.
  const next = text[end - 1] === "\n" ? end - 1 : text.indexOf("\n", end);
  return next < 0 ? text.length : next + 1;
}
