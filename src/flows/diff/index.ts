/**
 * Two versions of a flow compared as callers would notice it: what is said and for how long, where each answer leads, what is promised, and
 * which recorded calls would have ended elsewhere, sooner or later. It says nothing about which is better. Called by `directo diff` and the console.
 */
export {
  diffFrame,
  diffSteps,
  type StepChanged,
  type ValueChanged,
  type WordsChanged,
} from "./diff-steps.js";
export { diffPromises, type PromiseChanged } from "./diff-promises.js";
export { endsElsewhere } from "./ends-elsewhere.js";
export { diffCalls, type CallChanged, type CallEnd } from "./diff-calls.js";
