import { z } from "zod";
import {
  exitsOf,
  outcome,
  outcomesOf,
  texts,
  type StepKind,
} from "../step-kind.js";
import { everywhere as variables } from "../variables.js";

const body = z.strictObject({
  text: texts.meta({
    description: "What the message says, by language; 300 characters at most",
  }),
  outcomes: outcomesOf({
    sent: outcome("The message is on its way"),
    "not-possible": outcome(
      "The caller's number takes no message, or no more messages go out today",
    ),
  }),
});
type Body = z.output<typeof body>;

/**
 * Sends the caller a text message, to the number that the call comes from and to no other: not where it is withheld or shared, nor beyond the
 * limits of the line's messages, so that nobody hears that one comes which does not. The call goes on at once; whether the message arrives no caller waits for. Amounts and days are written in figures, and addresses as they are.
 * Outcomes: `sent`, `not-possible`.
 *
 *     { "message": { "text": { "en": "Acme: your forms are at https://acme.example/forms" }, "outcomes": { "sent": "goodbye", "not-possible": "goodbye" } } }
 */
export const message: StepKind<Body> = {
  kind: "message",
  purpose: "Sends the caller a text message.",
  schema: body,
  exits: ({ outcomes }) => exitsOf(outcomes),
  prompts: (step) => [
    { path: ["text"], texts: step.text, variables, isRead: true },
  ],
  keys: () => [],
  lower: (step, { step: name }) => ({
    sending: {
      always: [
        {
          guard: { type: "limited", what: "message", step: name, place: 0 },
          target: `#${step.outcomes["not-possible"]}`,
        },
        {
          guard: { type: "identified" },
          actions: [{ type: "send-text", texts: step.text }],
          target: `#${step.outcomes.sent}`,
        },
        { target: `#${step.outcomes["not-possible"]}` },
      ],
    },
  }),
};
