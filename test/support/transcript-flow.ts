import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where the flow of a transcript stands: it ships, or has a folder of its own beside the transcripts, with the flows that it runs. */
export function flowsDirOf(flow: string): string {
  return existsSync(join("flows", `${flow}.yaml`))
    ? "flows"
    : join("test/calls/flows", flow);
}
