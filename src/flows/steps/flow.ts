import { z } from "zod";
import { exitsOf, outcome, type StepKind } from "../step-kind.js";

const body = z.strictObject({
  run: z.string().max(60).meta({
    description: "The name of the flow that is run: it stands beside this one",
  }),
  with: z.record(z.string(), z.unknown()).default({}).meta({
    description:
      "What that flow is given, by the names of its inputs; {{ input.topic }} passes on one of this flow's own",
  }),
  outcomes: z
    .record(z.string(), outcome("Where callers go who come out this way"))
    .meta({
      description:
        "Where callers go from here, by the names of that flow's outcomes",
    }),
});
export type RunBody = z.output<typeof body>;

/**
 * Runs another flow, and goes on by the outcome that it ends with. What a flow is given it declares as `inputs`, with their types (text,
 * number, money, date, digits, name), and its ends as `outcomes`; both have to be named here. It speaks with the voices and in the
 * languages of the flow that the call began in, whose `always` keys keep their meaning. A call goes on with the flows that it began with.
 *
 *     { "flow": { "run": "reach-somebody", "with": { "topic": "billing", "subject": { "en": "your bill" } }, "outcomes": { "served": "goodbye", "promised": "goodbye", "director": "director" } } }
 */
export const flow: StepKind<RunBody> = {
  kind: "flow",
  purpose: "Runs another flow and goes on by its outcome.",
  schema: body,
  exits: ({ outcomes }) => exitsOf(outcomes),
  prompts: () => [],
  keys: () => [],
  lower: (step, scope) => ({
    entering: {
      always: [{ target: `#${scope.step}/${scope.startOf(step.run)}` }],
    },
  }),
};
