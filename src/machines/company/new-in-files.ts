interface Written {
  readonly file: string;
  readonly text: string;
}

/**
 * What is live, with what is new in the files that were read: a file that says something else than when it was read last, one that was not
 * there, and one that is gone. So a file that nobody touched takes back nothing that was published from the console.
 */
export function newInFiles<One extends Written>(
  read: readonly One[],
  {
    last,
    live,
  }: { readonly last: readonly Written[]; readonly live: readonly One[] },
): readonly One[] {
  const textIn = (texts: readonly Written[], name: string) =>
    texts.find(({ file }) => file === name)?.text;
  const untouched = live.filter(
    ({ file }) => textIn(read, file) === textIn(last, file),
  );
  const fresh = read.filter(({ file, text }) => text !== textIn(last, file));
  return [...untouched, ...fresh];
}
