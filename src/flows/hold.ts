import { z } from "zod";
import type { OwnWords } from "./own-words.js";
import type { Texts } from "./chart.js";
import { noCallBackKey, type Ring } from "./ring.js";
import {
  duration,
  exitsOf,
  stepName,
  type Exit,
  type Scope,
  type StepKey,
} from "./step-kind.js";
import { everywhere, whileHeld, whileWaiting, withLast } from "./variables.js";

/** How long a caller waits for a person before something better happens (C3). */
const holdForm = duration.pipe(
  z
    .number()
    .min(30, { error: "30s at least: a phone has to ring" })
    .max(600, { error: "10m at most" }),
);

/** For an agent: time for one or two phones to ring. */
export const holdForAgent = holdForm.default(60).meta({
  description: "How long a caller waits for an agent at most: 60s",
});

/** For the director: time for one phone to ring, and for its whisper. */
export const holdForDirector = holdForm.default(40).meta({
  description: "How long a caller waits for the director at most: 40s",
});

/** For the caller's own adviser: the same. */
export const holdForAdviser = holdForm.default(40).meta({
  description: "How long a caller waits for the adviser at most: 40s",
});

/** What callers hear who wait for a person. */
export const waitingWords = {
  resumed: {
    when: "Said to a caller whose call was cut off here and who rings again",
    knows: withLast,
    texts: {
      es: "Se cortó la llamada. Vuelvo a buscar a {{ last.name | default: 'quien le atienda' }}.",
      en: "We were cut off. I take you back to {{ last.name | default: 'a person' }}.",
      pt: "A ligação caiu. Volto a procurar {{ last.name | default: 'quem atenda' }}.",
    },
  },
  place: {
    when: "Said to a caller who waits, at first and whenever it changes",
    knows: whileWaiting,
    texts: {
      es: "Es la persona número {{ place }} en la fila; la espera es de {{ expected | duration }}.",
      en: "You are number {{ place }} in line; the wait is {{ expected | duration }}.",
      pt: "Você é a pessoa número {{ place }} na fila; a espera é de {{ expected | duration }}.",
    },
  },
  "place-held": {
    when: "The same, where the expected wait is longer than `hold at most` keeps them on the telephone",
    knows: whileHeld,
    texts: {
      es: "Es la persona número {{ place }} en la fila; la espera es de {{ expected | duration }}. Al teléfono esperará {{ held | duration }}, no más.",
      en: "You are number {{ place }} in line; the wait is {{ expected | duration }}. You hold for {{ held | duration }}, no longer.",
      pt: "Você é a pessoa número {{ place }} na fila; a espera é de {{ expected | duration }}. Ao telefone esperará {{ held | duration }}, não mais.",
    },
  },
  keys: {
    when: "Said to a caller who waits, now and then",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Marque 9 si prefiere esperar en silencio.",
      en: "Press 9 if you prefer to wait in silence.",
      pt: "Tecle 9 se prefere esperar em silêncio.",
    },
  },
} satisfies OwnWords;

/** Where key 1 asks to be rung back. */
export const callMeWords = {
  "keys-call-me": {
    when: "Said to a caller who waits and may ask to be rung back, now and then",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Si prefiere que le llamemos sin perder su lugar, marque 1. Para {{ director.name }}, 0. Para esperar en silencio, 9.",
      en: "To be called back and keep your place, press 1. For {{ director.name }}, 0. To wait in silence, 9.",
      pt: "Para que a gente ligue sem perder o seu lugar, tecle 1. Para {{ director.name }}, 0. Para esperar em silêncio, 9.",
    },
  },
} satisfies OwnWords;

/** Where the line rings back who is cut off, and key 3 is against it. */
export const cutOffWords = {
  "cut-off": {
    when: "Said to a caller who waits, after the keys, where the line rings back who is cut off",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Si se corta la llamada, o si cuelga, le llamamos a este número; si prefiere que no, marque 3.",
      en: "If we are cut off, or you hang up, we call you at this number; if you would rather not, press 3.",
      pt: "Se a ligação cair, ou se desligar, ligamos para este número; se prefere que não, tecle 3.",
    },
  },
  "no-call-back": {
    when: "Said to a caller who waits and presses 3",
    knows: everywhere,
    texts: {
      es: "De acuerdo: si se corta, no le llamamos. Sigue en su lugar de la fila.",
      en: "All right: if we are cut off, we do not call you. You keep your place in line.",
      pt: "Está bem: se cair, não ligamos. Continua no seu lugar na fila.",
    },
  },
} satisfies OwnWords;

/** The step `callback` by which the line rings back who is cut off. */
export const ifCutOff = stepName.optional().meta({
  description:
    "The callback step by which the line rings back a caller who is cut off, or hangs up, while they wait here; they are told so, and 3 is against it. Of a talk whoever had it says whether it was cut off. Without it, only a caller who rings again goes on",
});

/** How a step's document has a person rung. */
interface Ringing {
  readonly ring: number;
  readonly "hold at most": number;
  readonly "if cut off"?: string | undefined;
}

type Heard =
  | keyof typeof waitingWords
  | keyof typeof cutOffWords
  | "connecting"
  | "solved"
  | "whisper"
  | "whisper-charge";

/** Its outcomes, and the step by which it rings back. */
export function ringingExits(
  step: Ringing & { readonly outcomes: Parameters<typeof exitsOf>[0] },
): Exit[] {
  const to = step["if cut off"];
  const exits = exitsOf(step.outcomes);
  return to === undefined
    ? exits
    : [
        ...exits,
        { name: "if cut off", to, path: ["if cut off"], kind: "callback" },
      ];
}

export function ringingKeys({ "if cut off": to }: Ringing): StepKey[] {
  return to === undefined ? [] : [{ key: noCallBackKey, path: ["if cut off"] }];
}

/** What `ring` takes of it as it is written. */
export function ringing(
  step: Ringing,
  said: Readonly<Record<Heard, Texts>>,
  scope: Scope,
) {
  const callBack = step["if cut off"];
  return {
    scope,
    timeout: step.ring,
    holdAtMost: step["hold at most"],
    connecting: said.connecting,
    resumed: said.resumed,
    place: said.place,
    placeHeld: said["place-held"],
    keys: said.keys,
    ...(callBack !== undefined && {
      cutOff: {
        step: callBack,
        told: said["cut-off"],
        declined: said["no-call-back"],
      },
    }),
    solved: said.solved,
    whisper: said.whisper,
    whisperCharge: said["whisper-charge"],
  } satisfies Partial<Ring>;
}
