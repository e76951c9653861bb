import { PassThrough } from "node:stream";
import { printExport, printForgotten } from "../../src/cli/forget.js";
import { lineNumber, type AnsweredLine } from "./answered-line.js";

/** What a command prints. */
export async function print(
  what: (output: PassThrough) => Promise<unknown>,
): Promise<string> {
  const output = new PassThrough();
  await what(output);
  return String(output.read());
}

/** What `directo export` prints of somebody. */
export const exportOn = (
  { store }: AnsweredLine,
  caller: string,
  now = Date.now(),
): Promise<string> =>
  print((output) =>
    printExport(store, { caller, home: lineNumber }, now, output, output),
  );

/** `directo forget` on a line of the test; recordings that it deletes are put into `deleted`. */
export const forgetOn = (
  { store, files }: AnsweredLine,
  caller: string,
  deleted: string[] = [],
): Promise<string> =>
  print((output) =>
    printForgotten(
      {
        store,
        now: () => Date.now(),
        deleteRecording: async (url) => deleted.push(url) > 0,
        removePaper: (link) =>
          files.remove(link.slice(link.lastIndexOf("/") + 1)),
      },
      { caller, home: lineNumber },
      output,
    ),
  );
