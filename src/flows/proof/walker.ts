import { advance } from "../../machines/advance.js";
import { ownerRole } from "../../machines/queue/events.js";
import { buildMachine } from "../build.js";
import { deadlineEvent, endPlace } from "../chart-places.js";
import type { Chart } from "../chart.js";
import type { CompiledFlow } from "../compile.js";
import { languagesOf } from "../document.js";
import type { Language } from "../speech/index.js";
import type { Person } from "../events.js";
import { completeEvent } from "../rehearse.js";
import type { TranscriptEvent } from "../transcript/event.js";
import {
  answerOf,
  createNumbers,
  stepOf,
  type Answer,
  type Step,
} from "./answer.js";
import { beginningsIn } from "./behaviours.js";
import {
  adviserDuty,
  agentFor,
  concretise,
  keyOf,
  peopleWith,
  sampleReference,
  sampleTime,
  type Facts,
} from "./facts.js";
import { createForks } from "./forks.js";
import { readMemory } from "./live-facts.js";
import { createQuestions, type Happening, type Question } from "./questions.js";
import type { Done, Waiting } from "./waiting.js";

/** Asks the machine, once for each question that can have another answer. */
export function createWalker(flow: CompiledFlow, chart: Chart) {
  const forks = createForks(flow.document, chart);
  const machine = buildMachine(flow.document, chart, forks.guards);
  const memory = readMemory(chart);
  const questions = createQuestions(chart, memory);
  const answers = new Map<string, readonly Answer[]>();
  let advances = 0;
  const begun = (event: TranscriptEvent, agents: readonly Person[]) => {
    advances += 1;
    return advance(machine, undefined, complete(flow, event, agents));
  };
  const [first] = beginningsIn(languagesOf(flow.document), chart);
  const base = begun(first, []).snapshot;
  forks.chosen();

  // Agents whom nobody asked for yet may be there or not: each way is taken, and kept for the rest of the call.
  const eachDuty = (
    onDuty: Facts["onDuty"],
    take: (agents: readonly Person[]) => Answer,
  ): Answer[] => {
    const found: Answer[] = [];
    let duty: Facts["onDuty"] = {};
    for (;;) {
      const knownAs = (name: string) => duty[name] ?? onDuty[name];
      // A step without a topic rings anybody: nobody for it is nobody for any topic.
      const there = memory.duties.filter(
        (name) =>
          knownAs(name) !== false &&
          (name === adviserDuty || knownAs("*") !== false),
      );
      const answer = take(there.map(agentFor));
      const waiting = answer.done?.waiting;
      const rung =
        waiting?.type === "holding" &&
        waiting.role !== "director" &&
        !waiting.role.startsWith(ownerRole(""))
          ? waiting.role === "adviser"
            ? adviserDuty
            : (waiting.topic ?? "*")
          : undefined;
      found.push({
        ...answer,
        duty: rung === undefined ? duty : { ...duty, [rung]: true },
      });
      if (rung === undefined || knownAs(rung) === true) return found;
      // Asked for again although nobody is there: a role of which the search knows no duty would go round for ever.
      if (duty[rung] === false)
        throw new Error(`The proof does not know who is on duty for ${rung}.`);
      duty = { ...duty, [rung]: false };
    }
  };
  const fork: typeof eachDuty = (onDuty, take) =>
    forks.everyWay(() => eachDuty(onDuty, take));

  const numberOf = createNumbers();
  /** `spoken`: the same call after a change of language, where there is one. */
  const ask = (
    facts: Facts,
    spoken: Facts,
    question: Question,
    event: TranscriptEvent,
  ): readonly Answer[] => {
    const { text, target, decides } = question;
    const key = `${text}|${keyOf(target === undefined ? facts : { ...spoken, place: target }, decides)}`;
    const known = answers.get(key);
    if (known) return known;
    const found = fork(facts.onDuty, (agents) => {
      advances += 1;
      const result = advance(
        machine,
        concretise(base, facts, agents),
        complete(flow, event, agents, deadlineEvent(chart, facts.place)),
      );
      return answerOf(chart, result, forks.chosen(), question);
    }).filter(({ accepted }) => accepted);
    answers.set(key, found);
    return found;
  };

  const changed = new Map<string, Facts>();
  const speaking = (facts: Facts, language: Language): Facts => {
    const key = `${language} ${numberOf(facts)}`;
    const languageChanges = facts.languageChanges + 1;
    const found = changed.get(key) ?? { ...facts, language, languageChanges };
    changed.set(key, found);
    return found;
  };

  const take = (number: number, facts: Facts, waiting: Waiting) => {
    return (answer: Answer): Step => {
      const step = answer.steps.get(number) ?? stepOf(facts, waiting, answer);
      if (isOfAll(answer)) answer.steps.set(number, step);
      return step;
    };
  };

  /** The steps that something makes on a call whose phone waits so: one for each answer, for all calls that remember the same. */
  const steps = (
    facts: Facts,
    waiting: Waiting,
    { question, events: [event] }: Happening,
  ): readonly Step[] => {
    const { language } = question;
    const spoken = language === undefined ? facts : speaking(facts, language);
    const number = numberOf(spoken);
    const known = question.steps.get(number);
    if (known) return known;
    const found = ask(facts, spoken, question, event);
    const made = found.map(take(number, spoken, waiting));
    if (found.every(isOfAll)) question.steps.set(number, made);
    return made;
  };

  /** The memory a call may have when the caller's phone posts: as it is, or after what the world sent meanwhile. */
  const remembered = (facts: Facts, waiting: Waiting): Remembered[] => {
    const asItIs: Remembered = { arrived: [], facts };
    const arrivals = questions.arrivals(facts);
    if (arrivals.length === 0) return [asItIs];
    const live = memory.liveAt(facts.place);
    const found = new Map([[keyOf(facts, live), asItIs]]);
    for (const arrival of arrivals)
      for (const step of steps(facts, waiting, arrival)) {
        const key = keyOf(step.facts, live);
        if (!found.has(key))
          found.set(key, { arrived: arrival.events, facts: step.facts });
      }
    return [...found.values()];
  };

  return {
    memory,
    isTooMany: forks.isTooMany,
    advances: () => advances,
    begin: (event: TranscriptEvent): Step[] =>
      fork({}, (agents) =>
        answerOf(chart, begun(event, agents), forks.chosen()),
      ).flatMap(({ facts, done, duty, chosen }) =>
        done ? [{ facts: { ...facts, onDuty: duty }, done, duty, chosen }] : [],
      ),
    /** Gives what may come of a call that is so, and whose caller's phone is on this. */
    follow(facts: Facts, { waiting }: Done, give: Give): void {
      const ways = remembered(facts, waiting);
      for (const post of questions.posts(facts, waiting))
        for (const { arrived, facts: now } of ways) {
          const events =
            arrived.length === 0 ? post.events : [...arrived, ...post.events];
          for (const step of steps(now, waiting, post))
            give(step, events, post.kind);
        }
    },
  };
}

/** `kind`: of the last event. */
type Give = (
  step: Step,
  events: readonly TranscriptEvent[],
  kind: string,
) => void;

/** Where nobody was told anything, a step is of what the caller's phone waited for before. */
function isOfAll({ done, facts }: Answer): boolean {
  return done !== undefined || facts.place === endPlace;
}

interface Remembered {
  readonly arrived: readonly TranscriptEvent[];
  readonly facts: Facts;
}

function complete(
  flow: CompiledFlow,
  event: TranscriptEvent,
  agents: readonly Person[],
  deadline?: string,
) {
  return completeEvent(
    event,
    {
      flow,
      startedAt: sampleTime,
      people: peopleWith(agents),
      line: "+12025550100",
      call: "proof",
      reference: sampleReference,
    },
    sampleTime,
    deadline,
  );
}
