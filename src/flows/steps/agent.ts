import { z } from "zod";
import { fiveRings, ring } from "../ring.js";
import {
  duration,
  replaceable,
  ownPrompts,
  outcome,
  withDefaults,
  type OwnWords,
  type StepKind,
} from "../step-kind.js";
import { whispered, whisperedCharge, withPerson } from "../variables.js";

const words = {
  connecting: {
    when: "Said before the phone of the agent rings",
    knows: withPerson,
    texts: {
      es: "Le comunico con {{ person.name }}, que puede resolverlo.",
      en: "I am connecting you with {{ person.name }}, who can settle it.",
      pt: "Vou passar para {{ person.name }}, que pode resolver.",
    },
  },
  whisper: {
    when: "What the agent hears before taking the call",
    anyKey: true,
    knows: whispered,
    texts: {
      es: "Un cliente desea hablar con usted. Lleva {{ waited | duration }}. Marque 1 para tomar la llamada.",
      en: "A customer asks for you. On the line for {{ waited | duration }}. Press 1 to take the call.",
      pt: "Um cliente deseja falar com você. Está na linha há {{ waited | duration }}. Tecle 1 para atender.",
    },
  },
  "whisper-charge": {
    when: "The same, when the caller came about a charge",
    anyKey: true,
    knows: whisperedCharge,
    texts: {
      es: "Un cliente no reconoce {{ charge.label }}, {{ charge.amount }}. Lleva {{ waited | duration }}. Marque 1 para tomar la llamada.",
      en: "A customer disputes {{ charge.label }}, {{ charge.amount }}. On the line for {{ waited | duration }}. Press 1 to take the call.",
      pt: "Um cliente contesta {{ charge.label }}, {{ charge.amount }}. Está na linha há {{ waited | duration }}. Tecle 1 para atender.",
    },
  },
} satisfies OwnWords;

const body = z.strictObject({
  for: z.string().max(40).optional().meta({
    description: "The topic: agents who have it are rung. Without it, anybody",
  }),
  // Five rings at the very most (C4).
  ring: duration
    .pipe(
      z
        .number()
        .min(5, { error: "5s at least" })
        .max(fiveRings, { error: "20s at most: that is five rings" }),
    )
    .default(fiveRings)
    .meta({ description: "How long the phone rings: 5s to 20s" }),
  say: replaceable(words).optional().meta({
    description:
      "Your own sentences in place of those that come with this step",
  }),
  outcomes: z
    .strictObject({
      done: outcome("They talked, and the caller is still there"),
      unanswered: outcome("Nobody took the call"),
    })
    .meta({ description: "Where callers go from here" }),
});
type Body = z.output<typeof body>;

/**
 * Rings an agent who may decide, by topic. Outcomes: `done` (they talked), `unanswered` (nobody took the call within five rings).
 *
 *     { "agent": { "for": "billing", "outcomes": { "done": "goodbye", "unanswered": "call-back" } } }
 */
export const agent: StepKind<Body> = {
  kind: "agent",
  purpose: "Rings an agent who may decide.",
  schema: body,
  exits: (step) =>
    Object.entries(step.outcomes).map(([name, to]) => ({
      name,
      to,
      path: ["outcomes", name],
    })),
  prompts: ({ say }) => ownPrompts(words, say),
  keys: () => [],
  lower: (step, scope) => {
    const said = withDefaults(words, step.say);
    return ring({
      scope,
      role: "agent",
      ...(step.for !== undefined && { topic: step.for }),
      timeout: step.ring,
      connecting: said.connecting,
      whisper: said.whisper,
      whisperCharge: said["whisper-charge"],
      talked: { target: `#${step.outcomes.done}` },
      unanswered: { target: `#${step.outcomes.unanswered}` },
    });
  },
};
