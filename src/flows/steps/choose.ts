import { z } from "zod";
import { longestCondition } from "../conditions/index.js";
import { outcome, type StepKind } from "../step-kind.js";

const choice = z.strictObject({
  when: z
    .string()
    .max(longestCondition)
    .meta({
      description: "The condition: caller.language == 'es'",
      examples: ["caller.known"],
    }),
  to: outcome("The step that comes next when it holds"),
});

const body = z.strictObject({
  choices: z
    .array(choice)
    .min(1)
    .max(20)
    .meta({ description: "Conditions, asked from the first on" }),
  otherwise: outcome("The step that comes next when none of them holds"),
});
type Body = z.output<typeof body>;

/**
 * Decides where a call goes by what is known of it, without a word: the first condition that holds is taken, and `otherwise` when none
 * does. A comparison with something that is not known (a segment of somebody who is on no list) is open, and not taken.
 *
 *     { "choose": { "choices": [{ "when": "caller.segment == 'corporate' && time.hour < 18", "to": "adviser" }], "otherwise": "person" } }
 */
export const choose: StepKind<Body> = {
  kind: "choose",
  purpose: "Decides where a call goes by what is known of it.",
  schema: body,
  exits: ({ choices, otherwise }) => [
    ...choices.map(({ when, to }, place) => ({
      name: when,
      to,
      path: ["choices", place, "to"],
    })),
    { name: "otherwise", to: otherwise, path: ["otherwise"] },
  ],
  passesTo: ({ choices, otherwise }) => [
    ...choices.map(({ to }) => to),
    otherwise,
  ],
  prompts: () => [],
  conditions: ({ choices }) =>
    choices.map(({ when }, place) => ({
      path: ["choices", place, "when"],
      source: when,
    })),
  keys: () => [],
  lower: ({ choices, otherwise }, { step }) => ({
    choosing: {
      always: [
        ...choices.map(({ when, to }, place) => ({
          guard: { type: "holds", step, place, when } as const,
          target: `#${to}`,
        })),
        { target: `#${otherwise}` },
      ],
    },
  }),
};
