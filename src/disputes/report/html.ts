/** Markup that is already escaped. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | undefined | readonly Part[];

/** A piece of a page: text put into it is escaped, pieces are not; lists are joined. */
export function html(
  pieces: TemplateStringsArray,
  ...parts: readonly Part[]
): Html {
  return {
    markup: pieces.reduce(
      (all, piece, at) => all + markupOf(parts[at - 1]) + piece,
    ),
  };
}

/** Markup made elsewhere, taken as it is. */
export function raw(markup: string): Html {
  return { markup };
}

function markupOf(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number")
    return escapeText(String(part));
  return isList(part) ? part.map(markupOf).join("") : part.markup;
}

function isList(part: Html | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => escapes[letter] ?? "");
}
