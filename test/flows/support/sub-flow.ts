import { readFileSync } from "node:fs";
import { flowBlocks } from "./examples.js";

/** The flow of the pages that others run. */
export const subFlow =
  flowBlocks(readFileSync("docs/editing-flows.md", "utf8")).find((block) =>
    block.includes("outcomes:\n  served:"),
  ) ?? "";
