import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { checkFlow, type FlowDocument } from "../flows/index.js";
import { companyBeside, readBeside } from "./beside.js";
import { knownToFlows } from "../lookups/index.js";
import { readConnections } from "../server/served/connections.js";
import { checkFiles } from "./check.js";

/** The document of a flow file; when it has mistakes, prints them and gives nothing. */
export async function readFlow(
  path: string,
  output: Writable,
  lookUpsFile?: string,
): Promise<FlowDocument | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  const own = await companyBeside(path);
  const connections = knownToFlows(
    await readConnections(lookUpsFile ?? own.lookUpsFile),
  );
  const document =
    text === undefined
      ? undefined
      : checkFlow(text, await readBeside(path), { connections }).document;
  if (!document)
    await checkFiles({ paths: [path], format: "human", output, lookUpsFile });
  return document;
}
