import type {
  ChartAction,
  ChartState,
  ChartTransition,
  Spoken,
  StepChart,
} from "./chart.js";
import type { Scope } from "./step-kind.js";

export interface Answer {
  /** The key that gives this answer. */
  readonly key: string;
  /** The name of this answer among the spoken ones; absent: it has a key only. */
  readonly choice?: string;
  readonly next: ChartTransition;
}

export interface Question {
  /** The name of its first state; the second time it is `<name>-again`, then `<name>-again-2` … */
  readonly name: string;
  readonly scope: Scope;
  readonly say: readonly ChartAction[];
  /** Shorter and different, for who did not answer. */
  readonly again: readonly ChartAction[];
  readonly answers: readonly Answer[];
  readonly heard?: Spoken;
  /** How often it is asked in all, 1 to 3. */
  readonly attempts: number;
  /** Seconds of silence that count as no answer. */
  readonly timeout: number;
  /** After the last silence or wrong key. Never an end (C2). */
  readonly otherwise: ChartTransition;
}

/** A question with its repetitions, one state each, so that the number of attempts is a fact of the chart. */
export function ask(question: Question): StepChart {
  const { name, attempts, heard, scope } = question;
  const states: Record<string, ChartState> = {};
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const missed: ChartTransition =
      attempt < attempts
        ? { target: `#${scope.step}.${stateName(name, attempt + 1)}` }
        : question.otherwise;
    states[stateName(name, attempt)] = {
      entry: [
        ...(attempt === 1 ? question.say : question.again),
        {
          type: "gather",
          timeout: question.timeout,
          ...(heard && { heard }),
        },
      ],
      on: {
        digits: [
          ...question.answers.map((answer) => ({
            ...answer.next,
            guard: { type: "pressed", key: answer.key } as const,
          })),
          ...scope.everywhere(stateName(name, attempt)),
          missed,
        ],
        ...(heard && { speech: [...spoken(question, heard), missed] }),
        silence: [missed],
      },
    };
  }
  return states;
}

/** Says something and goes on by itself; the keys that work everywhere work meanwhile, any other key only hurries it. */
export function sayAndListen(
  scope: Scope,
  state: string,
  say: readonly ChartAction[],
  timeout: number,
  next: readonly ChartTransition[],
): ChartState {
  return {
    entry: [...say, { type: "gather", timeout }],
    on: { digits: [...scope.everywhere(state), ...next], silence: next },
  };
}

function spoken(question: Question, heard: Spoken): ChartTransition[] {
  return question.answers.flatMap(({ choice, next }) =>
    choice === undefined
      ? []
      : [{ ...next, guard: { type: "heard", choice, among: heard } as const }],
  );
}

function stateName(name: string, attempt: number): string {
  if (attempt === 1) return name;
  return attempt === 2 ? `${name}-again` : `${name}-again-${attempt - 1}`;
}
