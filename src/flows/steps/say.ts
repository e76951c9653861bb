import { z } from "zod";
import { sayAndListen } from "../listen.js";
import { everywhere as variables } from "../variables.js";
import { outcome, texts, type StepKind } from "../step-kind.js";

const body = z.strictObject({
  text: texts.meta({ description: "What is said, by language" }),
  to: outcome("The step that comes next"),
});
type Body = z.output<typeof body>;

/**
 * Says something and goes on. The line listens meanwhile: a key of `always` acts, any other key only hurries it.
 *
 *     { "say": { "text": { "en": "We moved to a new billing system today." }, "to": "menu" } }
 */
export const say: StepKind<Body> = {
  kind: "say",
  purpose: "Says something and goes on.",
  schema: body,
  exits: (step) => [{ name: "to", to: step.to, path: ["to"] }],
  prompts: (step) => [{ path: ["text"], texts: step.text, variables }],
  keys: () => [],
  lower: (step, scope) => ({
    saying: sayAndListen(
      scope,
      "saying",
      [{ type: "say", texts: step.text }],
      1,
      [{ target: `#${step.to}` }],
    ),
  }),
};
