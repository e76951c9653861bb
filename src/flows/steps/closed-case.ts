import { z } from "zod";
import type { ChartAction, ChartTransition } from "../chart.js";
import { ask } from "../listen.js";
import { ownWords } from "../own-words.js";
import { exitsOf, outcome, outcomesOf, type StepKind } from "../step-kind.js";
import { everywhere, withOutcome } from "../variables.js";

const words = ownWords({
  outcome: {
    when: "Said to a caller whose case was closed and whom no message told so, with the question whether it is solved",
    knows: withOutcome,
    texts: {
      es: "Sobre su caso: {{ outcome.words }} ¿Quedó resuelto? Sí, marque 1. No, marque 2.",
      en: "About your case: {{ outcome.words }} Is it solved? Yes, press 1. No, press 2.",
      pt: "Sobre o seu caso: {{ outcome.words }} Ficou resolvido? Sim, tecle 1. Não, tecle 2.",
    },
  },
  solved: {
    when: "Said when it is; the caller goes on with what they ring about",
    knows: everywhere,
    texts: { es: "Gracias.", en: "Thanks.", pt: "Obrigado." },
  },
  reopened: {
    when: "Said when it is not",
    knows: everywhere,
    texts: {
      es: "Queda abierto de nuevo.",
      en: "It is open again.",
      pt: "Está aberto de novo.",
    },
  },
});

const body = z.strictObject({
  say: words.block,
  outcomes: outcomesOf({
    none: outcome(
      "There is nothing to tell, or the number tells nobody; or the caller heard it and said nothing",
    ),
    solved: outcome("The caller says that it is solved"),
    "not solved": outcome(
      "The caller says that it is not: the case is open again, with the same owner",
    ),
  }),
});
type Body = z.output<typeof body>;

/**
 * Tells a caller what came of their case and asks once whether it is solved (C24), where no message told them: they have a landline, say. It is
 * told only to a number that its carrier attests; anybody else hears nothing of it. A step of kind `case` after it rings the owner of a case
 * that is open again. Outcomes: `none`, `solved`, `not solved`.
 *
 *     { "closed-case": { "outcomes": { "none": "welcome", "solved": "welcome", "not solved": "open-case" } } }
 */
export const closedCase: StepKind<Body> = {
  kind: "closed-case",
  purpose: "Tells a caller what came of their case, where no message did.",
  schema: body,
  exits: ({ outcomes }) => exitsOf(outcomes),
  passesTo: ({ outcomes }) => [outcomes.none],
  prompts: ({ say }) => words.prompts(say),
  keys: () => [
    { key: "1", path: ["outcomes", "solved"] },
    { key: "2", path: ["outcomes", "not solved"] },
  ],
  lower: (step, scope) => {
    const said = words.said(step.say);
    const { outcomes } = step;
    const answered = (
      answer: "solved" | "not-solved" | "nothing",
      target: string,
      ...then: readonly ChartAction[]
    ): ChartTransition => ({
      actions: [{ type: "answer-outcome", answer }, ...then],
      target: `#${target}`,
    });
    return {
      choosing: {
        always: [
          { guard: { type: "has-outcome" }, target: `#${scope.step}.telling` },
          { target: `#${outcomes.none}` },
        ],
      },
      ...ask({
        name: "telling",
        scope,
        say: [{ type: "say", texts: said.outcome }],
        again: [],
        attempts: 1,
        timeout: 4,
        heard: "yes-no",
        answers: [
          {
            key: "1",
            choice: "yes",
            next: answered(
              "solved",
              outcomes.solved,
              { type: "forget-outcome" },
              { type: "say", texts: said.solved },
            ),
          },
          {
            key: "2",
            choice: "no",
            next: answered(
              "not-solved",
              outcomes["not solved"],
              { type: "take-up-case" },
              { type: "say", texts: said.reopened },
            ),
          },
        ],
        otherwise: answered("nothing", outcomes.none, {
          type: "forget-outcome",
        }),
      }),
    };
  },
};
