import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { checkFlow, type FlowDocument } from "../flows/index.js";
import { readBeside } from "./beside.js";
import { checkFiles } from "./check.js";

/** The document of a flow file; when it has mistakes, prints them and gives nothing. */
export async function readFlow(
  path: string,
  output: Writable,
): Promise<FlowDocument | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  const document =
    text === undefined
      ? undefined
      : checkFlow(text, await readBeside(path)).document;
  if (!document) await checkFiles({ paths: [path], format: "human", output });
  return document;
}
