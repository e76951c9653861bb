import type { Money } from "../speech/index.js";

/** What a value of a condition is. A `date` is `YYYY-MM-DD`, a `clock` `HH:MM`; both are compared as the calendar and the clock go. */
export type DecidableType =
  "text" | "number" | "money" | "date" | "clock" | "yes-no";

/** A variable that conditions may name. */
export interface Decidable {
  readonly type: DecidableType;
  /** Known on every call; absent: a comparison with it neither holds nor fails on the others. */
  readonly sure?: true;
  /** For a text: the only ones it can be. */
  readonly among?: readonly string[];
  /** For a whole number: the least and the most that it can be. */
  readonly from?: number;
  readonly to?: number;
  /** Whole numbers unless this says otherwise. */
  readonly decimals?: true;
}

/** The closed list of a step, by whole names made of small letters, `_` and `.`: `caller.segment`. */
export type Decidables = Readonly<Record<string, Decidable>>;

export type DecidableValue = string | number | boolean | Money;

/** The values by the same names; one that is not known is left out. */
export type DecidableValues = Readonly<
  Record<string, DecidableValue | undefined>
>;

/** A mistake in a condition: what is wrong about which words, and where (in UTF-16 units of the source). */
export interface ConditionProblem {
  readonly kind:
    | "syntax"
    | "too-long"
    | "unknown-variable"
    | "wrong-type"
    | "unknown-value"
    | "not-offered"
    | "pattern";
  readonly name: string;
  readonly offset: number;
  /** What was probably meant. */
  readonly nearest?: string;
  /** What would fit, in a few words. */
  readonly expected?: string;
}
