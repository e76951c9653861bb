import { PassThrough } from "node:stream";
import { printForgotten } from "../../src/cli/forget.js";
import type { AnsweredLine } from "./answered-line.js";

/** What a command prints. */
export async function print(
  what: (output: PassThrough) => Promise<unknown>,
): Promise<string> {
  const output = new PassThrough();
  await what(output);
  return String(output.read());
}

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
      caller,
      output,
    ),
  );
