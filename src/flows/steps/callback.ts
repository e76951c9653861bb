import { z } from "zod";
import {
  callbackWords,
  type CallbackWord,
} from "../../machines/callback/events.js";
import type { Texts } from "../chart.js";
import {
  anotherNumberGives,
  anotherNumberWords,
  askAnotherNumber,
  numberKeys,
  otherNumber,
  tellPromise,
  withheldWords,
} from "../another-number.js";
import { promise, unreachableWords } from "../promise.js";
import { sayAndListen } from "../listen.js";
import { ownWords } from "../own-words.js";
import {
  exitsOf,
  duration,
  outcome,
  outcomesOf,
  type StepKind,
} from "../step-kind.js";
import { ringSeconds } from "../ring.js";
import {
  everywhere,
  rungBack,
  whispered,
  whisperedCharge,
  withOpenCallBack,
  withPromise,
} from "../variables.js";

const words = ownWords({
  promise: {
    when: "Who answers for the call-back, and by when",
    knows: withPromise,
    texts: {
      es: "Le llamamos en su turno, {{ due }} a más tardar; responde de ello {{ owner.name }}. Su número de caso es {{ reference }}. Para hablar ahora con {{ director.name }}, marque 0.",
      en: "We call you in your turn, {{ due }} at the latest; {{ owner.name }} answers for it. Your case number is {{ reference }}. To talk now with {{ director.name }}, press 0.",
      pt: "Ligamos na sua vez, {{ due }} no máximo; {{ owner.name }} responde por isso. O número do seu caso é {{ reference }}. Para falar agora com {{ director.name }}, tecle 0.",
    },
  },
  "promise-by-hand": {
    when: "The same, when a limit of the line's keeps it from calling by itself: who calls in person, and by when",
    knows: withPromise,
    texts: {
      es: "Esta vez le llama {{ owner.name }} en persona, {{ due }} a más tardar. Su número de caso es {{ reference }}.",
      en: "This time {{ owner.name }} calls you in person, {{ due }} at the latest. Your case number is {{ reference }}.",
      pt: "Desta vez {{ owner.name }} liga para você em pessoa, {{ due }} no máximo. O número do seu caso é {{ reference }}.",
    },
  },
  "already-promised": {
    when: "Said in place of the promise to a caller who has one already: it stays; key 1 asks for this one in its place, key 3 for none",
    knows: withOpenCallBack,
    texts: {
      es: "Ya le debemos una llamada, {{ due }} a más tardar; responde de ella {{ owner.name }}. {% if promised.reference %}Su número de caso sigue siendo {{ promised.reference }}. {% endif %}Así queda. Si la quiere por este asunto, marque 1; si ya no la quiere, 3.",
      en: "We owe you a call already, {{ due }} at the latest; {{ owner.name }} answers for it. {% if promised.reference %}Your case number is still {{ promised.reference }}. {% endif %}It stays so. To have it about this matter, press 1; if you want it no more, 3.",
      pt: "Já devemos uma ligação a você, {{ due }} no máximo; {{ owner.name }} responde por ela. {% if promised.reference %}O número do seu caso continua sendo {{ promised.reference }}. {% endif %}Fica assim. Se a quer para este assunto, tecle 1; se não a quer mais, 3.",
    },
  },
  changed: {
    when: "Said after that key: who answers for the call-back now, and by when",
    knows: withOpenCallBack,
    texts: {
      es: "Le llamamos en su turno por este asunto, {{ due }} a más tardar; responde de ello {{ owner.name }}.{% if promised.reference %} Su número de caso sigue siendo {{ promised.reference }}.{% endif %}",
      en: "We call you in your turn about this matter, {{ due }} at the latest; {{ owner.name }} answers for it.{% if promised.reference %} Your case number is still {{ promised.reference }}.{% endif %}",
      pt: "Ligamos na sua vez para este assunto, {{ due }} no máximo; {{ owner.name }} responde por isso.{% if promised.reference %} O número do seu caso continua sendo {{ promised.reference }}.{% endif %}",
    },
  },
  dropped: {
    when: "Said after key 3: nobody calls any more",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "De acuerdo: ya no le llamamos.",
      en: "Very well: we do not call you any more.",
      pt: "Certo: não ligamos mais para você.",
    },
  },
  ...anotherNumberWords,
  ...withheldWords,
  ...unreachableWords,
  whisper: {
    when: "What the person hears who takes the call-back",
    anyKey: true,
    knows: whispered,
    texts: {
      es: "Un cliente espera que le llamemos desde hace {{ waited | duration }}. Marque 1 y se lo comunico.",
      en: "A customer has waited {{ waited | duration }} for our call. Press 1 and I connect you.",
      pt: "Um cliente espera a nossa ligação há {{ waited | duration }}. Tecle 1 e eu faço a ligação.",
    },
  },
  "whisper-charge": {
    when: "The same, when the caller came about a charge",
    anyKey: true,
    knows: whisperedCharge,
    texts: {
      es: "Un cliente no reconoce {{ charge.label }}, {{ charge.amount }}, y espera que le llamemos desde hace {{ waited | duration }}. Marque 1 y se lo comunico.",
      en: "A customer disputes {{ charge.label }}, {{ charge.amount }}, and has waited {{ waited | duration }} for our call. Press 1 and I connect you.",
      pt: "Um cliente contesta {{ charge.label }}, {{ charge.amount }}, e espera a nossa ligação há {{ waited | duration }}. Tecle 1 e eu faço a ligação.",
    },
  },
  "rung-back": {
    when: "What whoever picks up hears when we ring back, maybe a voicemail: who calls and why, and nothing private",
    anyKey: true,
    knows: rungBack,
    texts: {
      es: "Le llama {{ person.name }}, como lo pidió. Para hablar, marque 1; si ya no hace falta, 2.",
      en: "{{ person.name }} is calling, as you asked. To talk, press 1; if you need it no more, 2.",
      pt: "Quem liga é {{ person.name }}, como você pediu. Para falar, tecle 1; se não precisa mais, 2.",
    },
  },
  "cut-off": {
    when: "The same, to a caller who was cut off and is rung back without having asked for it",
    anyKey: true,
    knows: rungBack,
    texts: {
      es: "Se cortó la llamada y le llama {{ person.name }}. Para hablar, marque 1; si ya no hace falta, 2.",
      en: "We were cut off, and {{ person.name }} is calling you. To talk, press 1; if you need it no more, 2.",
      pt: "A ligação caiu e quem liga é {{ person.name }}. Para falar, tecle 1; se não precisa mais, 2.",
    },
  },
  "one-moment": {
    when: "Said to a caller who is on the telephone first, while the person's rings",
    anyKey: true,
    knows: rungBack,
    texts: {
      es: "Un momento, le comunico con {{ person.name }}.",
      en: "One moment, I am connecting you with {{ person.name }}.",
      pt: "Um momento, vou passar para {{ person.name }}.",
    },
  },
  solved: {
    when: "Asked after the talk: 1 is yes; with 2, or nothing, the caller is rung again",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "¿Quedó resuelto? Marque 1 si es así; si no, marque 2 y le vuelvo a llamar.",
      en: "Is it settled? Press 1 if it is; if not, press 2 and I call you again.",
      pt: "Ficou resolvido? Tecle 1 se sim; se não, tecle 2 e eu ligo de novo.",
    },
  },
  again: {
    when: "Said before we ring again",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "Conserva su lugar: le vuelvo a llamar en un momento.",
      en: "You keep your place: I call you again in a moment.",
      pt: "Você mantém o seu lugar: ligo de novo em um momento.",
    },
  },
  kept: {
    when: "Said at the end of a call-back",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "Gracias. Que tenga un buen día.",
      en: "Thank you. Have a good day.",
      pt: "Obrigado. Tenha um bom dia.",
    },
  },
  "by-hand": {
    when: "Said when nobody comes to the telephone after all",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "En este momento nadie puede contestar. {{ owner.name }} le llama {{ due }}, a más tardar. Su número de caso es {{ reference }}.",
      en: "Nobody can answer at this moment. {{ owner.name }} calls you {{ due }} at the latest. Your case number is {{ reference }}.",
      pt: "Neste momento ninguém pode atender. {{ owner.name }} liga para você {{ due }}, no máximo. O número do seu caso é {{ reference }}.",
    },
  },
});

/** On hearing of a call-back that is open. */
const dropKey = "3";

const body = z.strictObject({
  for: z.string().max(40).optional().meta({
    description: "The topic: an agent who has it rings back",
  }),
  within: duration
    .default(3600)
    .meta({ description: "By when somebody rings back: 1h" }),
  ring: ringSeconds,
  first: z.enum(["person", "caller"]).default("person").meta({
    description:
      "Who is on the telephone first: the person, and then the caller's rings (person); or the caller, and then the person's (caller)",
  }),
  "other number": otherNumber,
  say: words.block,
  outcomes: outcomesOf({ promised: outcome("The promise was spoken") }),
});
type Body = z.output<typeof body>;

/**
 * Promises a call with a name, a case number and a time (C3, C23). The caller keeps the place in the queue: when it is their turn and a person is
 * free, the line rings both, asks for a key (a voicemail presses none), and tries three times. What cannot be kept so becomes a case, in time for
 * its owner to ring. Who has one already hears so, with its time and its number, and may have this one in its place, or none. Whom a limit keeps the line from ringing has a case at once and hears who
 * rings in person; who withholds the number gives one, and has a case too. Key 2 on any of these takes another number to call. The director stays one key away. Outcome: `promised`.
 *
 *     { "callback": { "for": "billing", "within": "1h", "outcomes": { "promised": "goodbye" } } }
 */
export const callback: StepKind<Body> = {
  kind: "callback",
  purpose: "Promises to ring the caller back, by name and by when.",
  schema: body,
  exits: (step) => exitsOf(step.outcomes),
  prompts: ({ say }) => words.prompts(say),
  keys: (step) => [
    { key: "1", path: [] },
    { key: dropKey, path: [] },
    ...numberKeys(step),
  ],
  names: (step) => (step["other number"] ? anotherNumberGives : {}),
  lower: (step, scope) => {
    const said = words.said(step.say);
    const asksNumber = step["other number"];
    const owner = {
      type: "choose-owner",
      owner: "agent",
      ...(step.for !== undefined && { topic: step.for }),
      withinMs: step.within * 1000,
    } as const;
    const asks = {
      type: "ask-callback",
      role: "agent",
      ...(step.for !== undefined && { topic: step.for }),
      ring: step.ring,
      first: step.first,
      whisper: said.whisper,
      whisperCharge: said["whisper-charge"],
      words: Object.fromEntries(
        callbackWords.map((word) => [word, said[word]]),
      ) as Readonly<Record<CallbackWord, Texts>>,
    } as const;
    const promised = { target: `#${step.outcomes.promised}` };
    const offer = asksNumber ? said["another-number"] : undefined;
    const telling = { offer, next: promised };
    const tone = step.say?.["promise-withheld"] ?? said["leave-number"];
    return {
      ...promise({
        scope,
        owner,
        reachable: "telling",
        keptBy: [asks, { type: "remember-owed" }],
        limited: "telling-by-hand",
        open: "telling-open",
        ...(asksNumber
          ? { withheld: "telling-withheld", unreachable: tone }
          : { unreachable: said["promise-withheld"] }),
        noNumber: said["no-number"],
        next: promised,
      }),
      ...tellPromise(scope, "telling", said.promise, telling),
      ...tellPromise(scope, "telling-open", said["already-promised"], {
        ...telling,
        keys: [
          {
            guard: { type: "pressed", key: "1" },
            actions: [owner, { ...asks, changes: true }],
            target: `#${scope.step}.telling-changed`,
          },
          {
            guard: { type: "pressed", key: dropKey },
            actions: [{ type: "drop-call-back" }],
            target: `#${scope.step}.telling-dropped`,
          },
        ],
      }),
      ...tellPromise(scope, "telling-changed", said.changed, telling),
      "telling-dropped": sayAndListen(
        scope,
        "telling-dropped",
        [{ type: "say", texts: said.dropped }],
        1,
        [promised],
      ),
      ...tellPromise(
        scope,
        "telling-by-hand",
        said["promise-by-hand"],
        telling,
      ),
      ...(asksNumber && {
        ...tellPromise(scope, "telling-withheld", said["promise-number"], {
          offer: said["withheld-number"],
          next: { target: `#${scope.step}.asking-for-number` },
        }),
        ...askAnotherNumber(scope, said, {
          withheld: "asking-for-number",
          kept: "callback",
          next: step.outcomes.promised,
        }),
      }),
    };
  },
};
