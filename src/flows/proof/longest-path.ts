import type { Edge, Node } from "./explore.js";

/** What is measured along the ways of a call. */
export interface Measure {
  /** Where it begins: edges that are taken whatever happens. */
  readonly starts: readonly Edge[];
  /** What an edge adds; never below zero. */
  readonly weigh: (edge: Edge) => number;
  /** Measuring ends with this edge, which adds so much in place of its weight; `undefined`: it goes on. */
  readonly ends: (edge: Edge) => number | undefined;
  /** Edges that do not count; absent: all do. */
  readonly counts?: (edge: Edge) => boolean;
}

export interface Longest {
  /** Infinity: a loop adds to it without end, or what ends it never comes. `undefined`: no way ends. */
  readonly value: number | undefined;
  readonly path: readonly Edge[];
  /** The part of the path that can be repeated for ever. */
  readonly loop: readonly Edge[];
}

interface Best {
  readonly value: number;
  readonly edge: Edge | undefined;
  readonly loop?: readonly Edge[];
}

const none: Best = { value: -Infinity, edge: undefined };

/**
 * The greatest measure over all ways: strongly connected parts are found by Tarjan's algorithm (without recursion), which gives them
 * last to first, so each is settled when it is found. A part in which an edge weighs something has no bound.
 */
export function findLongest(measure: Measure): Longest {
  const ways = createWays(measure);
  const best = settle(measure, ways);
  let first: Edge | undefined;
  let value = -Infinity;
  for (const edge of measure.starts) {
    const total = through(measure, best, { edge, ends: measure.ends(edge) });
    if (total <= value) continue;
    value = total;
    first = edge;
  }
  if (!first) return { value: undefined, path: [], loop: [] };
  const path = [first];
  let edge: Edge | undefined = first;
  while (edge && measure.ends(edge) === undefined) {
    const next: Best = best.get(edge.to) ?? none;
    if (next.loop) {
      const way = wayTo(ways, edge.to, next.loop[0]?.from);
      return { value, path: [...path, ...way, ...next.loop], loop: next.loop };
    }
    edge = next.edge;
    if (edge) path.push(edge);
  }
  return { value, path, loop: [] };
}

function through(
  measure: Measure,
  best: ReadonlyMap<Node, Best>,
  { edge, ends }: Way,
): number {
  return ends ?? measure.weigh(edge) + (best.get(edge.to) ?? none).value;
}

/** An edge that counts, and whether measuring ends with it. */
interface Way {
  readonly edge: Edge;
  readonly ends: number | undefined;
}

type Ways = (node: Node) => readonly Way[];

/** The ways on from a node: asked of the measure once for each edge. */
function createWays({ counts, ends }: Measure): Ways {
  const found = new Map<Node, readonly Way[]>();
  return (node) => {
    const known = found.get(node);
    if (known) return known;
    const ways: Way[] = [];
    for (const edge of node.edges)
      if (!counts || counts(edge)) ways.push({ edge, ends: ends(edge) });
    found.set(node, ways);
    return ways;
  };
}

interface Visit {
  readonly node: Node;
  readonly ways: readonly Way[];
  next: number;
}

function settle(measure: Measure, waysOf: Ways): Map<Node, Best> {
  const best = new Map<Node, Best>();
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const visits: Visit[] = [];
  const enter = (node: Node) => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    visits.push({ node, ways: waysOf(node), next: 0 });
  };
  const lower = (node: Node, value: number) =>
    low.set(node, Math.min(low.get(node) ?? Infinity, value));
  for (const start of measure.starts) {
    if (measure.ends(start) !== undefined || order.has(start.to)) continue;
    enter(start.to);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { node, ways } = visit;
      const way = ways[visit.next];
      visit.next += 1;
      if (way) {
        const { edge, ends } = way;
        if (ends !== undefined) continue;
        if (!order.has(edge.to)) enter(edge.to);
        else if (isOpen.has(edge.to)) lower(node, order.get(edge.to) ?? 0);
        continue;
      }
      visits.pop();
      const above = visits.at(-1);
      if (above) lower(above.node, low.get(node) ?? 0);
      if (low.get(node) !== order.get(node)) continue;
      const part = new Set<Node>();
      for (let member = open.pop(); member; member = open.pop()) {
        isOpen.delete(member);
        part.add(member);
        if (member === node) break;
      }
      settlePart(measure, waysOf, best, part);
    }
  }
  return best;
}

function settlePart(
  measure: Measure,
  waysOf: Ways,
  best: Map<Node, Best>,
  part: ReadonlySet<Node>,
): void {
  const members = [...part].map((node) => ({
    node,
    ways: waysOf(node),
  }));
  const stays = ({ edge, ends }: Way) =>
    ends === undefined && part.has(edge.to);
  for (const { ways } of members) {
    const grows = ways.find(
      (way) => stays(way) && measure.weigh(way.edge) > 0,
    )?.edge;
    if (!grows) continue;
    const back = wayTo(waysOf, grows.to, grows.from, part);
    for (const { node } of members)
      best.set(node, { value: Infinity, edge: grows, loop: [grows, ...back] });
    return;
  }
  // What goes round here weighs nothing: the best way out of any member is everybody's.
  let out = none;
  for (const { ways } of members)
    for (const way of ways) {
      if (stays(way)) continue;
      const value = through(measure, best, way);
      if (value > out.value) out = { value, edge: way.edge };
    }
  for (const { node } of members) {
    const from = out.edge?.from;
    const way = part.size > 1 ? wayTo(waysOf, node, from, part)[0] : undefined;
    best.set(node, node === from ? out : { ...out, edge: way ?? out.edge });
  }
}

/** The shortest way in edges, inside `part` if one is given; empty when there is none or nothing to go. */
function wayTo(
  waysOf: Ways,
  from: Node,
  to: Node | undefined,
  part?: ReadonlySet<Node>,
): Edge[] {
  if (!to || from === to) return [];
  const reached = new Map<Node, Edge>();
  const queue = [from];
  for (const at of queue)
    for (const { edge, ends } of waysOf(at)) {
      if (ends !== undefined) continue;
      if (part && !part.has(edge.to)) continue;
      if (edge.to === from || reached.has(edge.to)) continue;
      reached.set(edge.to, edge);
      if (edge.to === to) return backFrom(edge, from, reached);
      queue.push(edge.to);
    }
  return [];
}

function backFrom(
  last: Edge,
  from: Node,
  reached: ReadonlyMap<Node, Edge>,
): Edge[] {
  const way: Edge[] = [];
  for (let edge: Edge | undefined = last; edge;) {
    way.unshift(edge);
    if (edge.from === undefined || edge.from === from) return way;
    edge = reached.get(edge.from);
  }
  return way;
}
