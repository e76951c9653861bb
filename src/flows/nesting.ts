import { Lexer } from "yaml";

/**
 * Whether brackets or dashes stand within one another deeper than that. Seen before the document is read: a reader of YAML takes seconds
 * to run out of stack. (What is nested by indentation alone cannot get that deep in a document of the allowed size.)
 */
export function isNestedTooDeep(text: string, deepest: number): boolean {
  // Reading twice what cannot be deep would be a waste.
  if (count(text, /[[{]/g) <= 4 * deepest && !manyDashes.test(text))
    return false;
  let brackets = 0;
  let dashes = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") brackets += 1;
    else if (token === "]" || token === "}") brackets -= 1;
    else if (token === "-" || token === "?") dashes += 1;
    else if (token.endsWith("\n")) dashes = 0;
    if (brackets > deepest || dashes > deepest) return true;
  }
  return false;
}

const manyDashes = /(?:[-?][ \t]+){20}/;

function count(text: string, pattern: RegExp): number {
  return Array.from(text.matchAll(pattern)).length;
}
