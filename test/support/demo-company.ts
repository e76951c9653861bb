import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Company } from "../../src/flows/index.js";
import { connectionsFile, knownToFlows } from "../../src/lookups/index.js";

/** What flows may know of the demo company: its look-ups. */
export const demoCompany: Company = {
  connections: knownToFlows(
    connectionsFile.parse(parse(readFileSync("demo/lookups.yaml", "utf8")))
      .connections,
  ),
};
