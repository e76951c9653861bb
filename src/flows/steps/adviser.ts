import { z } from "zod";
import type { StepChart } from "../chart.js";
import {
  cutOffWords,
  holdForAdviser,
  ifCutOff,
  ringing,
  ringingExits,
  ringingKeys,
  waitingWords,
} from "../hold.js";
import {
  anotherNumberGives,
  anotherNumberWords,
  askAnotherNumber,
  numberKeys,
  otherNumber,
  tellPromise,
} from "../another-number.js";
import { sayAndListen } from "../listen.js";
import { ring, ringSeconds } from "../ring.js";
import { ownWords } from "../own-words.js";
import { duration, outcome, outcomesOf, type StepKind } from "../step-kind.js";
import {
  whispered,
  whisperedCharge,
  withAdviser,
  withPromise,
} from "../variables.js";

const words = ownWords({
  connecting: {
    when: "Said before the adviser's phone rings",
    knows: withAdviser,
    texts: {
      es: "Le comunico con {{ adviser.name }}, a cargo de su cuenta.",
      en: "I am connecting you with {{ adviser.name }}, who looks after your account.",
      pt: "Vou passar para {{ adviser.name }}, que cuida da sua conta.",
    },
  },
  ...waitingWords,
  ...cutOffWords,
  solved: {
    when: "Asked after the talk: 1 is yes; with 2, or nothing, the adviser rings back",
    anyKey: true,
    knows: withAdviser,
    texts: {
      es: "¿Quedó resuelto? Marque 1 si es así; si no, marque 2 y {{ adviser.name }} le llama.",
      en: "Is it settled? Press 1 if it is; if not, press 2 and {{ adviser.name }} calls you.",
      pt: "Ficou resolvido? Tecle 1 se sim; se não, tecle 2 e {{ adviser.name }} liga para você.",
    },
  },
  whisper: {
    when: "What the adviser hears before taking the call",
    anyKey: true,
    knows: whispered,
    texts: {
      es: "Le llama un cliente de su cartera. Marque 1 para tomar la llamada.",
      en: "A customer of yours is calling. Press 1 to take the call.",
      pt: "Um cliente da sua carteira está ligando. Tecle 1 para atender.",
    },
  },
  "whisper-charge": {
    when: "The same, when the caller came about a charge",
    anyKey: true,
    knows: whisperedCharge,
    texts: {
      es: "Le llama un cliente de su cartera por {{ charge.label }}, {{ charge.amount }}. Marque 1 para tomar la llamada.",
      en: "A customer of yours is calling about {{ charge.label }}, {{ charge.amount }}. Press 1 to take the call.",
      pt: "Um cliente da sua carteira está ligando por {{ charge.label }}, {{ charge.amount }}. Tecle 1 para atender.",
    },
  },
  absent: {
    when: "Said when the adviser does not take the call: who rings back, and by when",
    knows: withPromise,
    texts: {
      es: "{{ owner.name }} no puede contestar en este momento, y le llama {{ due }}, a más tardar. Su número de caso es {{ reference }}.",
      en: "{{ owner.name }} cannot answer right now, and calls you {{ due }} at the latest. Your case number is {{ reference }}.",
      pt: "{{ owner.name }} não pode atender agora, e liga para você {{ due }}, no máximo. O número do seu caso é {{ reference }}.",
    },
  },
  unsettled: {
    when: "Said after a talk that settled nothing: who rings back, and by when",
    knows: withPromise,
    texts: {
      es: "{{ owner.name }} le llama {{ due }}, a más tardar. Su número de caso es {{ reference }}.",
      en: "{{ owner.name }} calls you {{ due }} at the latest. Your case number is {{ reference }}.",
      pt: "{{ owner.name }} liga para você {{ due }}, no máximo. O número do seu caso é {{ reference }}.",
    },
  },
  ...anotherNumberWords,
});

const body = z.strictObject({
  ring: ringSeconds,
  "hold at most": holdForAdviser,
  "if cut off": ifCutOff,
  "calls back within": duration
    .default(2 * 3600)
    .meta({ description: "By when an adviser who was absent rings back: 2h" }),
  "other number": otherNumber,
  say: words.block,
  outcomes: outcomesOf({
    done: outcome("They talked, and the caller is still there"),
    absent: outcome(
      "The adviser did not answer and will ring back; the caller may want somebody now",
    ),
    none: outcome("The caller has no adviser, or the number is withheld"),
  }),
});
type Body = z.output<typeof body>;

/**
 * Rings the caller's own adviser, who looks after the account (C19): the people file says whose numbers are whose. When the adviser does
 * not take the call, the caller hears so by name and by when the adviser rings back, a case is opened in that name, and the caller goes on; key 2
 * has that call at another number.
 * Outcomes: `done`, `absent`, `none`.
 *
 *     { "adviser": { "outcomes": { "done": "goodbye", "absent": "person", "none": "person" } } }
 */
export const adviser: StepKind<Body> = {
  kind: "adviser",
  purpose: "Rings the caller's own adviser.",
  schema: body,
  exits: ringingExits,
  prompts: ({ say }) => words.prompts(say),
  keys: (step) => [...ringingKeys(step), ...numberKeys(step)],
  names: (step) => (step["other number"] ? anotherNumberGives : {}),
  lower: (step, scope) => {
    const said = words.said(step.say);
    const { done, absent, none } = step.outcomes;
    const who = { type: "somebody-to-ring", role: "adviser" } as const;
    const state = (name: string) => `#${scope.step}.${name}`;
    const asksNumber = step["other number"];
    const promising = (suffix: string, tell: StepChart): StepChart => ({
      [`promising${suffix}`]: {
        always: [
          {
            actions: [
              {
                type: "choose-owner",
                owner: "adviser",
                withinMs: step["calls back within"] * 1000,
              },
              { type: "open-case" },
            ],
            target: state(`telling${suffix}`),
          },
        ],
      },
      ...tell,
    });
    return {
      finding: {
        always: [
          { guard: who, target: state("choosing") },
          { target: `#${none}` },
        ],
      },
      ...ring({
        ...ringing(step, said, scope),
        role: "adviser",
        talked: { target: `#${done}` },
        unanswered: { target: state("promising") },
        unsettled: { target: state("promising-again") },
      }),
      ...promising(
        "",
        tellPromise(scope, "telling", said.absent, {
          offer: asksNumber ? said["another-number"] : undefined,
          next: { target: `#${absent}` },
        }),
      ),
      // They have talked just now, where the adviser reaches them.
      ...promising("-again", {
        "telling-again": sayAndListen(
          scope,
          "telling-again",
          [{ type: "say", texts: said.unsettled }],
          1,
          [{ target: `#${done}` }],
        ),
      }),
      ...(asksNumber &&
        askAnotherNumber(scope, said, { kept: "case", next: absent })),
    };
  },
};
