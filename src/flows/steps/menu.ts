import { z } from "zod";
import type { Heard, Texts } from "../chart.js";
import { ask } from "../listen.js";
import { languages } from "../speech/index.js";
import { everywhere as variables } from "../variables.js";
import {
  duration,
  keyForm,
  languageName,
  outcome,
  texts,
  type StepKind,
} from "../step-kind.js";

const body = z.strictObject({
  say: texts.meta({
    description: "What there is to choose from, by language",
  }),
  again: texts.optional().meta({
    description:
      "The same, shorter, for callers who did not answer; without it everything is said again",
  }),
  unheard: texts.optional().meta({
    description:
      "Said before that to callers who said nothing; without it: I did not hear you",
  }),
  unclear: texts.optional().meta({
    description:
      "Said before that to callers who pressed or said something else; without it: I did not understand",
  }),
  choices: z
    .record(
      keyForm,
      z.strictObject({
        to: outcome("The step that this choice goes to"),
        heard: z
          .partialRecord(
            languageName,
            z.array(z.string().min(1).max(100)).max(20),
          )
          .optional()
          .meta({
            description:
              "What callers may say instead of the key, by language; accents, plurals and small words do not matter",
          }),
      }),
    )
    .meta({ description: "The choices, by key: 0 to 9, * or #, in quotes" }),
  attempts: z.int().min(1).max(3).default(2).meta({
    description: "How often it is asked in all, 1 to 3",
  }),
  timeout: duration.default(5).meta({
    description: "How long a silence counts as no answer: 5s",
  }),
  otherwise: outcome(
    "The step that callers go to who say nothing or press another key: a person, never an end",
  ),
});
type Body = z.output<typeof body>;

/**
 * Says what there is and takes a key or a spoken word. Silence or an unknown key is asked once more, shorter, then goes to
 * `otherwise`: no caller is ever told to ring again (C1, C2). A word of which the recogniser is not sure is asked back, once.
 *
 *     { "menu": { "say": { "en": "For a charge, press 1." }, "choices": { "1": { "to": "charge" } }, "otherwise": "person" } }
 */
export const menu: StepKind<Body> = {
  kind: "menu",
  purpose: "Offers a few choices, by key and by voice.",
  schema: body,
  exits: (step) => [
    ...Object.entries(step.choices).map(([key, choice]) => ({
      name: key,
      to: choice.to,
      path: ["choices", key, "to"],
    })),
    { name: "otherwise", to: step.otherwise, path: ["otherwise"] },
  ],
  prompts: (step) => [
    { path: ["say"], texts: step.say, variables },
    ...(["again", "unheard", "unclear"] as const).flatMap((name) => {
      const said = step[name];
      return said ? [{ path: [name], texts: said, variables }] : [];
    }),
  ],
  keys: (step) =>
    Object.entries(step.choices).map(([key, { heard }]) => ({
      key,
      path: ["choices", key],
      ...(heard && { heard }),
    })),
  lower: (step, scope) => {
    const heard: Heard = Object.fromEntries(
      Object.entries(step.choices).map(([key, choice]) => [
        key,
        { key, phrases: choice.heard ?? {} },
      ]),
    );
    return ask({
      name: "asking",
      scope,
      say: [
        { type: "say", texts: step.say },
        ...scope.offers.map(
          (offer) =>
            ({
              type: "say",
              texts: offer.texts,
              only: offer.language,
            }) as const,
        ),
      ],
      again: [{ type: "say", texts: step.again ?? step.say }],
      missed: { unheard: step.unheard, unclear: step.unclear },
      askBack: ({ key }) => didYouSay(key, step.choices[key]?.heard),
      answers: Object.entries(step.choices).map(([key, choice]) => ({
        key,
        choice: key,
        next: { target: `#${choice.to}` },
      })),
      heard,
      attempts: step.attempts,
      timeout: step.timeout,
      otherwise: { target: `#${step.otherwise}` },
    });
  },
};

/** Names the choice by the first thing that callers say for it; one that has a key only, by the key. */
function didYouSay(
  key: string,
  heard: Body["choices"][string]["heard"],
): Texts {
  return Object.fromEntries(
    languages.map((language) => {
      // What stands between braces would be read as a variable.
      const word = (heard?.[language]?.[0] ?? key).replaceAll(/[{}%]/g, " ");
      const said = {
        es: `¿Dijo ${word}? Sí, o marque ${key}.`,
        en: `Did you say ${word}? Yes, or press ${key}.`,
        pt: `Disse ${word}? Sim, ou tecle ${key}.`,
      };
      return [language, said[language]];
    }),
  );
}
