/**
 * Conditions of a flow: a closed part of CEL over a closed, typed list of variables. They are checked with the document (what is
 * misspelled, what cannot be compared, what can never hold) and decided at run time without throwing, looping or reaching outside. A
 * comparison with a value that is not known is open: it neither holds nor fails, and a choice that is open is not taken. The checks, the
 * `choose` step and the proof call this; nothing here knows where the values come from.
 */
export {
  compileChecked,
  compileCondition,
  longestCondition,
  type Condition,
} from "./condition.js";
export type {
  ConditionProblem,
  Decidable,
  Decidables,
  DecidableType,
  DecidableValue,
  DecidableValues,
} from "./decidable.js";
export { isNameable } from "./environment.js";
export { waysOf, type Given, type Patience } from "./ways.js";
