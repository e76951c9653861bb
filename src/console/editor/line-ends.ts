/** A text as the editor has it, and how its lines end: what is saved ends them as they did. */
export interface LineEnds {
  readonly text: string;
  readonly end: "\n" | "\r\n";
}

export function readLineEnds(written: string): LineEnds {
  const text = written.replaceAll("\r\n", "\n");
  const isWindows = text !== written && !/[^\r]\n/.test(written);
  return { text, end: isWindows ? "\r\n" : "\n" };
}

export function writeLineEnds({ text, end }: LineEnds): string {
  return end === "\n" ? text : text.replaceAll("\n", end);
}
