import { z } from "zod";
import { sayAndListen } from "../listen.js";
import { recordAfter } from "../promise.js";
import { ownWords } from "../own-words.js";
import {
  duration,
  exitsOf,
  outcome,
  outcomesOf,
  type StepKind,
} from "../step-kind.js";
import { withPromise } from "../variables.js";

const words = ownWords({
  prompt: {
    when: "Whom the message is for; a tone follows",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "Después del tono, deje su mensaje para {{ owner.name }}. Al terminar, marque numeral.",
      en: "After the tone, leave your message for {{ owner.name }}. When you finish, press pound.",
      pt: "Depois do sinal, deixe a sua mensagem para {{ owner.name }}. Ao terminar, tecle jogo da velha.",
    },
  },
  "prompt-withheld": {
    when: "The same, for a caller whose number is withheld",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "Su número viene oculto. Después del tono, diga a qué teléfono le llamamos y su mensaje para {{ owner.name }}. Al terminar, marque numeral.",
      en: "Your number is withheld. After the tone, say which number to call and your message for {{ owner.name }}. When you finish, press pound.",
      pt: "O seu número está oculto. Depois do sinal, diga para que telefone ligamos e a sua mensagem para {{ owner.name }}. Ao terminar, tecle jogo da velha.",
    },
  },
  promise: {
    when: "Said when a message was left: who answers it, and by when",
    knows: withPromise,
    texts: {
      es: "{{ owner.name }} tiene su mensaje y le llama {{ due }}, a más tardar. Su número de caso es {{ reference }}.",
      en: "{{ owner.name }} has your message and calls you {{ due }} at the latest. Your case number is {{ reference }}.",
      pt: "{{ owner.name }} tem a sua mensagem e liga para você {{ due }}, no máximo. O número do seu caso é {{ reference }}.",
    },
  },
});

const body = z.strictObject({
  for: z.string().max(40).optional().meta({
    description:
      "The topic: an agent who has it gets the message. Without anybody who has it, the director",
  }),
  within: duration
    .default(2 * 3600)
    .meta({ description: "By when somebody rings back: 2h" }),
  "at most": duration
    .pipe(
      z
        .number()
        .min(10, { error: "10s at least" })
        .max(300, { error: "5m at most" }),
    )
    .default(120)
    .meta({ description: "How long a message may be: 10s to 5m" }),
  say: words.block,
  outcomes: outcomesOf({
    recorded: outcome("A message was left, and somebody will ring back"),
    nothing: outcome("The caller said nothing after the tone"),
  }),
});
type Body = z.output<typeof body>;

/**
 * Takes a message after the tone for a person who then rings back: a case is opened in that person's name, with the message. Any key ends
 * the recording; while it lasts no key does anything else, the keys of `always` included. Outcomes: `recorded` (the promise was spoken),
 * `nothing`.
 *
 *     { "record": { "for": "billing", "within": "2h", "outcomes": { "recorded": "goodbye", "nothing": "person" } } }
 */
export const record: StepKind<Body> = {
  kind: "record",
  purpose: "Takes a message for somebody who rings back.",
  schema: body,
  exits: ({ outcomes }) => exitsOf(outcomes),
  prompts: ({ say }) => words.prompts(say),
  keys: () => [],
  lower: (step, scope) => {
    const said = words.said(step.say);
    const state = (name: string) => `#${scope.step}.${name}`;
    const choose = {
      type: "choose-owner",
      owner: "agent",
      ...(step.for !== undefined && { topic: step.for }),
      withinMs: step.within * 1000,
    } as const;
    const recording = (prompt: typeof said.prompt) =>
      recordAfter(prompt, {
        max: step["at most"],
        // The time is promised anew: it runs from the message, not from the tone.
        recorded: {
          actions: [choose, { type: "open-case" }, { type: "add-message" }],
          target: state("telling"),
        },
        silence: { target: `#${step.outcomes.nothing}` },
      });
    return {
      choosing: {
        always: [
          {
            guard: { type: "reachable" },
            actions: [choose],
            target: state("recording"),
          },
          { actions: [choose], target: state("recording-withheld") },
        ],
      },
      recording: recording(said.prompt),
      "recording-withheld": recording(said["prompt-withheld"]),
      telling: sayAndListen(
        scope,
        "telling",
        [{ type: "say", texts: said.promise }],
        2,
        [{ target: `#${step.outcomes.recorded}` }],
      ),
    };
  },
};
