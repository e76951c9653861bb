/** The thread that `proveBeside` begins: one proof, and it is over. */
import { parentPort, workerData } from "node:worker_threads";
import { compileFlow, type FlowDocument } from "../../flows/index.js";
import { proveFlow } from "../../flows/proof/index.js";

const { document, company } = workerData as {
  readonly document: FlowDocument;
  readonly company: object;
};
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(proveFlow(compileFlow(document), { company }));
