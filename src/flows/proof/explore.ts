import { advance } from "../../machines/advance.js";
import type { Chart } from "../chart.js";
import { buildMachine } from "../build.js";
import type { CompiledFlow } from "../compile.js";
import type { Effect } from "../effects.js";
import type { Person } from "../events.js";
import { limitsOf } from "../given.js";
import { completeEvent } from "../rehearse.js";
import type { TranscriptEvent } from "../transcript.js";
import type { Assumed } from "./assumptions.js";
import { arrivalsAt, beginnings, postsAt } from "./behaviours.js";
import {
  abstract,
  adviserDuty,
  agentFor,
  concretise,
  keyOf,
  peopleWith,
  sampleTime,
  type AnswerFact,
  type FactName,
  type Facts,
} from "./facts.js";
import { createForks, type Chosen } from "./forks.js";
import { printEvent } from "./print-event.js";
import { readMemory } from "./live-facts.js";
import { deadlineEvent, endPlace, stepOf } from "../chart-places.js";
import { createSureTargets } from "./sure-target.js";
import { slowestChart } from "./slowest-chart.js";
import { readDone, type Done } from "./waiting.js";

/**
 * `new`: nobody was asked for yet. `asked`: a person is wanted and has not come. `served`: a person took the call, or a promise with a
 * name and a time was spoken, or the matter is settled.
 */
export type Standing = "new" | "asked" | "served";

export interface Node {
  readonly id: number;
  readonly facts: Facts;
  readonly standing: Standing;
  /** What the caller's phone is doing here. */
  readonly done: Done;
  readonly edges: Edge[];
  /** The first edge that was found to lead here. */
  reachedBy?: Edge;
}

export interface Edge {
  /** `undefined`: the call begins. */
  readonly from: Node | undefined;
  readonly to: Node;
  /** What the world sent, if anything, and then what came from the caller's phone. */
  readonly events: readonly TranscriptEvent[];
  readonly done: Done;
  /** Which kinds of agents were asked for in this turn, and whether any was on duty. */
  readonly duty: Facts["onDuty"];
  /** Which way was taken in this turn out of each step that decides by itself. */
  readonly chosen: Chosen;
}

export interface Graph {
  readonly chart: Chart;
  readonly beginnings: readonly Edge[];
  readonly nodes: readonly Node[];
  readonly edges: number;
  /** How often the machine was asked. */
  readonly advances: number;
}

export interface TooLarge {
  readonly limit: number;
  /** The steps in which most states are, most first. */
  readonly where: readonly { readonly step: string; readonly states: number }[];
}

/** More states than this are not searched: the answer is "not proved", never a guess. */
export const mostStates = 200_000;
const mostEdges = 3_000_000;

/**
 * Goes everywhere that a call can go. Every transition is the real machine's own (`advance`), on a call whose memory holds the facts
 * that decide; facts that neither are read nor written on the way are carried over (tested: calls that agree in their facts go on alike).
 */
export function explore(
  flow: CompiledFlow,
  given: Assumed,
  limit: number = mostStates,
): Graph | TooLarge {
  const chart = slowestChart(flow.chart, given.speech, limitsOf(flow.document));
  const walker = createWalker(flow, chart);
  const nodes = new Map<string, Node>();
  const queue: Node[] = [];
  let edges = 0;
  const reach = (
    from: Node | undefined,
    events: readonly TranscriptEvent[],
    { facts, done, duty, chosen }: Step,
  ): Edge => {
    const standing = standingAfter(
      from?.standing ?? "new",
      events.at(-1)?.type,
      done,
    );
    const key = `${standing}|${keyOf(facts, walker.memory.liveAt(facts.place))}`;
    const known = nodes.get(key);
    if (known) return { from, to: known, events, done, duty, chosen };
    const to: Node = { id: nodes.size, facts, standing, done, edges: [] };
    nodes.set(key, to);
    queue.push(to);
    return (to.reachedBy = { from, to, events, done, duty, chosen });
  };
  const begun = beginnings.flatMap((event) =>
    walker.begin(event).map((step) => reach(undefined, [event], step)),
  );
  for (const node of queue) {
    if (nodes.size > limit || edges > mostEdges || walker.isTooMany())
      return tooLarge(nodes, limit);
    const alike = new Set<string>();
    for (const { events, step } of walker.follow(node)) {
      const edge = reach(node, events, step);
      const key = likeness(edge);
      if (alike.has(key)) continue;
      alike.add(key);
      node.edges.push(edge);
      edges += 1;
    }
  }
  return {
    chart,
    beginnings: begun,
    nodes: queue,
    edges,
    advances: walker.advances(),
  };
}

interface Step {
  readonly facts: Facts;
  readonly done: Done;
  readonly duty: Facts["onDuty"];
  readonly chosen: Chosen;
}

export function standingAfter(
  before: Standing,
  event: string | undefined,
  done: Done,
): Standing {
  if (event === "leg-accepted") return "served";
  if (done.waiting.type === "holding") return "asked";
  if (done.means !== undefined) return "served";
  return before;
}

/** Key 0 as it works on the document of a node: after `*` where several keys make an answer. */
export function isZero(digits: string, at: Node | undefined): boolean {
  const waiting = at?.done.waiting;
  return waiting?.type === "listening" && waiting.keys > 1
    ? digits === "*0"
    : digits === "0";
}

/** Edges that no measure takes apart: a line that is busy and one that is not answered come to the same. */
function likeness({ from, to, events, done, duty }: Edge): string {
  const event = events.at(-1);
  const kind =
    event?.type === "digits" && isZero(event.digits, from) ? "0" : event?.type;
  return `${to.id} ${kind} ${done.speech} ${done.means} ${done.opens} ${JSON.stringify(duty)}`;
}

function tooLarge(nodes: ReadonlyMap<string, Node>, limit: number): TooLarge {
  const counts = new Map<string, number>();
  for (const { facts } of nodes.values()) {
    const step = stepOf(facts.place);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const where = [...counts]
    .map(([step, states]) => ({ step, states }))
    .toSorted((a, b) => b.states - a.states)
    .slice(0, 5);
  return { limit, where };
}

/** Asks the machine, once for each question that can have another answer. */
function createWalker(flow: CompiledFlow, chart: Chart) {
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
  const base = begun(beginnings[0] ?? { type: "silence" }, []).snapshot;
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
        waiting?.type === "holding" && waiting.role !== "director"
          ? waiting.role === "adviser"
            ? adviserDuty
            : (waiting.topic ?? "*")
          : undefined;
      found.push({
        ...answer,
        duty: rung === undefined ? duty : { ...duty, [rung]: true },
      });
      if (rung === undefined || knownAs(rung) === true) return found;
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
      return answerOf(result, touched, forks.chosen());
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
        answerOf(begun(event, agents), undefined, forks.chosen()),
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
    follow(node: Node): { events: readonly TranscriptEvent[]; step: Step }[] {
      const { facts, done } = node;
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
  { snapshot, effects, accepted }: ReturnType<typeof advance>,
  touched: ReadonlySet<FactName> | undefined,
  chosen: Chosen,
): Answer {
  return {
    accepted,
    facts: abstract(snapshot, {}),
    touched,
    done: readDone(effects as readonly Effect[]),
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
      reference: "48291377",
    },
    sampleTime,
    deadline,
  );
}
