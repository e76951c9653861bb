/**
 * The proof: what a flow promises, set against the worst that can happen on a call. It searches the compiled machine itself, every key,
 * word, silence and answer of the world, with the longest time each can take, and gives a certificate: each promise with its bound, the
 * call that comes to it, and what it all rests on. It promises bounds that no call exceeds while the printed assumptions hold, and it
 * says "not proved" rather than guess. It says nothing about whether people answer. The server refuses flows that break a promise;
 * `directo check` and the console show the certificate.
 */
export {
  certificateHash,
  proveFlow,
  proveWithSteps,
  type ProofOptions,
} from "./prove.js";
export type { StepSeconds } from "./step-seconds.js";
export type {
  Certificate,
  PromiseResult,
  Proof,
  WorstCall,
} from "./certificate.js";
export { renderCertificate } from "./render-certificate.js";
export { assumed, type AssumptionName } from "./assumptions.js";
export { createClocks } from "./clocks.js";
export {
  timedPromises,
  type Clocks,
  type Seconds,
  type TimedPromise,
} from "./clock-state.js";
