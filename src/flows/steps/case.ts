import { z } from "zod";
import type { ChartTransition, Texts } from "../chart.js";
import { holdForDirector, waitingWords } from "../hold.js";
import { ringSeconds, waitAndTalk } from "../ring.js";
import { ownWords } from "../own-words.js";
import { exitsOf, outcome, outcomesOf, type StepKind } from "../step-kind.js";
import { everywhere, whisperedCase, withCase } from "../variables.js";

const words = ownWords({
  connecting: {
    when: "Said to a caller with an open case, before its owner's phone rings",
    knows: withCase,
    texts: {
      es: "Tiene un caso abierto con {{ case.owner }}; le comunico. Para el menú, marque 1.",
      en: "You have an open case with {{ case.owner }}; I am connecting you. For the menu, press 1.",
      pt: "Você tem um caso aberto com {{ case.owner }}; vou passar a ligação. Para o menu, tecle 1.",
    },
  },
  "connecting-unnamed": {
    when: "The same, when the caller's number could be somebody else's: nothing of the case is named",
    knows: everywhere,
    texts: {
      es: "Le comunico con quien lleva su asunto. Para el menú, marque 1.",
      en: "I am connecting you with the person who looks after your matter. For the menu, press 1.",
      pt: "Vou passar para quem cuida do seu assunto. Para o menu, tecle 1.",
    },
  },
  unanswered: {
    when: "Said when the owner does not take the call; the caller goes on",
    knows: withCase,
    texts: {
      es: "{{ case.owner }} no puede contestar en este momento, y ya sabe que usted llamó.",
      en: "{{ case.owner }} cannot answer right now, and knows that you rang.",
      pt: "{{ case.owner }} não pode atender agora, e já sabe que você ligou.",
    },
  },
  "unanswered-unnamed": {
    when: "The same, with nothing of the case named",
    knows: everywhere,
    texts: {
      es: "No puede contestar en este momento, y ya sabe que usted llamó.",
      en: "That person cannot answer right now, and knows that you rang.",
      pt: "Essa pessoa não pode atender agora, e já sabe que você ligou.",
    },
  },
  solved: {
    when: "Asked after the talk: 1 is yes; with 2, or nothing, the owner is told so",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "¿Quedó resuelto? Marque 1 si es así; si no, marque 2.",
      en: "Is it settled? Press 1 if it is; if not, press 2.",
      pt: "Ficou resolvido? Tecle 1 se sim; se não, tecle 2.",
    },
  },
  unsettled: {
    when: "Said when it is not settled: the owner keeps the case",
    knows: withCase,
    texts: {
      es: "{{ case.owner }} sigue a cargo de su caso y ya sabe que usted espera su llamada.",
      en: "{{ case.owner }} keeps your case and knows that you expect a call.",
      pt: "{{ case.owner }} continua com o seu caso e já sabe que você espera uma ligação.",
    },
  },
  "unsettled-unnamed": {
    when: "The same, with nothing of the case named",
    knows: everywhere,
    texts: {
      es: "Quien lleva su asunto sigue a cargo y ya sabe que usted espera su llamada.",
      en: "The person who looks after your matter keeps it and knows that you expect a call.",
      pt: "Quem cuida do seu assunto continua com ele e já sabe que você espera uma ligação.",
    },
  },
  place: waitingWords.place,
  "place-held": waitingWords["place-held"],
  "keys-menu": {
    when: "Said to a caller who waits for the owner, now and then",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Para el menú, marque 1. Para esperar en silencio, 9.",
      en: "For the menu, press 1. To wait in silence, 9.",
      pt: "Para o menu, tecle 1. Para esperar em silêncio, 9.",
    },
  },
  whisper: {
    when: "What the owner hears before taking the call",
    anyKey: true,
    knows: whisperedCase,
    texts: {
      es: "Llaman desde el número del caso {{ case.reference }}. Marque 1 para tomar la llamada.",
      en: "A call from the number of case {{ case.reference }}. Press 1 to take the call.",
      pt: "Ligação do número do caso {{ case.reference }}. Tecle 1 para atender.",
    },
  },
});

const body = z.strictObject({
  ring: ringSeconds,
  "hold at most": holdForDirector,
  say: words.block,
  outcomes: outcomesOf({
    none: outcome("The caller has no open case, or the number tells nobody"),
    menu: outcome("The caller pressed 1 instead"),
    done: outcome("They talked, and the caller is still there"),
    unanswered: outcome("The owner did not take the call, and was told of it"),
  }),
});
type Body = z.output<typeof body>;

/**
 * Takes a caller with an open case straight to its owner (C24), one key away from the menu; a caller without one hears nothing of it. The
 * owner is named only to a number that its carrier attests. Outcomes: `none`, `menu`, `done`, `unanswered`.
 *
 *     { "case": { "outcomes": { "none": "welcome", "menu": "welcome", "done": "goodbye", "unanswered": "welcome" } } }
 */
export const openCase: StepKind<Body> = {
  kind: "case",
  purpose: "Takes a caller with an open case straight to its owner.",
  schema: body,
  exits: ({ outcomes }) => exitsOf(outcomes),
  passesTo: ({ outcomes }) => [outcomes.none],
  prompts: ({ say }) => words.prompts(say),
  keys: () => [{ key: "1", path: ["outcomes", "menu"] }],
  lower: (step, scope) => {
    const said = words.said(step.say);
    const { outcomes } = step;
    const to = (state: string) => `#${scope.step}.${state}`;
    const linked = (target: string, texts: Texts): ChartTransition => ({
      target: `#${target}`,
      actions: [
        { type: "tell-case", what: "linked" },
        { type: "say", texts },
      ],
    });
    const connect = (
      suffix: string,
      connecting: Texts,
      unanswered: Texts,
      unsettled: Texts,
    ) =>
      waitAndTalk(
        {
          scope,
          role: "owner",
          timeout: step.ring,
          holdAtMost: step["hold at most"],
          connecting,
          place: said.place,
          placeHeld: said["place-held"],
          keys: said["keys-menu"],
          whisper: said.whisper,
          whisperCharge: said.whisper,
          callMe: { target: `#${outcomes.menu}` },
          accepted: [{ type: "tell-case", what: "contacted" }],
          solved: said.solved,
          talked: { target: `#${outcomes.done}` },
          unanswered: linked(outcomes.unanswered, unanswered),
          unsettled: linked(outcomes.done, unsettled),
        },
        suffix,
      );
    return {
      choosing: {
        always: [
          {
            guard: { type: "has-case", named: true },
            target: to("waiting"),
          },
          {
            guard: { type: "has-case", named: false },
            target: to("waiting-unnamed"),
          },
          { target: `#${outcomes.none}` },
        ],
      },
      ...connect("", said.connecting, said.unanswered, said.unsettled),
      ...connect(
        "-unnamed",
        said["connecting-unnamed"],
        said["unanswered-unnamed"],
        said["unsettled-unnamed"],
      ),
    };
  },
};
