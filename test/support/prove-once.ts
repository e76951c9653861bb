import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { proveFlow, type Proof } from "../../src/flows/proof/index.js";

/** What was proved in this run of the tests, by any of its processes. */
const folder = join(process.env["TEST_FOLDER"] ?? "", "certificates");

/** `proveFlow`, searched once for all test files that serve the same flow with the same company. */
export const proveOnce: typeof proveFlow = (flow, options) => {
  const inputs = JSON.stringify([flow.document, flow.chart, options]);
  const file = join(folder, createHash("sha256").update(inputs).digest("hex"));
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Proof;
  } catch {
    const proof = proveFlow(flow, options);
    // A bound that is none does not survive JSON; what holds has bounds.
    if (proof.holds && process.env["TEST_FOLDER"] !== undefined) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${file}-${process.pid}`, JSON.stringify(proof));
      renameSync(`${file}-${process.pid}`, file);
    }
    return proof;
  }
};
