import { z } from "zod";
import {
  anotherNumberGives,
  anotherNumberWords,
  askAnotherNumber,
  numberKeys,
  otherNumber,
  tellPromise,
  withheldWords,
} from "../another-number.js";
import { promise, takeMessage, unreachableWords } from "../promise.js";
import {
  cutOffWords,
  holdForDirector,
  ifCutOff,
  ringing,
  ringingExits,
  ringingKeys,
  waitingWords,
} from "../hold.js";
import { ring, ringSeconds } from "../ring.js";
import { ownWords } from "../own-words.js";
import { duration, outcome, outcomesOf, type StepKind } from "../step-kind.js";
import {
  everywhere,
  whispered,
  whisperedCharge,
  withPromise,
  withStandIn,
} from "../variables.js";

const words = ownWords({
  connecting: {
    when: "Said before the director's phone rings",
    knows: everywhere,
    texts: {
      es: "Le comunico con {{ director.name }}, {{ director.title }}.",
      en: "I am connecting you with {{ director.name }}, {{ director.title }}.",
      pt: "Vou passar para {{ director.name }}, {{ director.title }}.",
    },
  },
  ...waitingWords,
  ...cutOffWords,
  keys: {
    when: "Said to a caller who waits, now and then",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Para oír el número directo de {{ director.name }}, marque 2. Para esperar en silencio, 9.",
      en: "To hear the direct number of {{ director.name }}, press 2. To wait in silence, 9.",
      pt: "Para ouvir o número direto de {{ director.name }}, tecle 2. Para esperar em silêncio, 9.",
    },
  },
  number: {
    when: "Said to a caller who waits and presses 2",
    knows: everywhere,
    texts: {
      es: "El número directo de {{ director.name }} es {{ director.number | phone }}.",
      en: "The direct number of {{ director.name }} is {{ director.number | phone }}.",
      pt: "O número direto de {{ director.name }} é {{ director.number | phone }}.",
    },
  },
  "stand-in": {
    when: "Said when the director is talking or does not pick up, and a deputy is rung",
    knows: withStandIn,
    texts: {
      es: "{{ director.name }} no puede contestar en este momento. Le comunico con {{ deputy.name }}.",
      en: "{{ director.name }} cannot answer right now. I am connecting you with {{ deputy.name }}.",
      pt: "{{ director.name }} não pode atender agora. Vou passar para {{ deputy.name }}.",
    },
  },
  solved: {
    when: "Asked after the talk: 1 is yes; with 2, or nothing, the director rings back",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "¿Quedó resuelto? Marque 1 si es así; si no, marque 2 y {{ director.name }} le llama.",
      en: "Is it settled? Press 1 if it is; if not, press 2 and {{ director.name }} calls you.",
      pt: "Ficou resolvido? Tecle 1 se sim; se não, tecle 2 e {{ director.name }} liga para você.",
    },
  },
  whisper: {
    when: "What the director hears before taking the call",
    anyKey: true,
    knows: whispered,
    texts: {
      es: "Un cliente pide hablar con usted. Marque 1 para tomar la llamada.",
      en: "A customer asks for you. Press 1 to take the call.",
      pt: "Um cliente pede para falar com você. Tecle 1 para atender.",
    },
  },
  "whisper-charge": {
    when: "The same, when the caller came about a charge",
    anyKey: true,
    knows: whisperedCharge,
    texts: {
      es: "Un cliente pide hablar con usted por {{ charge.label }}, {{ charge.amount }}. Marque 1 para tomar la llamada.",
      en: "A customer asks for you about {{ charge.label }}, {{ charge.amount }}. Press 1 to take the call.",
      pt: "Um cliente pede para falar com você sobre {{ charge.label }}, {{ charge.amount }}. Tecle 1 para atender.",
    },
  },
  "whisper-stand-in": {
    when: "What a deputy hears who is rung in place of the director",
    anyKey: true,
    knows: whispered,
    texts: {
      es: "Un cliente pide hablar con {{ director.name }}, que no puede contestar; le toca a usted en su lugar. Marque 1 para tomar la llamada.",
      en: "A customer asks for {{ director.name }}, who cannot answer; you are next in line. Press 1 to take the call.",
      pt: "Um cliente pede para falar com {{ director.name }}, que não pode atender; agora é com você. Tecle 1 para atender.",
    },
  },
  "whisper-stand-in-charge": {
    when: "The same, when the caller came about a charge",
    anyKey: true,
    knows: whisperedCharge,
    texts: {
      es: "Un cliente pide hablar con {{ director.name }}, que no puede contestar, por {{ charge.label }}, {{ charge.amount }}; le toca a usted en su lugar. Marque 1 para tomar la llamada.",
      en: "A customer asks for {{ director.name }}, who cannot answer, about {{ charge.label }}, {{ charge.amount }}; you are next in line. Press 1 to take the call.",
      pt: "Um cliente pede para falar com {{ director.name }}, que não pode atender, sobre {{ charge.label }}, {{ charge.amount }}; agora é com você. Tecle 1 para atender.",
    },
  },
  promise: {
    when: "Said when the director does not take the call: who calls, and by when",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "{{ director.name }} no puede contestar en este momento, y le llamará en persona {{ due }}, a más tardar. Su número de caso es {{ reference }}.",
      en: "{{ director.name }} cannot answer right now, and will call you in person {{ due }} at the latest. Your case number is {{ reference }}.",
      pt: "{{ director.name }} não pode atender agora, e vai ligar pessoalmente para você {{ due }}, no máximo. O número do seu caso é {{ reference }}.",
    },
  },
  unsettled: {
    when: "Said after a talk that settled nothing: who calls, and by when",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "{{ director.name }} le llamará en persona {{ due }}, a más tardar. Su número de caso es {{ reference }}.",
      en: "{{ director.name }} will call you in person {{ due }} at the latest. Your case number is {{ reference }}.",
      pt: "{{ director.name }} vai ligar pessoalmente para você {{ due }}, no máximo. O número do seu caso é {{ reference }}.",
    },
  },
  message: {
    when: "Said after a promise that follows no talk: a tone follows, and the caller may leave a message",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Para dejarle un mensaje, hable después del tono y al terminar marque numeral.",
      en: "To leave a message, speak after the tone, then press pound.",
      pt: "Para deixar uma mensagem, fale depois do sinal e tecle jogo da velha.",
    },
  },
  ...anotherNumberWords,
  ...withheldWords,
  ...unreachableWords,
});

const body = z.strictObject({
  for: z.string().max(40).optional().meta({
    description:
      "The topic: whoever of the people file's directors has it is the caller's director from here on. Without one, the caller's own",
  }),
  ring: ringSeconds,
  "hold at most": holdForDirector,
  "if cut off": ifCutOff,
  "calls back within": duration
    .default(2 * 3600)
    .meta({ description: "By when the director rings back: 2h" }),
  "other number": otherNumber,
  say: words.block,
  outcomes: outcomesOf({
    done: outcome("They talked, and the caller is still there"),
    promised: outcome("The director did not answer and will ring back"),
  }),
});
type Body = z.output<typeof body>;

/**
 * Rings the named director; nobody screens the call (C22). A director who is talking, or does not pick up, is stood in for by a deputy who is
 * free, by name, as long as the hold lasts. When nobody takes it, the caller is told so by name, gets a
 * case number and a time, may have the call at another number, and may leave a message (C23). Outcomes: `done`, `promised`.
 *
 *     { "director": { "outcomes": { "done": "goodbye", "promised": "goodbye" } } }
 */
export const director: StepKind<Body> = {
  kind: "director",
  purpose: "Rings the named director, or promises the director's call.",
  schema: body,
  exits: ringingExits,
  prompts: ({ say }) => words.prompts(say),
  keys: (step) => [...ringingKeys(step), ...numberKeys(step)],
  names: (step) => (step["other number"] ? anotherNumberGives : {}),
  lower: (step, scope) => {
    const said = words.said(step.say);
    const promised = { target: `#${step.outcomes.promised}` };
    const asksNumber = step["other number"];
    const { for: topic } = step;
    const offer = asksNumber ? said["another-number"] : undefined;
    const promises = {
      scope,
      owner: {
        type: "choose-owner",
        owner: "director",
        withinMs: step["calls back within"] * 1000,
      },
      noNumber: said["no-number"],
      next: promised,
      ...(asksNumber
        ? {
            withheld: "telling-withheld",
            unreachable: step.say?.["promise-withheld"] ?? said["leave-number"],
          }
        : { unreachable: said["promise-withheld"] }),
    } as const;
    return {
      ...(topic !== undefined && {
        finding: {
          always: [
            {
              actions: [{ type: "choose-director", topic }],
              target: `#${scope.step}.choosing`,
            },
          ],
        },
      }),
      ...ring({
        ...ringing(step, said, scope),
        role: "director",
        standIn: said["stand-in"],
        number: said.number,
        whisperStandIn: said["whisper-stand-in"],
        whisperStandInCharge: said["whisper-stand-in-charge"],
        talked: { target: `#${step.outcomes.done}` },
        unanswered: { target: `#${scope.step}.promising` },
        unsettled: { target: `#${scope.step}.promising-again` },
      }),
      ...promise({ ...promises, reachable: "telling" }),
      ...promise({
        ...promises,
        suffix: "-again",
        reachable: "telling-again",
      }),
      ...tellPromise(scope, "telling", said.promise, {
        offer,
        next: { target: `#${scope.step}.message` },
      }),
      ...tellPromise(scope, "telling-again", said.unsettled, {
        offer,
        next: promised,
      }),
      message: takeMessage(said.message, promised),
      ...(asksNumber && {
        ...tellPromise(scope, "telling-withheld", said["promise-number"], {
          offer: said["withheld-number"],
          next: { target: `#${scope.step}.asking-for-number` },
        }),
        ...askAnotherNumber(scope, said, {
          withheld: "asking-for-number",
          kept: "case",
          next: `${scope.step}.message`,
        }),
      }),
    };
  },
};
