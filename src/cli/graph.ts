import type { Writable } from "node:stream";
import { drawMermaid, xstateConfig } from "../flows/graph.js";
import { compileFlow } from "../flows/index.js";
import { readFlow } from "./read-flow.js";

export const graphFormats = ["mermaid", "xstate"] as const;
export type GraphFormat = (typeof graphFormats)[number];

export interface GraphOptions {
  /** A flow file. */
  readonly path: string;
  /** `mermaid`: a picture of the steps; `xstate`: the machine, as configuration in JSON. */
  readonly format: GraphFormat;
  /** The connections that flows may look something up over; absent: the demo company's. */
  readonly lookUpsFile?: string | undefined;
  readonly output: Writable;
  /** Where mistakes go: the other output is for programs to read. */
  readonly errors: Writable;
}

/** Prints a flow as a picture. Gives whether it could: a flow with mistakes has none, and they are printed instead. */
export async function printGraph(options: GraphOptions): Promise<boolean> {
  const document = await readFlow(
    options.path,
    options.errors,
    options.lookUpsFile,
  );
  if (!document) return false;
  options.output.write(
    options.format === "mermaid"
      ? drawMermaid(document)
      : `${JSON.stringify(xstateConfig(compileFlow(document).chart), null, 2)}\n`,
  );
  return true;
}
