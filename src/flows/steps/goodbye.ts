import { z } from "zod";
import { ended } from "../chart.js";
import { sayAndListen } from "../listen.js";
import { everywhere as variables } from "../variables.js";
import { texts, type StepKind } from "../step-kind.js";

const body = z.strictObject({
  say: texts.meta({ description: "The last words, by language" }),
});
type Body = z.output<typeof body>;

/**
 * Takes leave, listens a moment longer (a key of `always` still reaches its step) and ends the call.
 *
 *     { "goodbye": { "say": { "en": "Thank you for calling." } } }
 */
export const goodbye: StepKind<Body> = {
  kind: "goodbye",
  purpose: "Takes leave and ends the call.",
  schema: body,
  exits: () => [],
  prompts: (step) => [{ path: ["say"], texts: step.say, variables }],
  keys: () => [],
  lower: (step, scope) => ({
    leaving: sayAndListen(
      scope,
      "leaving",
      [{ type: "say", texts: step.say }],
      2,
      [{ target: ended, actions: [{ type: "hang-up" }] }],
    ),
  }),
};
