/**
 * What a caller agreed to on one call, or did not (C18): the proof that goes with a change. Every answer is kept as it was given; a later one
 * does not replace it.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { Grade } from "../flows/events.js";
import type { Language } from "../flows/speech/index.js";
import { reduce } from "./reduce.js";

export interface Answer {
  /** What it is about, by the company's name: `plan-change`. */
  readonly about: string;
  readonly answer: "yes" | "no";
  /** The key that was pressed, or what the recogniser heard. */
  readonly by: { readonly key: string } | { readonly words: string };
  /** The question in the words that the caller heard. */
  readonly question: string;
  readonly language: Language;
  readonly number: string;
  readonly grade: Grade;
  /** Epoch ms. */
  readonly answeredAt: number;
  /** Where the caller's own yes is, when it was recorded. */
  readonly voice?: string;
}

export interface Consents {
  readonly answers: readonly Answer[];
}

type Answered = { readonly type: "answered"; readonly at: number } & Answer;
interface Voiced {
  readonly type: "voiced";
  readonly about: string;
  readonly url: string;
}

export const consentsMachine: AnyStateMachine = createMachine({
  id: "consents",
  context: { answers: [] },
  on: {
    answered: {
      actions: reduce<Consents>(
        // The time of the message is not that of the answer.
        ({ answers }, { type: _type, at: _at, ...answer }: Answered) => ({
          context: { answers: [...answers, answer] },
          effects: [],
        }),
      ),
    },
    voiced: {
      actions: reduce<Consents>(({ answers }, { about, url }: Voiced) => {
        const last = answers.findLastIndex(
          (one) => one.about === about && one.answer === "yes",
        );
        return {
          context: {
            answers: answers.map((one, index) =>
              index === last ? { ...one, voice: url } : one,
            ),
          },
          effects: [],
        };
      }),
    },
  },
} as never) as AnyStateMachine;
