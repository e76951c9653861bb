import { z } from "zod";
import type { Heard } from "../chart.js";
import { ask } from "../listen.js";
import { ownWords } from "../own-words.js";
import { exitsOf, outcome, outcomesOf, type StepKind } from "../step-kind.js";
import { everywhere } from "../variables.js";

const words = ownWords({
  question: {
    when: "The one question",
    knows: everywhere,
    texts: {
      es: "Una sola pregunta: del 1 al 5, donde 5 es excelente, ¿cómo resolvimos su asunto?",
      en: "One question: from 1 to 5, where 5 is excellent, how well did we settle your matter?",
      pt: "Uma só pergunta: de 1 a 5, em que 5 é excelente, como resolvemos o seu assunto?",
    },
  },
  thanks: {
    when: "Said to whoever answered",
    knows: everywhere,
    texts: { es: "Anotado.", en: "Noted.", pt: "Anotado." },
  },
});

const body = z.strictObject({
  say: words.block,
  outcomes: outcomesOf({
    answered: outcome("The caller gave a number"),
    unanswered: outcome(
      "The caller said nothing, or something else: it is not asked again",
    ),
  }),
});
type Body = z.output<typeof body>;

const ratings = [1, 2, 3, 4, 5] as const;

/**
 * Asks one question after the matter is settled (C28): 1 to 5, by key or spoken. The answer stays with the call and is counted by the
 * day; whom the caller talked with is not looked at, so it counts against nobody. Silence is an answer too: it is asked once, and the call ends
 * politely. Outcomes: `answered`, `unanswered`.
 *
 *     { "survey": { "outcomes": { "answered": "goodbye", "unanswered": "goodbye" } } }
 */
export const survey: StepKind<Body> = {
  kind: "survey",
  purpose: "Asks how well the matter was settled, once.",
  schema: body,
  exits: ({ outcomes }) => exitsOf(outcomes),
  prompts: ({ say }) => words.prompts(say),
  keys: () => ratings.map((rating) => ({ key: String(rating), path: [] })),
  lower: (step, scope) => {
    const said = words.said(step.say);
    const question = [{ type: "say", texts: said.question }] as const;
    const heard: Heard = Object.fromEntries(
      ratings.map((rating) => [rating, { key: String(rating), phrases: {} }]),
    );
    return {
      ...ask({
        name: "asking",
        scope,
        say: question,
        again: question,
        answers: ratings.map((rating) => ({
          key: String(rating),
          choice: String(rating),
          next: {
            target: `#${scope.step}.thanking`,
            actions: [
              { type: "remember-rating", rating },
              { type: "count-rating", rating },
            ],
          },
        })),
        heard,
        attempts: 1,
        timeout: 5,
        otherwise: { target: `#${step.outcomes.unanswered}` },
      }),
      thanking: {
        entry: [{ type: "say", texts: said.thanks }],
        always: [{ target: `#${step.outcomes.answered}` }],
      },
    };
  },
};
