/**
 * What callers answered on one day to the question after the call (C28), by its date in the line's time zone. Nobody's name is in it: it is
 * counted against nobody (C21).
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "./reduce.js";

export interface Ratings {
  /** How many callers gave each number, by the number: `{ "5": 3 }`. */
  readonly counts: Readonly<Record<string, number>>;
}

interface Rated {
  readonly type: "rated";
  readonly rating: number;
}

export const ratingsMachine: AnyStateMachine = createMachine({
  id: "ratings",
  context: { counts: {} },
  on: {
    rated: {
      actions: reduce<Ratings>(({ counts }, { rating }: Rated) => ({
        context: { counts: { ...counts, [rating]: (counts[rating] ?? 0) + 1 } },
        effects: [],
      })),
    },
  },
} as never) as AnyStateMachine;
