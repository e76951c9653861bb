import type { Chart } from "../chart.js";
import { stepOf } from "../chart-places.js";
import type { CompiledFlow } from "../compile.js";
import { languagesOf } from "../document.js";
import { limitsOf } from "../given.js";
import type { TranscriptEvent } from "../transcript/event.js";
import type { Assumed } from "./assumptions.js";
import { beginningsIn } from "./behaviours.js";
import { keyOf, type Facts } from "./facts.js";
import type { Chosen } from "./forks.js";
import { slowestChart } from "./slowest-chart.js";
import type { Done } from "./waiting.js";
import type { Step } from "./answer.js";
import { createWalker } from "./walker.js";

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
  const led = { new: new Map(), asked: new Map(), served: new Map() };
  const find = (standing: Standing, step: Step): Node => {
    const known: Node | undefined = led[standing].get(step);
    if (known) return known;
    const to = findAnew(standing, step);
    led[standing].set(step, to);
    return to;
  };
  const findAnew = (standing: Standing, { facts, done }: Step): Node => {
    const key = `${standing}|${keyOf(facts, walker.memory.liveAt(facts.place))}|${spokenInHold(done)}`;
    const known = nodes.get(key);
    if (known) return known;
    const to: Node = { id: nodes.size, facts, standing, done, edges: [] };
    nodes.set(key, to);
    queue.push(to);
    return to;
  };
  const begun = beginningsIn(languagesOf(flow.document), chart).flatMap(
    (event) =>
      walker.begin(event).map((step) => {
        const to = find(standingAfter("new", event.type, step.done), step);
        return edgeTo(to, undefined, [event], step);
      }),
  );
  for (const node of queue) {
    if (nodes.size > limit || edges > mostEdges || walker.isTooMany())
      return tooLarge(nodes, limit);
    const alike = new Set<string>();
    walker.follow(node.facts, node.done, (step, events, kind) => {
      const type = events.at(-1)?.type;
      const to = find(standingAfter(node.standing, type, step.done), step);
      const key = `${to.id} ${kind} ${likeness(step)}`;
      if (alike.has(key)) return;
      alike.add(key);
      node.edges.push(edgeTo(to, node, events, step));
      edges += 1;
    });
  }
  return {
    chart,
    beginnings: begun,
    nodes: queue,
    edges,
    advances: walker.advances(),
  };
}

/** A deadline runs while the line speaks: whoever was told more before the wait has so much less of it left. */
function spokenInHold({ waiting, speech }: Done): number {
  return waiting.type === "holding" ? speech : 0;
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

function edgeTo(
  to: Node,
  from: Node | undefined,
  events: readonly TranscriptEvent[],
  { done, duty, chosen }: Step,
): Edge {
  const edge: Edge = { from, to, events, done, duty, chosen };
  to.reachedBy ??= edge;
  return edge;
}

const likenesses = new WeakMap<Step, string>();

/** Steps that no measure takes apart: a line that is busy and one that is not answered come to the same. */
function likeness(step: Step): string {
  const known = likenesses.get(step);
  if (known !== undefined) return known;
  const { done, duty } = step;
  const text = `${done.speech} ${done.means} ${done.meant} ${done.opens} ${JSON.stringify(duty)}`;
  likenesses.set(step, text);
  return text;
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
