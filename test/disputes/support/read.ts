import {
  analyse,
  exampleHistory,
  readHistory,
  type Analysis,
  type Chosen,
  type History,
  type ReadingSettings,
} from "../../../src/disputes/index.js";

/** Reads a history that is written in the test. */
export function read(
  text: string | Uint8Array,
  settings: Partial<ReadingSettings> = {},
): History {
  const bytes =
    typeof text === "string" ? new TextEncoder().encode(text) : text;
  return readHistory(bytes, {
    currency: "USD",
    columns: new Map(),
    ...settings,
  });
}

/** Analyses a history that is written in the test. */
export function analyseText(
  text: string,
  choice: Partial<Chosen> = {},
  threshold?: number,
): Analysis {
  return analyse(read(text), { currency: "USD", ...choice }, threshold);
}

/** The example's analysis, with a close look at US$2.70. */
export function analyseExample(choice: Partial<Chosen> = {}): Analysis {
  return analyseText(exampleHistory(), choice, 270);
}

/** The text in Windows-1252, for letters that are one byte there. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
