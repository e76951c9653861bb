import type { Writable } from "node:stream";
import type { Screen } from "./call-keys.js";

const eraseLine = "\r\u001B[2K";

/** Lines above, and below them what is being typed, which a new line moves down. */
export function createScreen(output: Writable): Screen {
  let typed: string | undefined;
  const showTyped = (): void => {
    if (typed !== undefined) output.write(`Say: ${typed}`);
  };
  return {
    print(line) {
      if (typed !== undefined) output.write(eraseLine);
      output.write(`${line}\n`);
      showTyped();
    },
    type(text) {
      if (typed !== undefined) output.write(eraseLine);
      typed = text;
      showTyped();
    },
  };
}
