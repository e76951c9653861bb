/**
 * "Call me at another number": on the promise, key 2 leads here. The number is keyed in, checked, read back and corrected once. It replaces
 * nobody's promise: that stands whatever happens here, and who says nothing is called where they call from.
 */
import { z } from "zod";
import type {
  ChartAction,
  ChartTransition,
  StepChart,
  Texts,
} from "./chart.js";
import type { Gives } from "./given.js";
import { answerLimit, type AnswerForm } from "./answer-form.js";
import { sayAndListen } from "./listen.js";
import type { OwnWords } from "./own-words.js";
import type { Scope, StepKey } from "./step-kind.js";
import { languages, type Language } from "./speech/index.js";
import { takeAnswer } from "./take-answer.js";
import { everywhere, withPromise } from "./variables.js";

const numberKey = "2";

/** Less would be no question: time to take the telephone from the ear and press. */
const patienceSeconds = 3;

/** The keys of a step that offers it. */
export function numberKeys(step: {
  readonly "other number": boolean;
}): readonly StepKey[] {
  return step["other number"] ? [{ key: numberKey, path: [] }] : [];
}

/** The field of a step that promises a call. */
export const otherNumber = z.boolean().default(true).meta({
  description:
    "Whether callers may key in another number to be called at: true, the usual, or false",
});

const number = "callback.number";
const form: AnswerForm = { type: "phone" };

export const anotherNumberGives: Gives = {
  [number]: { type: "digits", limit: answerLimit(form), own: true },
};

export const anotherNumberWords = {
  "another-number": {
    when: "Said after a promise: the key with which callers give another number to be called at",
    knows: everywhere,
    texts: {
      es: "Para que le llamemos a otro número, marque 2.",
      en: "To be called at another number, press 2.",
      pt: "Para receber a ligação em outro número, tecle 2.",
    },
  },
  "which-number": {
    when: "Asks for the number to be called at",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Marque el número al que le llamamos, y numeral.",
      en: "Key in the number for us to call, then pound.",
      pt: "Tecle o número para o qual ligamos, e jogo da velha.",
    },
  },
  "number-not-called": {
    when: "Said before it is asked for once more: it is no number, or none that the line calls",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "A ese número no podemos llamar.",
      en: "We cannot call that number.",
      pt: "Para esse número não podemos ligar.",
    },
  },
  "number-taken": {
    when: "Said when the number was read back and is right",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "De acuerdo: le llamamos a ese número.",
      en: "Very well: we call you at that number.",
      pt: "Certo: ligamos para esse número.",
    },
  },
  "number-kept": {
    when: "Said when no other number was given",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Entonces queda como estaba.",
      en: "It stays as it was, then.",
      pt: "Então fica como estava.",
    },
  },
} satisfies OwnWords;

/** To callers whose number is withheld: the promise needs one to be kept. */
export const withheldWords = {
  "promise-number": {
    when: "The promise to a caller whose number is withheld",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "{{ owner.name }} le llamará {{ due }}, a más tardar. Su número de caso es {{ reference }}.",
      en: "{{ owner.name }} will call you {{ due }} at the latest. Your case number is {{ reference }}.",
      pt: "{{ owner.name }} vai ligar para você {{ due }}, no máximo. O número do seu caso é {{ reference }}.",
    },
  },
  "withheld-number": {
    when: "Said after it: the key with which they give a number, or that a tone follows",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Su número viene oculto. Para marcar a cuál le llamamos, 2; o espere el tono y dígalo.",
      en: "Your number is withheld. To key in which one to call, press 2; or wait for the tone and say it.",
      pt: "O seu número está oculto. Para teclar para qual ligamos, 2; ou espere o sinal e diga.",
    },
  },
  "leave-number": {
    when: "Said to a caller whose number is withheld, before the tone",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Después del tono, diga su nombre y a qué teléfono le llamamos, y marque numeral.",
      en: "After the tone, say your name and which number to call, then press pound.",
      pt: "Depois do sinal, diga o seu nome e para que telefone ligamos, e tecle jogo da velha.",
    },
  },
} satisfies OwnWords;

type Said = Readonly<Record<keyof typeof anotherNumberWords, Texts>>;

interface Telling {
  readonly keys?: readonly ChartTransition[];
  /** How the key for another number is offered; absent: it is not. */
  readonly offer?: Texts | undefined;
  readonly next: ChartTransition;
}

/** What was promised, and then the key for another number: both in one breath would be too long to follow. */
export function tellPromise(
  scope: Scope,
  state: string,
  texts: Texts,
  { keys = [], offer, next }: Telling,
): StepChart {
  const say = (text: Texts): readonly ChartAction[] => [
    { type: "say", texts: text },
  ];
  if (!offer)
    return {
      [state]: sayAndListen(
        scope,
        state,
        say(texts),
        patienceSeconds,
        [next],
        keys,
      ),
    };
  const offering = `${state}-number`;
  const onward = { target: `#${scope.step}.${offering}` };
  const all: readonly ChartTransition[] = [
    ...keys,
    {
      guard: { type: "pressed", key: numberKey },
      target: `#${scope.step}.asking`,
    },
  ];
  return {
    [state]: sayAndListen(scope, state, say(texts), 1, [onward], all),
    [offering]: sayAndListen(
      scope,
      offering,
      say(offer),
      patienceSeconds,
      [next],
      all,
    ),
  };
}

export interface AskedNumber {
  /** The state that takes a message of who withholds their number; absent: nobody comes here who does. */
  readonly withheld?: string;
  /** What keeps the promise: the line's own call-back, or a case from the first moment. */
  readonly kept: "callback" | "case";
  /** Where the caller goes then, by the name of a step or of a state of this one. */
  readonly next: string;
}

export function askAnotherNumber(
  scope: Scope,
  said: Said,
  { withheld, kept, next }: AskedNumber,
): StepChart {
  const { step } = scope;
  const onward = { target: `#${next}` };
  const tell = (state: string, texts: Texts) =>
    sayAndListen(scope, state, [{ type: "say", texts }], 1, [onward]);
  const taken = tell("number-taken", said["number-taken"]);
  const left = { target: `#${step}.number-kept` };
  return {
    ...takeAnswer({
      scope,
      answer: number,
      form,
      spoken: `${number} | phone`,
      say: said["which-number"],
      again: said["which-number"],
      missed: { unclear: orDirector(scope, said["number-not-called"]) },
      // Not one of the ways in which the promise is made: the proof decides it apart.
      refused: {
        type: "limited",
        what: "number",
        step: `${step}.asking`,
        place: 0,
      },
      readBack: true,
      attempts: 2,
      timeout: 4,
      silent: `${step}.number-left`,
      to: `${step}.number-taken`,
      otherwise: `${step}.number-left`,
    }),
    "number-taken": {
      ...taken,
      entry: [{ type: "call-at", number, kept }, ...(taken.entry ?? [])],
    },
    "number-left": {
      always:
        withheld === undefined
          ? [left]
          : [
              { ...left, guard: { type: "reachable" } },
              { target: `#${step}.${withheld}` },
            ],
    },
    "number-kept": tell("number-kept", said["number-kept"]),
  };
}

/** Whose number is not taken hears how to get to the director, where key 0 leads there: among the digits of a number it is *0. */
function orDirector(scope: Scope, texts: Texts): Texts {
  const leads = scope
    .everywhere("asking-again")
    .some(({ guard }) => guard?.type === "pressed" && guard.key === "0");
  if (!leads) return texts;
  return Object.fromEntries(
    languages.flatMap((language) =>
      texts[language] === undefined
        ? []
        : [[language, `${texts[language]} ${starDirector[language]}`]],
    ),
  );
}

const starDirector: Readonly<Record<Language, string>> = {
  es: "Con {{ director.name }}, asterisco 0.",
  en: "For {{ director.name }}, star 0.",
  pt: "Com {{ director.name }}, asterisco 0.",
};
