/**
 * What the line remembers of a caller from call to call, by the number they ring from: the language that they chose with a key, which of their
 * calls went to the director's own number last, and nothing else.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { Language } from "../flows/speech/index.js";
import { reduce } from "./reduce.js";

export interface CallerMemory {
  /** Absent: they have chosen none yet. */
  readonly language?: Language;
  /** Their last call to the director's own number, and when it began (epoch ms). */
  readonly direct?: { readonly call: string; readonly at: number };
}

interface LanguageChosen {
  readonly type: "language-chosen";
  readonly language: Language;
}

export interface DialledDirector {
  readonly type: "dialled-director";
  readonly at: number;
  readonly call: string;
  /** The call before this one; of two that come at once, one finds another there. */
  readonly instead: string | undefined;
}

/** A year after they chose last: by then a number may be somebody else's. */
export const callerRetentionMs = 365 * 24 * 3600 * 1000;

export const callerMachine: AnyStateMachine = createMachine(
  {
    id: "caller",
    context: {},
    on: {
      "language-chosen": {
        actions: reduce<CallerMemory>(
          (memory, { language }: LanguageChosen) => ({
            context: { ...memory, language },
            effects: [],
          }),
        ),
      },
      "dialled-director": {
        guard: "knows-last",
        actions: reduce<CallerMemory>(
          (memory, { call, at }: DialledDirector) => ({
            context: { ...memory, direct: { call, at } },
            effects: [],
          }),
        ),
      },
    },
  } as never,
  {
    guards: {
      "knows-last": ({
        context,
        event,
      }: {
        context: CallerMemory;
        event: DialledDirector;
      }) => context.direct?.call === event.instead,
    },
  } as never,
) as AnyStateMachine;
