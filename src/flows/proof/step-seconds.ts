import { stepOf } from "../chart-places.js";
import type { Assumed } from "./assumptions.js";
import type { Edge, Graph } from "./explore.js";
import { createLongest } from "./longest-path.js";
import { isNotHungUp } from "./measures.js";
import { edgeSeconds } from "./edge-seconds.js";

/** How long a caller is in a step at most before they come to another one; Infinity: nothing bounds it. */
export interface StepSeconds {
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
}

/**
 * For each two steps that callers go between, the longest that the first can take: all that is said there, every silence and second try.
 * Steps of a flow that a step runs count to that step.
 */
export function findStepSeconds(graph: Graph, given: Assumed): StepSeconds[] {
  const entering = new Map<string, Edge[]>();
  const leaving = new Map<string, Set<string>>();
  const all = [
    ...graph.beginnings,
    ...graph.nodes.flatMap(({ edges }) => edges),
  ];
  for (const edge of all) {
    const to = outerStep(edge.to.facts.place);
    const from = edge.from && outerStep(edge.from.facts.place);
    if (from === to || !isNotHungUp(edge)) continue;
    const known = entering.get(to);
    if (known) known.push(edge);
    else entering.set(to, [edge]);
    if (from !== undefined)
      leaving.set(from, (leaving.get(from) ?? new Set()).add(to));
  }
  return [...leaving].flatMap(([from, targets]) => {
    const starts = entering.get(from) ?? [];
    const isStart = new Set(starts);
    const longest = createLongest({
      starts,
      // What was waited for before belongs to the step before; what is said on the way in, to this one.
      weigh: (edge) =>
        edge.done.speech + (isStart.has(edge) ? 0 : edgeSeconds(edge, given)),
      counts: isNotHungUp,
      ends: (edge) =>
        isStart.has(edge) || outerStep(edge.to.facts.place) === from
          ? undefined
          : edgeSeconds(edge, given),
    });
    return [...targets].flatMap((to) => {
      const { value } = longest(
        (edge) => outerStep(edge.to.facts.place) === to,
      );
      return value === undefined || value === -Infinity
        ? []
        : [{ from, to, seconds: value }];
    });
  });
}

function outerStep(place: string): string {
  return stepOf(place).split("/")[0] ?? "";
}
