import type { advance } from "../../machines/advance.js";
import { deadlineAt, endPlace } from "../chart-places.js";
import type { Chart } from "../chart.js";
import type { Effect } from "../effects.js";
import {
  abstract,
  type AnswerFact,
  type FactName,
  type Facts,
} from "./facts.js";
import type { Chosen } from "./forks.js";
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
  /** Who was found on duty in this turn, or not. */
  readonly duty: Facts["onDuty"];
  readonly chosen: Chosen;
}

/** One turn of the machine, as far as it decides anything. */
export interface Step {
  readonly facts: Facts;
  readonly done: Done;
  readonly duty: Facts["onDuty"];
  readonly chosen: Chosen;
}

const nothing: Facts["onDuty"] = {};

/** `touched`: the facts that the turn may change. */
export function answerOf(
  chart: Chart,
  { snapshot, effects, accepted }: ReturnType<typeof advance>,
  touched: readonly FactName[],
  chosen: Chosen,
): Answer {
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
  return {
    accepted,
    facts,
    changes,
    answers,
    done: readDone(
      effects as readonly Effect[],
      deadlineAt(chart, facts.place),
    ),
    duty: nothing,
    chosen,
  };
}

/** The step that an answer is for one call: what its turn does not touch is carried over. */
export function stepOf(
  before: Facts,
  waiting: Waiting,
  { changes, answers, done, duty, chosen }: Answer,
): Step {
  const facts = { ...before, ...changes } as Facts;
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
