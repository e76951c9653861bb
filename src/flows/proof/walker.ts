import { advance } from "../../machines/advance.js";
import { ownerRole } from "../../machines/queue/events.js";
import { buildMachine } from "../build.js";
import { deadlineAt, deadlineEvent, endPlace } from "../chart-places.js";
import type { Chart } from "../chart.js";
import type { CompiledFlow } from "../compile.js";
import { languagesOf } from "../document.js";
import type { Effect } from "../effects.js";
import type { Person } from "../events.js";
import { completeEvent } from "../rehearse.js";
import type { TranscriptEvent } from "../transcript.js";
import { arrivalsAt, beginningsIn, postsAt } from "./behaviours.js";
import {
  abstract,
  adviserDuty,
  agentFor,
  concretise,
  keyOf,
  peopleWith,
  sampleReference,
  sampleTime,
  type AnswerFact,
  type FactName,
  type Facts,
} from "./facts.js";
import { createForks, type Chosen } from "./forks.js";
import { readMemory } from "./live-facts.js";
import { printEvent } from "./print-event.js";
import { createSureTargets } from "./sure-target.js";
import { readDone, type Done } from "./waiting.js";

/** One turn of the machine, as far as it decides anything. */
export interface Step {
  readonly facts: Facts;
  readonly done: Done;
  readonly duty: Facts["onDuty"];
  readonly chosen: Chosen;
}

/** Asks the machine, once for each question that can have another answer. */
export function createWalker(flow: CompiledFlow, chart: Chart) {
  const forks = createForks(flow.document, chart);
  const machine = buildMachine(flow.document, chart, forks.guards);
  const memory = readMemory(chart);
  const sureTarget = createSureTargets(chart);
  const answers = new Map<string, readonly Answer[]>();
  let advances = 0;
  const begun = (event: TranscriptEvent, agents: readonly Person[]) => {
    advances += 1;
    return advance(machine, undefined, complete(flow, event, agents));
  };
  const [first] = beginningsIn(languagesOf(flow.document));
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
      const there = memory.duties.filter((name) => knownAs(name) !== false);
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

  const ask = (facts: Facts, event: TranscriptEvent): readonly Answer[] => {
    // No state does anything on being left, so a turn that is sure to enter a state is the same wherever it begins.
    const sure = sureTarget(facts.place, event, facts.language);
    const touched =
      sure === undefined
        ? memory.touchedBy(facts.place, event)
        : memory.touchedIn(sure);
    const key =
      sure === undefined
        ? `${textOf(event)}|${keyOf(facts, touched)}`
        : `to|${keyOf({ ...facts, place: sure }, touched)}`;
    const known = answers.get(key);
    if (known) return known;
    const found = fork(facts.onDuty, (agents) => {
      advances += 1;
      const result = advance(
        machine,
        concretise(base, facts, agents),
        complete(flow, event, agents, deadlineEvent(chart, facts.place)),
      );
      return answerOf(chart, result, touched, forks.chosen());
    });
    answers.set(key, found);
    return found;
  };

  /** The step that an event makes from these facts; `undefined` where it is not accepted. */
  const steps = (facts: Facts, event: TranscriptEvent) =>
    ask(facts, event).flatMap((answer) =>
      answer.accepted
        ? [
            {
              facts: carryOver(facts, answer),
              done: answer.done,
              duty: answer.duty,
              chosen: answer.chosen,
            },
          ]
        : [],
    );

  return {
    memory,
    isTooMany: forks.isTooMany,
    advances: () => advances,
    begin: (event: TranscriptEvent): Step[] =>
      fork({}, (agents) =>
        answerOf(chart, begun(event, agents), undefined, forks.chosen()),
      ).flatMap(({ facts, done, duty, chosen }) =>
        done
          ? [
              {
                facts: { ...facts, onDuty: duty },
                done,
                duty,
                chosen,
              },
            ]
          : [],
      ),
    /** What may come of a call that is so, and whose caller's phone is on this. */
    follow(
      facts: Facts,
      done: Done,
    ): { events: readonly TranscriptEvent[]; step: Step }[] {
      const found: { events: TranscriptEvent[]; step: Step }[] = [];
      const remembering = remembered(facts);
      for (const post of postsAt(chart, facts, done.waiting))
        for (const { arrived, facts: now } of remembering)
          for (const step of steps(now, post)) {
            // Nobody was told anything (a person took the call): the caller's phone is where it was.
            const after =
              step.done ??
              (isOver(step.facts) ? over : { ...over, waiting: done.waiting });
            found.push({
              events: [...arrived, post],
              step: { ...step, done: after },
            });
          }
      return found;
    },
  };

  /** The memory a call may have when the caller's phone posts: as it is, or after what the world sent meanwhile. */
  function remembered(facts: Facts) {
    const live = memory.liveAt(facts.place);
    const found = new Map<
      string,
      { arrived: TranscriptEvent[]; facts: Facts }
    >();
    found.set(keyOf(facts, live), { arrived: [], facts });
    for (const arrival of arrivalsAt(chart, facts))
      for (const step of steps(facts, arrival)) {
        const key = keyOf(step.facts, live);
        if (!found.has(key))
          found.set(key, { arrived: [arrival], facts: step.facts });
      }
    return [...found.values()];
  }
}

const eventTexts = new WeakMap<TranscriptEvent, string>();

function textOf(event: TranscriptEvent): string {
  const known = eventTexts.get(event) ?? printEvent(event);
  eventTexts.set(event, known);
  return known;
}

interface Answer {
  readonly accepted: boolean;
  readonly facts: Facts;
  /** The facts that count in `facts`; absent: all. */
  readonly touched: ReadonlySet<FactName> | undefined;
  readonly done: Done | undefined;
  /** Who was found on duty in this turn, or not. */
  readonly duty: Facts["onDuty"];
  readonly chosen: Chosen;
}

const over: Done = {
  sentences: [],
  speech: 0,
  meant: 0,
  opens: false,
  waiting: { type: "over" },
};

function isOver({ place }: Facts): boolean {
  return place === endPlace;
}

function answerOf(
  chart: Chart,
  { snapshot, effects, accepted }: ReturnType<typeof advance>,
  touched: ReadonlySet<FactName> | undefined,
  chosen: Chosen,
): Answer {
  const facts = abstract(snapshot, {});
  return {
    accepted,
    facts,
    touched,
    done: readDone(
      effects as readonly Effect[],
      deadlineAt(chart, facts.place),
    ),
    duty: {},
    chosen,
  };
}

function carryOver(before: Facts, { facts, touched, duty }: Answer): Facts {
  const next: Record<string, unknown> = { ...before, place: facts.place };
  for (const name of touched ?? []) {
    if (name.startsWith("duty:")) continue;
    if (name.startsWith("answer:")) {
      const answer = name.slice("answer:".length);
      next["answers"] = withAnswer(next, answer, facts.answers[answer]);
      continue;
    }
    const value = facts[name as "about"];
    if (value === undefined) delete next[name];
    else next[name] = value;
  }
  return {
    ...(next as unknown as Facts),
    onDuty: { ...before.onDuty, ...duty },
  };
}

function withAnswer(
  { answers }: { answers?: unknown },
  name: string,
  fact: AnswerFact | undefined,
): Facts["answers"] {
  const { [name]: _, ...others } = answers as Facts["answers"];
  return fact === undefined ? others : { ...others, [name]: fact };
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
