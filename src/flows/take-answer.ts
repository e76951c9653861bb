import type { AnswerForm } from "./answer-form.js";
import type {
  ChartAction,
  ChartGuard,
  ChartState,
  ChartTransition,
  Heard,
  StepChart,
  Texts,
} from "./chart.js";
import { ask, attemptName, missedWays, type MissedWords } from "./listen.js";
import { languages, personPhrases } from "./speech/index.js";
import type { Scope } from "./step-kind.js";

export interface Wanted {
  readonly scope: Scope;
  /** The variable of the answer. */
  readonly answer: string;
  readonly form: AnswerForm;
  readonly say: Texts;
  /** Shorter, for who did not answer. */
  readonly again: Texts;
  readonly missed: MissedWords;
  /** Every answer is read back; otherwise only those of which the recogniser is not sure. */
  readonly readBack: boolean;
  /** Reads it back and asks whether it is right; absent: in the words that come with questions. */
  readonly check?: Texts | undefined;
  /** How a text names the answer to read it back: with a filter, `callback.number | phone`. Absent: the variable. */
  readonly spoken?: string;
  /** What holds of answers that count as none. */
  readonly refused?: ChartGuard;
  /** Whoever asks for a person is not asked again; absent: nobody listens for that word. */
  readonly person?: true;
  /** Where a caller goes at once who says nothing; absent: they are asked again. */
  readonly silent?: string;
  readonly attempts: number;
  /** Seconds of silence that count as no answer; also between two keys. */
  readonly timeout: number;
  readonly to: string;
  readonly otherwise: string;
}

/** How often it is asked whether the answer is right. */
const checkings = 2;

/**
 * Takes an answer of several keys or of words, and reads it back where that matters. Keys that work everywhere are `*` and the key here.
 * Each attempt is a state, and so is each reading back; after the last one, and for who asks for a person, it goes to `otherwise`.
 */
export function takeAnswer(wanted: Wanted): StepChart {
  const { scope, attempts } = wanted;
  const otherwise = { target: `#${wanted.otherwise}` };
  const states: Record<string, ChartState> = {};
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const state = attemptName("asking", attempt);
    const next =
      attempt < attempts
        ? `#${scope.step}.${attemptName("asking", attempt + 1)}`
        : undefined;
    states[state] = asking(wanted, state, attempt, next);
    Object.assign(
      states,
      ask({
        name: `checking-${attempt}`,
        scope,
        say: [
          {
            type: "say",
            texts: wanted.check ?? checkWords(wanted.spoken ?? wanted.answer),
          },
        ],
        again: [
          {
            type: "say",
            texts: checkAgainWords(wanted.spoken ?? wanted.answer),
          },
        ],
        answers: [
          {
            key: "1",
            choice: "yes",
            next: {
              target: `#${wanted.to}`,
              actions: [{ type: "take-answer", answer: wanted.answer }],
            },
          },
          {
            key: "2",
            choice: "no",
            next:
              next === undefined
                ? otherwise
                : {
                    target: next,
                    actions: [{ type: "say", texts: correctedWords }],
                  },
          },
        ],
        heard: "yes-no",
        attempts: checkings,
        timeout: wanted.timeout,
        otherwise,
      }),
    );
  }
  return states;
}

function asking(
  wanted: Wanted,
  state: string,
  attempt: number,
  next: string | undefined,
): ChartState {
  const { scope, form, answer, timeout, refused, silent } = wanted;
  const otherwise = { target: `#${wanted.otherwise}` };
  const missed = missedWays(next, otherwise, wanted.missed);
  const hear: ChartAction = { type: "hear-answer", answer, form };
  const check: ChartTransition = {
    target: `#${scope.step}.checking-${attempt}`,
    actions: [hear],
  };
  const take: ChartTransition = wanted.readBack
    ? check
    : {
        target: `#${wanted.to}`,
        actions: [hear, { type: "take-answer", answer }],
      };
  const asksForPerson: ChartTransition = {
    ...otherwise,
    guard: { type: "heard", choice: "person", among: person },
  };
  const none = refused ? [{ ...missed.unclear, guard: refused }] : [];
  return {
    entry: [
      { type: "say", texts: attempt === 1 ? wanted.say : wanted.again },
      {
        type: "gather",
        timeout,
        ...(wanted.person && { heard: person }),
        answer: form,
      },
    ],
    on: {
      digits: [
        ...scope.everywhere(state).map(afterStar),
        ...none,
        { ...take, guard: { type: "answers", form } },
        missed.unclear,
      ],
      speech: [
        ...(wanted.person ? [asksForPerson] : []),
        ...none,
        { ...take, guard: { type: "answers", form, confidence: "sure" } },
        { ...check, guard: { type: "answers", form } },
        missed.unclear,
      ],
      silence: [
        silent === undefined ? missed.unheard : { target: `#${silent}` },
      ],
    },
  };
}

function afterStar(one: ChartTransition): ChartTransition {
  const { guard } = one;
  return guard?.type === "pressed" || guard?.type === "asks-for-language"
    ? { ...one, guard: { ...guard, key: `*${guard.key}` } }
    : one;
}

/** Whoever asks for a person is not asked again. */
const person: Heard = {
  person: {
    phrases: Object.fromEntries(
      languages.map((language) => [language, personPhrases(language)]),
    ),
  },
};

function checkWords(answer: string): Texts {
  const value = `{{ ${answer} }}`;
  return {
    es: `${value}. ¿Es correcto? Sí, marque 1. No, marque 2.`,
    en: `${value}. Is that right? Yes, press 1. No, press 2.`,
    pt: `${value}. Está certo? Sim, tecle 1. Não, tecle 2.`,
  };
}

function checkAgainWords(answer: string): Texts {
  const value = `{{ ${answer} }}`;
  return {
    es: `${value}: sí, 1; no, 2.`,
    en: `${value}: yes, 1; no, 2.`,
    pt: `${value}: sim, 1; não, 2.`,
  };
}

const correctedWords: Texts = {
  es: "Otra vez, entonces.",
  en: "Once more, then.",
  pt: "Outra vez, então.",
};
