import { z } from "zod";
import {
  callMeWords,
  cutOffWords,
  holdForAgent,
  ifCutOff,
  ringing,
  ringingExits,
  ringingKeys,
  waitingWords,
} from "../hold.js";
import { ring, ringSeconds, waitAndTalk, type Ring } from "../ring.js";
import { ownWords } from "../own-words.js";
import { outcome, outcomesOf, type StepKind } from "../step-kind.js";
import { everywhere, whispered, whisperedCharge } from "../variables.js";

const words = ownWords({
  connecting: {
    when: "Said while an agent is found",
    knows: everywhere,
    texts: {
      es: "Le comunico con una persona que puede resolverlo.",
      en: "I am connecting you with a person who can settle it.",
      pt: "Vou passar para uma pessoa que pode resolver.",
    },
  },
  ...waitingWords,
  ...callMeWords,
  ...cutOffWords,
  solved: {
    when: "Asked after the talk: 1 is yes; with 2, or nothing, the caller is connected again, once",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "¿Quedó resuelto? Marque 1 si es así; si no, marque 2 y le vuelvo a comunicar.",
      en: "Is it settled? Press 1 if it is; if not, press 2 and I connect you again.",
      pt: "Ficou resolvido? Tecle 1 se sim; se não, tecle 2 e eu passo de novo.",
    },
  },
  "solved-again": {
    when: "Asked after the second talk, where there is an outcome `unsettled`: 1 is yes; with 2, or nothing, the call goes on there",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "¿Ahora quedó resuelto? Marque 1 si es así; si no, marque 2.",
      en: "Is it settled now? Press 1 if it is; if not, press 2.",
      pt: "Agora ficou resolvido? Tecle 1 se sim; se não, tecle 2.",
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
});

const body = z.strictObject({
  for: z.string().max(40).optional().meta({
    description: "The topic: agents who have it are rung. Without it, anybody",
  }),
  ring: ringSeconds,
  "hold at most": holdForAgent,
  "if cut off": ifCutOff,
  say: words.block,
  outcomes: outcomesOf({
    done: outcome("They talked, and the caller is still there"),
    unanswered: outcome("Nobody took the call in time"),
    unsettled: outcome(
      "They talked twice, or nobody took the call the second time, and it is not settled: promise a call here",
    ).optional(),
    "call me": outcome(
      "The caller pressed 1 while waiting, to be rung back",
    ).optional(),
  }),
});
type Body = z.output<typeof body>;

/**
 * Connects the caller with an agent who may decide, by topic. Agents are rung one after the other, five rings each; the caller waits at
 * most `hold at most`, hears place and expected wait, and has keys all the while: 1 to be rung back (with the outcome `call me`), 9 for
 * silence, and those of `always`. Outcomes: `done` (they talked), `unanswered` (nobody took the call in time), `unsettled`
 * (connected a second time, and it is still not settled), `call me`.
 *
 *     { "agent": { "for": "billing", "outcomes": { "done": "goodbye", "unanswered": "call-back" } } }
 */
export const agent: StepKind<Body> = {
  kind: "agent",
  purpose: "Connects the caller with an agent who may decide.",
  schema: body,
  exits: ringingExits,
  prompts: ({ say }) => words.prompts(say),
  keys: ringingKeys,
  lower: (step, scope) => {
    const said = words.said(step.say);
    const callMe = step.outcomes["call me"];
    const { done, unanswered, unsettled } = step.outcomes;
    const wanted = {
      ...ringing(step, said, scope),
      role: "agent",
      ...(step.for !== undefined && { topic: step.for }),
      ...(callMe !== undefined && {
        keys: said["keys-call-me"],
        callMe: { target: `#${callMe}` },
      }),
      talked: { target: `#${done}` },
      unanswered: { target: `#${unanswered}` },
      unsettled: { target: `#${scope.step}.waiting-again` },
    } satisfies Ring;
    const { solved: _once, ...again } = wanted;
    return {
      ...ring(wanted),
      ...waitAndTalk(
        unsettled === undefined
          ? again
          : {
              ...again,
              solved: said["solved-again"],
              unanswered: { target: `#${unsettled}` },
              unsettled: { target: `#${unsettled}` },
            },
        "-again",
      ),
    };
  },
};
