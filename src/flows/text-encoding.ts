import type { Finding } from "./diagnostics.js";

/** What a text in UTF-8 looks like that some program took for Windows' own: "AÃ±o", "Â¿CÃ³mo?". No language here writes these pairs. */
const garbled = /Ã[\u0080-\u00bf]|Â[¡¿«»°ºª]|â€[™œ\u009d“”˜¦]/u;
/** Spaces that look like any other and are none to YAML, where a line begins: they come with text copied from pages and letters. */
const strangeSpace = /^[ \t]*[\u00a0\u2000-\u200b\u202f\u3000]/mu;

/** The longest document that is read; one of 2,000 steps that say something has about 300,000 characters and 20,000 lines. */
const largest = { characters: 400_000, lines: 40_000 };

/** A flow that is too long to be read at all. */
export function checkSize(text: string): Finding | undefined {
  const size = { characters: text.length, lines: text.split("\n").length };
  for (const unit of ["characters", "lines"] as const)
    if (size[unit] > largest[unit])
      return {
        code: "document-too-large",
        message: `This document has ${size[unit]} ${unit}; a flow may have ${largest[unit]}.`,
        hint: "Split it into several flows.",
        path: [],
      };
  return undefined;
}

/** Mistakes of a whole file, of whatever kind, that are seen before it is read; the first one. */
export function checkCharacters(text: string): Finding | undefined {
  // U+FFFD is what a reader of UTF-8 puts in place of what it cannot read.
  const unread = text.search(/[\0\ufffd]/u);
  if (unread !== -1)
    return {
      code: "document-encoding",
      message:
        "A letter of this file cannot be read: it is not saved as UTF-8.",
      hint: 'Save it again, with "UTF-8" as its encoding, and look at the accents.',
      path: [],
      mark: { from: unread, to: unread + 1 },
    };
  const wrong = garbled.exec(text);
  if (wrong)
    return {
      code: "document-encoding",
      message: `The accents of this file are broken: "${wrong[0]}" is what is left of one.`,
      hint: "Another program saved it with a wrong encoding. Go back to a copy where the accents are right.",
      path: [],
      mark: { from: wrong.index, to: wrong.index + wrong[0].length },
    };
  const space = strangeSpace.exec(text);
  if (space) {
    const at = space.index + space[0].length;
    return {
      code: "yaml-indentation",
      message:
        "This line is moved in with a special space, copied from a page or a letter.",
      hint: "Delete what stands before its first word, and type spaces.",
      path: [],
      mark: { from: at - 1, to: at },
    };
  }
  return undefined;
}
