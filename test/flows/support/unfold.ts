/** Writes a large sample out: `# repeat 2001` stands for as many of the line below it, in each of which {n} is its number. */
export function unfold(text: string): string {
  return text.replaceAll(
    /^ *# repeat (\d+)\n(.*\n)/gm,
    (_, times: string, line: string) =>
      Array.from({ length: Number(times) }, (__, index) =>
        line.replaceAll("{n}", String(index + 1)),
      ).join(""),
  );
}
