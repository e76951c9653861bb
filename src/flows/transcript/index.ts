/**
 * A call as text: what happened above the dashes, what the line then said, did and asked of the world below them. People read it,
 * tests replay it, counter-examples are shown in it. Parsing and printing a file gives it back to the letter.
 *
 *     # A disputed charge of US$2.10 goes at once.
 *     flow   customer-line
 *     clock  2026-11-22T09:15:00-05:00
 *
 *     call from=+12025550143
 *     ----
 *     say     es-MX "Acme. Si no reconoce un cobro, marque 1. …"
 *     gather  5s speech
 *     at      welcome.asking
 */
export interface Transcript {
  /** A sentence that a non-programmer would say. */
  readonly title: string;
  /** `flow`, `clock`, `agents` … in the order of the file. */
  readonly header: readonly (readonly [string, string])[];
  readonly turns: readonly TranscriptTurn[];
}

export interface TranscriptTurn {
  /** What happened, as written: `digits 1`, with indented lines of detail. */
  readonly event: string;
  /** What came of it, a line each. */
  readonly lines: readonly string[];
}

const dashes = "----";

/** Throws with the line's number when the text is no transcript. */
export function parseTranscript(text: string): Transcript {
  const [head = "", ...blocks] = text.trimEnd().split("\n\n");
  const [first = "", ...settings] = head.split("\n");
  if (!first.startsWith("# "))
    throw new Error('Line 1: a transcript begins with a sentence after "# ".');
  return {
    title: first.slice(2),
    header: settings.map((line) => {
      const [name = "", ...value] = line.split(/\s+/);
      return [name, value.join(" ")] as const;
    }),
    turns: blocks.map((block) => {
      const lines = block.split("\n");
      const at = lines.indexOf(dashes);
      if (at < 1)
        throw new Error(
          `"${lines[0] ?? ""}": an event is followed by ${dashes}.`,
        );
      return {
        event: lines.slice(0, at).join("\n"),
        lines: lines.slice(at + 1),
      };
    }),
  };
}

export function printTranscript({ title, header, turns }: Transcript): string {
  const head = [
    `# ${title}`,
    ...header.map(([name, value]) => `${name.padEnd(6)} ${value}`),
  ];
  const blocks = turns.map(({ event, lines }) =>
    [event, dashes, ...lines].join("\n"),
  );
  return `${[head.join("\n"), ...blocks].join("\n\n")}\n`;
}
