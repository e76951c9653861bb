/** A table in plain text: the first column to the left, the others to the right, two blanks between; a text after the last column is left as it is. */
export function textTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns = 1,
): string[] {
  const widths = headings.map((heading, at) =>
    Math.max(heading.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    widths
      .map((width, at) => {
        const cell = row[at] ?? "";
        return at < leftColumns || (at === widths.length - 1 && isBar(cell))
          ? cell.padEnd(width)
          : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  return [line(headings), ...rows.map(line)].map((text) => `  ${text}`);
}

function isBar(cell: string): boolean {
  return /^[█▏▎▍▌▋▊▉▒]*$/.test(cell);
}

/** A bar of eighths of a letter: `width` letters for the largest value; light when below zero. */
export function textBar(value: number, largest: number, width: number): string {
  if (largest <= 0) return "";
  const eighths = Math.round((Math.abs(value) * width * 8) / largest);
  const full = Math.min(width, Math.floor(eighths / 8));
  if (value < 0) return "▒".repeat(Math.max(1, full));
  const rest = full < width ? (" ▏▎▍▌▋▊▉"[eighths % 8] ?? "").trim() : "";
  return "█".repeat(full) + rest;
}

/** A paragraph broken between words; the first line begins with `first`, the others as far in. */
export function wrap(text: string, first: string, width = 96): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
    if (line.length + word.length + 1 > width && line.trim() !== first.trim()) {
      lines.push(line.trimEnd());
      line = " ".repeat(first.length);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
