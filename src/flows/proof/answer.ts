import type { advance } from "../../machines/advance.js";
import { deadlineAt, endPlace } from "../chart-places.js";
import type { Chart } from "../chart.js";
import type { Effect } from "../effects.js";
import type { Language } from "../speech/index.js";
import { abstract, type AnswerFact, type Facts } from "./facts.js";
import type { Chosen } from "./forks.js";
import type { Touched } from "./touched-facts.js";
import { readDone, type Done, type Waiting } from "./waiting.js";

/** What the machine makes of an event, for all calls that agree in what decides it. */
export interface Answer {
  readonly accepted: boolean;
  /** The facts of the call that it was asked for. */
  readonly facts: Facts;
  /** Those of them that hold afterwards on every call that is answered so. */
  readonly changes: Partial<Facts>;
  readonly answers: readonly (readonly [string, AnswerFact | undefined])[];
  readonly done: Done | undefined;
  /** The same for a call in that language. */
  readonly doneIn: (language: Language) => Done | undefined;
  /** Who was found on duty in this turn, or not. */
  readonly duty: Facts["onDuty"];
  readonly chosen: Chosen;
  /** What it is for the calls so far, by the number of what they remember. */
  readonly steps: Map<number, Step>;
}

/** One turn of the machine, as far as it decides anything. */
export interface Step {
  readonly facts: Facts;
  readonly done: Done;
  readonly duty: Facts["onDuty"];
  readonly chosen: Chosen;
}

const nothing: Facts["onDuty"] = {};

/** `asked`: what decides of a call, and what the turn may change; absent: everything, of this one call. */
export function answerOf(
  chart: Chart,
  { snapshot, effects, accepted }: ReturnType<typeof advance>,
  chosen: Chosen,
  asked?: Touched,
): Answer {
  const { touched = [], decides } = asked ?? {};
  const facts = abstract(snapshot, nothing);
  const changes: Record<string, unknown> = { place: facts.place };
  const answers: (readonly [string, AnswerFact | undefined])[] = [];
  for (const name of touched) {
    if (name.startsWith("duty:")) continue;
    if (name.startsWith("answer:")) {
      const answer = name.slice("answer:".length);
      answers.push([answer, facts.answers[answer]]);
    } else changes[name] = facts[name as "about"];
  }
  const doneIn = (language?: Language) =>
    readDone(
      effects as readonly Effect[],
      deadlineAt(chart, facts.place),
      language,
    );
  const done = doneIn();
  const known = new Map([[facts.language, done]]);
  return {
    accepted,
    facts,
    changes,
    answers,
    done,
    doneIn: (language) => {
      if (!decides || decides.includes("language")) return done;
      const told = known.has(language) ? known.get(language) : doneIn(language);
      known.set(language, told);
      return told;
    },
    duty: nothing,
    chosen,
    steps: new Map(),
  };
}

/** Gives calls that remember the same, wherever they are, one number. */
export function createNumbers() {
  const numbers = new Map<string, number>();
  const known = new WeakMap<Facts, number>();
  return (facts: Facts): number => {
    const found = known.get(facts);
    if (found !== undefined) return found;
    const text = JSON.stringify({ ...facts, place: "" });
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    known.set(facts, number);
    return number;
  };
}

/** The step that an answer is for one call: what its turn does not touch is carried over. */
export function stepOf(
  before: Facts,
  waiting: Waiting,
  { changes, answers, doneIn, duty, chosen }: Answer,
): Step {
  const facts = { ...before, ...changes } as Facts;
  const done = doneIn(facts.language);
  return {
    facts: {
      ...facts,
      answers:
        answers.length === 0
          ? before.answers
          : withAnswers(before.answers, answers),
      onDuty:
        Object.keys(duty).length === 0
          ? before.onDuty
          : { ...before.onDuty, ...duty },
    },
    // Nobody was told anything (a person took the call): the caller's phone is where it was.
    done: done ?? (facts.place === endPlace ? over : { ...over, waiting }),
    duty,
    chosen,
  };
}

const over: Done = {
  sentences: [],
  speech: 0,
  meant: 0,
  opens: false,
  waiting: { type: "over" },
};

function withAnswers(
  before: Facts["answers"],
  changes: Answer["answers"],
): Facts["answers"] {
  const next: Record<string, AnswerFact> = { ...before };
  for (const [name, fact] of changes)
    if (fact === undefined) delete next[name];
    else next[name] = fact;
  return next;
}
