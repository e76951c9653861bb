import { z } from "zod";
import type { ChartTransition } from "../chart.js";
import { ask } from "../listen.js";
import { recordAfter } from "../promise.js";
import { ownWords } from "../own-words.js";
import {
  exitsOf,
  outcome,
  outcomesOf,
  texts,
  type StepKind,
} from "../step-kind.js";
import { everywhere } from "../variables.js";

const words = ownWords({
  voice: {
    when: "Said after a yes that is kept in the caller's voice; a tone follows",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Para que conste, diga después del tono: sí, acepto.",
      en: "For the record, say after the tone: yes, I agree.",
      pt: "Para que conste, diga depois do sinal: sim, aceito.",
    },
  },
});

const body = z.strictObject({
  about: z
    .string()
    .regex(/^([a-z][a-z0-9-]{0,39}|\s*\{\{.{1,60}\}\}\s*)$/, {
      error: "small letters, digits and dashes, such as plan-change",
    })
    .meta({
      description: "What is agreed to, by the company's name: plan-change",
      examples: ["plan-change"],
    }),
  question: texts.meta({
    description: "What is asked, by language: key 1 is yes, key 2 is no",
  }),
  again: texts.optional().meta({
    description: "The same, shorter, for callers who did not answer",
  }),
  "keep the voice": z.boolean().default(false).meta({
    description:
      "After a yes, the caller says it once more and that is recorded; a no or a silence records nothing",
  }),
  say: words.block,
  outcomes: outcomesOf({
    yes: outcome("The caller agrees"),
    no: outcome("The caller does not"),
    silence: outcome("The caller did not answer: that is no yes"),
  }),
});
type Body = z.output<typeof body>;

/**
 * Asks for a yes and keeps the answer as proof: the question as it was spoken, the key or the words that answered it, when, and from which
 * number (C18). A sound recording is made only after a yes, and only if the step says so (C6). Outcomes: `yes`, `no`, `silence`.
 *
 *     { "consent": { "about": "plan-change", "question": { "en": "Shall we change your plan today? Yes, press 1. No, 2." }, "outcomes": { "yes": "goodbye", "no": "goodbye", "silence": "person" } } }
 */
export const consent: StepKind<Body> = {
  kind: "consent",
  purpose: "Asks for a yes and keeps the answer as proof.",
  schema: body,
  exits: ({ outcomes }) => exitsOf(outcomes),
  prompts: (step) => [
    { path: ["question"], texts: step.question, variables: everywhere },
    ...(step.again
      ? [{ path: ["again"], texts: step.again, variables: everywhere }]
      : []),
    ...(step["keep the voice"] ? words.prompts(step.say) : []),
  ],
  keys: () => [
    { key: "1", path: [] },
    { key: "2", path: [] },
  ],
  lower: (step, scope) => {
    const said = words.said(step.say);
    const { about, question, outcomes } = step;
    const yes: ChartTransition = { target: `#${outcomes.yes}` };
    const answered = (answer: "yes" | "no") =>
      ({ type: "keep-answer", about, texts: question, answer }) as const;
    return {
      ...ask({
        name: "asking",
        scope,
        say: [{ type: "say", texts: question }],
        again: [{ type: "say", texts: step.again ?? question }],
        answers: [
          {
            key: "1",
            choice: "yes",
            next: {
              ...(step["keep the voice"]
                ? { target: `#${scope.step}.voicing` }
                : yes),
              actions: [answered("yes")],
            },
          },
          {
            key: "2",
            choice: "no",
            next: { target: `#${outcomes.no}`, actions: [answered("no")] },
          },
        ],
        heard: "yes-no",
        attempts: 2,
        timeout: 5,
        otherwise: { target: `#${outcomes.silence}` },
      }),
      ...(step["keep the voice"] && {
        voicing: recordAfter(said.voice, {
          max: 10,
          recorded: { ...yes, actions: [{ type: "keep-voice", about }] },
          silence: yes,
        }),
      }),
    };
  },
};
