/**
 * What the line remembers of a caller from call to call, by the number they ring from: the language that they chose with a key, and
 * nothing else.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { Language } from "../flows/speech/index.js";
import { reduce } from "./reduce.js";

export interface CallerMemory {
  /** Absent: they have chosen none yet. */
  readonly language?: Language;
}

interface LanguageChosen {
  readonly type: "language-chosen";
  readonly language: Language;
}

/** A year after they chose last: by then a number may be somebody else's. */
export const callerRetentionMs = 365 * 24 * 3600 * 1000;

export const callerMachine: AnyStateMachine = createMachine({
  id: "caller",
  context: {},
  on: {
    "language-chosen": {
      actions: reduce<CallerMemory>(
        (_memory, { language }: LanguageChosen) => ({
          context: { language },
          effects: [],
        }),
      ),
    },
  },
} as never) as AnyStateMachine;
