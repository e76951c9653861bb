import type {
  ChartAction,
  ChartState,
  ChartTransition,
  StepChart,
  Texts,
} from "./chart.js";
import { sayAndListen } from "./listen.js";
import type { OwnWords } from "./own-words.js";
import type { Scope } from "./step-kind.js";
import { withPromise } from "./variables.js";

export interface Promised {
  readonly scope: Scope;
  /** Of the state where it is made, `promising`, where a step has two. */
  readonly suffix?: string;
  readonly owner: Extract<ChartAction, { type: "choose-owner" }>;
  /** Where a caller goes whose number can be rung. */
  readonly reachable: string;
  /** What keeps the promise for them; absent: a case, from the first moment. */
  readonly keptBy?: readonly ChartAction[];
  /** Where they go instead when a limit keeps the line itself from ringing them: a case is opened then. */
  readonly limited?: string;
  /** Where they go instead who have such a promise already. */
  readonly open?: string;
  readonly unreachable: Texts;
  /** Whoever leaves no number after the tone hears what that means. */
  readonly noNumber: Texts;
  /** Where they go first who withhold their number, to hear the promise and how to give one; absent: they hear it before the tone. */
  readonly withheld?: string;
  readonly next: ChartTransition;
}

/** What a caller hears whose number is withheld: the promise needs one to be kept. */
export const unreachableWords = {
  "promise-withheld": {
    when: "The promise to a caller whose number is withheld; a tone follows, and the caller says which number to call",
    anyKey: true,
    knows: withPromise,
    texts: {
      es: "{{ owner.name }} le llamará {{ due }}, a más tardar. Su número viene oculto: después del tono, diga su nombre y a qué teléfono le llamamos, y marque numeral. Su número de caso es {{ reference }}.",
      en: "{{ owner.name }} will call you {{ due }} at the latest. Your number is withheld: after the tone, say your name and which number to call, then press pound. Your case number is {{ reference }}.",
      pt: "{{ owner.name }} vai ligar para você {{ due }}, no máximo. O seu número está oculto: depois do sinal, diga o seu nome e para que telefone ligamos, e tecle jogo da velha. O número do seu caso é {{ reference }}.",
    },
  },
  "no-number": {
    when: "Said when they left none after the tone",
    knows: withPromise,
    texts: {
      es: "Sin un número no podemos llamarle; {{ owner.name }} queda a cargo de su caso.",
      en: "Without a number we cannot call you; {{ owner.name }} keeps your case.",
      pt: "Sem um número não podemos ligar; {{ owner.name }} fica com o seu caso.",
    },
  },
} satisfies OwnWords;

/**
 * Opens a case in somebody's name, once, and speaks the promise (C23), or has the line itself ring back: to a caller whose number is withheld with a tone to leave one at.
 * The promise is made before the tone, so that a caller who hangs up during it has it all the same.
 */
export function promise(wanted: Promised): StepChart {
  const { scope, next, limited, open, suffix = "" } = wanted;
  const { step } = scope;
  return {
    [`promising${suffix}`]: {
      always: [
        ...(open === undefined
          ? []
          : [
              {
                guard: { type: "call-back-open", step, place: 0 },
                actions: [{ type: "remember-call-back" }],
                target: `#${step}.${open}`,
              } as const,
            ]),
        ...(limited === undefined
          ? []
          : [
              {
                guard: { type: "limited", what: "call", step, place: 1 },
                actions: [wanted.owner, { type: "open-case", byLimit: "call" }],
                target: `#${step}.${limited}`,
              } as const,
            ]),
        {
          guard: { type: "reachable" },
          actions: [
            wanted.owner,
            ...(wanted.keptBy ?? [{ type: "open-case" }]),
          ],
          target: `#${step}.${wanted.reachable}`,
        },
        {
          actions: [wanted.owner, { type: "open-case" }],
          target: `#${step}.${wanted.withheld ?? "asking-for-number"}`,
        },
      ],
    },
    "asking-for-number": takeMessage(wanted.unreachable, next, {
      target: `#${step}.no-number`,
    }),
    "no-number": sayAndListen(
      scope,
      "no-number",
      [{ type: "say", texts: wanted.noNumber }],
      1,
      [next],
    ),
  };
}

/** Says what may be said after the tone, and records what the caller adds to a promise; an empty recording goes on by `silence`. */
export function takeMessage(
  said: Texts,
  next: ChartTransition,
  silence = next,
): ChartState {
  const recorded = { ...next, actions: [{ type: "add-message" }] } as const;
  return recordAfter(said, { max: 120, recorded, silence });
}

export interface Recording {
  /** Seconds at most. */
  readonly max: number;
  readonly recorded: ChartTransition;
  /** Nothing was said after the tone. */
  readonly silence: ChartTransition;
}

/** Says what may be said after the tone and records it. Any key ends it and does nothing else: carriers tell no other key meanwhile. */
export function recordAfter(
  said: Texts,
  { max, recorded, silence }: Recording,
): ChartState {
  return {
    entry: [
      { type: "say", texts: said },
      { type: "record", max, silence: 4, keys: "1234567890*#" },
    ],
    on: { recorded: [recorded], silence: [silence] },
  };
}
