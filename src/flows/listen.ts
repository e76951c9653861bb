import type {
  ChartAction,
  ChartState,
  ChartTransition,
  Heard,
  Spoken,
  StepChart,
  Texts,
} from "./chart.js";
import { languages, yesNo } from "./speech/index.js";
import type { Scope } from "./step-kind.js";

export interface Answer {
  /** The key that gives this answer. */
  readonly key: string;
  /** The name of this answer among the spoken ones; absent: it has a key only. */
  readonly choice?: string;
  readonly next: ChartTransition;
}

/** What is said before a question is asked again: why it is. */
export interface MissedWords {
  /** To a caller who said nothing. */
  readonly unheard?: Texts | undefined;
  /** To a caller who said or pressed something else. */
  readonly unclear?: Texts | undefined;
}

export interface Question {
  /** The name of its first state; the second time it is `<name>-again`, then `<name>-again-2` … */
  readonly name: string;
  readonly scope: Scope;
  readonly say: readonly ChartAction[];
  /** Shorter and different, for who did not answer. */
  readonly again: readonly ChartAction[];
  readonly missed?: MissedWords;
  readonly answers: readonly Answer[];
  readonly heard?: Spoken;
  /**
   * What is asked back, once, when the recogniser is not sure of an answer; the question's keys go on working. Absent: the question is
   * asked again instead, and what is heard then counts.
   */
  readonly askBack?: (answer: Answer) => Texts;
  /** How often it is asked in all, 1 to 3. */
  readonly attempts: number;
  /** Seconds of silence that count as no answer. */
  readonly timeout: number;
  /** After the last silence or wrong key. Never an end (C2). */
  readonly otherwise: ChartTransition;
}

const words = {
  unheard: { es: "No oí.", en: "I did not hear you.", pt: "Não ouvi." },
  unclear: {
    es: "No entendí.",
    en: "I did not understand.",
    pt: "Não entendi.",
  },
} satisfies MissedWords;

/** What follows a silence and what follows an answer that is none: the next attempt, with a word on why, or the way out. */
export function missedWays(
  next: string | undefined,
  otherwise: ChartTransition,
  said: MissedWords = {},
): Readonly<Record<keyof MissedWords, ChartTransition>> {
  const way = (name: keyof MissedWords): ChartTransition =>
    next === undefined
      ? otherwise
      : {
          target: next,
          actions: [{ type: "say", texts: said[name] ?? words[name] }],
        };
  return { unheard: way("unheard"), unclear: way("unclear") };
}

/** A question with its repetitions, one state each, so that the number of attempts is a fact of the chart. */
export function ask(question: Question): StepChart {
  const { name, attempts, heard, scope, otherwise } = question;
  const states: Record<string, ChartState> = {};
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const state = attemptName(name, attempt);
    const next =
      attempt < attempts
        ? `#${scope.step}.${attemptName(name, attempt + 1)}`
        : undefined;
    const missed = missedWays(next, otherwise, question.missed);
    states[state] = {
      entry: [
        ...(attempt === 1 ? question.say : question.again),
        {
          type: "gather",
          timeout: question.timeout,
          ...(heard && { heard }),
        },
      ],
      on: {
        digits: [...pressed(question, state), missed.unclear],
        ...(heard && {
          speech: [...spoken(question, heard, state, attempt), missed.unclear],
        }),
        silence: [missed.unheard],
      },
    };
    if (heard !== undefined) Object.assign(states, askBack(question, state));
  }
  return states;
}

function pressed(question: Question, state: string): ChartTransition[] {
  return [
    ...question.answers.map((answer) => ({
      ...answer.next,
      guard: { type: "pressed", key: answer.key } as const,
    })),
    ...question.scope.everywhere(state),
  ];
}

function spoken(
  question: Question,
  heard: Spoken,
  state: string,
  attempt: number,
): ChartTransition[] {
  return question.answers.flatMap(({ choice, next }, place) => {
    if (choice === undefined) return [];
    const guard = { type: "heard", choice, among: heard } as const;
    const sure = { ...next, guard: { ...guard, confidence: "sure" } as const };
    if (!question.askBack) return [attempt === 1 ? sure : { ...next, guard }];
    return [
      sure,
      { guard, target: `#${question.scope.step}.${backName(state, place)}` },
    ];
  });
}

/**
 * One state for each answer of which the recogniser is not sure: "Did you say …?" A yes, the key or the answer itself takes it, all other
 * keys and answers count as well, and anything else leaves the question: nobody is asked back twice.
 */
function askBack(question: Question, state: string): StepChart {
  const { askBack: say, heard, answers, timeout } = question;
  if (!say || heard === undefined || heard === "yes-no") return {};
  const states: Record<string, ChartState> = {};
  for (const [place, answer] of answers.entries()) {
    if (answer.choice === undefined) continue;
    const among = orYes(heard, answer.choice);
    const name = backName(state, place);
    states[name] = {
      entry: [
        { type: "say", texts: say(answer) },
        {
          type: "gather",
          timeout: Math.min(timeout, patienceForYes),
          heard: among,
        },
      ],
      on: {
        digits: [...pressed(question, name), question.otherwise],
        speech: [
          ...answers.flatMap(({ choice, next }) =>
            choice === undefined
              ? []
              : [{ ...next, guard: { type: "heard", choice, among } as const }],
          ),
          question.otherwise,
        ],
        silence: [question.otherwise],
      },
    };
  }
  return states;
}

/** Seconds: who has just spoken is there, and answers soon or not at all. */
const patienceForYes = 4;

/** The same answers, one of which may be given with a yes; a no is none of them. */
function orYes(heard: Heard, choice: string): Heard {
  const saying = (id: "yes" | "no") =>
    Object.fromEntries(
      languages.map((language) => [
        language,
        yesNo(language).find((one) => one.id === id)?.phrases ?? [],
      ]),
    );
  const yes = saying("yes");
  const own = heard[choice];
  return {
    ...heard,
    [choice]: {
      ...own,
      phrases: Object.fromEntries(
        languages.map((language) => [
          language,
          [...(own?.phrases[language] ?? []), ...(yes[language] ?? [])],
        ]),
      ),
    },
    "(no)": { phrases: saying("no") },
  };
}

/** Says something and goes on by itself; `keys` and those that work everywhere work meanwhile, any other key only hurries it. */
export function sayAndListen(
  scope: Scope,
  state: string,
  say: readonly ChartAction[],
  timeout: number,
  next: readonly ChartTransition[],
  keys: readonly ChartTransition[] = [],
): ChartState {
  return {
    entry: [...say, { type: "gather", timeout }],
    on: {
      digits: [...keys, ...scope.everywhere(state), ...next],
      silence: next,
    },
  };
}

/**
 * Seconds of silence after which the carrier takes what is said for finished, where `keys` make an answer. A choice or a yes is one word
 * or two, and who speaks waits for nothing more; who says a number, an amount or a date stops between its parts.
 */
export function wordEnds(keys: number): number {
  return keys > 1 ? 2 : 1;
}

/** The name of a question's state: `asking`, `asking-again`, `asking-again-2`. */
export function attemptName(name: string, attempt: number): string {
  if (attempt === 1) return name;
  return attempt === 2 ? `${name}-again` : `${name}-again-${attempt - 1}`;
}

/** Whether a place is a repetition of its question, or asks back. */
export function isAskedAgain(place: string): boolean {
  return /-(again|back)(-\d+)?$/.test(place);
}

function backName(state: string, place: number): string {
  return `${state}-back-${place + 1}`;
}
