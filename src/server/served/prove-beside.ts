import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Proof } from "../../flows/proof/index.js";
import { proveHere, type Prove } from "./certify.js";

const thread = new URL(
  `./prove-thread${extname(import.meta.url)}`,
  import.meta.url,
);

/** Proves in a thread of its own, so that callers are answered meanwhile; where none can be had, here. */
export const proveBeside: Prove = (flow, options) =>
  new Promise<Proof>((resolve, reject) => {
    const workerData = { document: flow.document, company: options.company };
    const worker = new Worker(thread, { workerData });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The thread ended.")));
  }).catch(() => proveHere(flow, options));
