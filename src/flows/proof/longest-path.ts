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

/** An edge that counts, and whether measuring ends with it. */
interface Way {
  readonly edge: Edge;
  readonly ends: number | undefined;
}

type Ways = (node: Node) => readonly Way[];

/** Nodes that can reach one another. */
type Part = readonly Node[];

interface Parts {
  /** Last to first. */
  readonly list: readonly Part[];
  readonly isInOne: (a: Node, b: Node) => boolean;
}

/**
 * Finds the greatest measure over all ways: strongly connected parts are found by Tarjan's algorithm (without recursion), which gives
 * them last to first, so each is settled when its turn comes. A part in which an edge weighs something has no bound. What is given may be
 * asked again, for those ways alone that end with an edge of one kind.
 */
export function createLongest(
  measure: Measure,
): (isEnd?: (edge: Edge) => boolean) => Longest {
  const ways = createWays(measure);
  const parts = findParts(measure, ways);
  return (isEnd = () => true) => {
    const through: Through = ({ edge, ends }, best) => {
      if (ends !== undefined) return isEnd(edge) ? ends : -Infinity;
      return measure.weigh(edge) + (best[edge.to.id] ?? none).value;
    };
    const best: Best[] = [];
    for (const part of parts.list)
      settle(measure, ways, through, best, part, parts.isInOne);
    return readLongest(measure, ways, through, best);
  };
}

type Through = (way: Way, best: readonly Best[]) => number;

function readLongest(
  measure: Measure,
  ways: Ways,
  through: Through,
  best: readonly Best[],
): Longest {
  let first: Edge | undefined;
  let value = -Infinity;
  for (const edge of measure.starts) {
    const total = through({ edge, ends: measure.ends(edge) }, best);
    if (total <= value) continue;
    value = total;
    first = edge;
  }
  if (!first) return { value: undefined, path: [], loop: [] };
  const path = [first];
  let edge: Edge | undefined = first;
  while (edge && measure.ends(edge) === undefined) {
    const next: Best = best[edge.to.id] ?? none;
    if (next.loop) {
      const way = wayTo(ways, edge.to, next.loop[0]?.from);
      return { value, path: [...path, ...way, ...next.loop], loop: next.loop };
    }
    edge = next.edge;
    if (edge) path.push(edge);
  }
  return { value, path, loop: [] };
}

/** The ways on from a node: asked of the measure once for each edge. */
function createWays({ counts, ends }: Measure): Ways {
  const found: (readonly Way[])[] = [];
  return (node) => {
    const known = found[node.id];
    if (known) return known;
    const ways: Way[] = [];
    for (const edge of node.edges)
      if (!counts || counts(edge)) ways.push({ edge, ends: ends(edge) });
    found[node.id] = ways;
    return ways;
  };
}

interface Visit {
  readonly node: Node;
  readonly ways: readonly Way[];
  next: number;
}

function findParts(measure: Measure, waysOf: Ways): Parts {
  const parts: Part[] = [];
  const partOf: number[] = [];
  let visited = 0;
  const order: number[] = [];
  const low: number[] = [];
  const isOpen: boolean[] = [];
  const open: Node[] = [];
  const visits: Visit[] = [];
  const enter = (node: Node) => {
    order[node.id] = low[node.id] = visited;
    visited += 1;
    open.push(node);
    isOpen[node.id] = true;
    visits.push({ node, ways: waysOf(node), next: 0 });
  };
  const lower = ({ id }: Node, value = 0) => {
    low[id] = Math.min(low[id] ?? Infinity, value);
  };
  for (const start of measure.starts) {
    if (measure.ends(start) !== undefined || order[start.to.id] !== undefined)
      continue;
    enter(start.to);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { node, ways } = visit;
      const way = ways[visit.next];
      visit.next += 1;
      if (way) {
        const { to } = way.edge;
        if (way.ends !== undefined) continue;
        if (order[to.id] === undefined) enter(to);
        else if (isOpen[to.id]) lower(node, order[to.id]);
        continue;
      }
      visits.pop();
      const above = visits.at(-1);
      if (above) lower(above.node, low[node.id]);
      if (low[node.id] !== order[node.id]) continue;
      const part: Node[] = [];
      for (let member = open.pop(); member; member = open.pop()) {
        isOpen[member.id] = false;
        partOf[member.id] = parts.length;
        part.push(member);
        if (member === node) break;
      }
      parts.push(part);
    }
  }
  return {
    list: parts,
    isInOne: (a, b) => partOf[a.id] === partOf[b.id],
  };
}

function settle(
  measure: Measure,
  waysOf: Ways,
  through: Through,
  best: Best[],
  part: Part,
  isInOne: Parts["isInOne"],
): void {
  for (const node of part) {
    const stays = ({ edge, ends }: Way) =>
      ends === undefined && isInOne(edge.to, node);
    const grows = waysOf(node).find(
      (way) => stays(way) && measure.weigh(way.edge) > 0,
    )?.edge;
    if (!grows) continue;
    const back = wayTo(waysOf, grows.to, grows.from, isInOne);
    for (const { id } of part)
      best[id] = { value: Infinity, edge: grows, loop: [grows, ...back] };
    return;
  }
  // What goes round here weighs nothing: the best way out of any member is everybody's.
  let out = none;
  for (const node of part)
    for (const way of waysOf(node)) {
      if (way.ends === undefined && isInOne(way.edge.to, node)) continue;
      const value = through(way, best);
      if (value > out.value) out = { value, edge: way.edge };
    }
  for (const node of part) {
    const from = out.edge?.from;
    const way =
      part.length > 1 ? wayTo(waysOf, node, from, isInOne)[0] : undefined;
    best[node.id] = node === from ? out : { ...out, edge: way ?? out.edge };
  }
}

/** The shortest way in edges, inside their part if it is told; empty when there is none or nothing to go. */
function wayTo(
  waysOf: Ways,
  from: Node,
  to: Node | undefined,
  isInOne: Parts["isInOne"] = () => true,
): Edge[] {
  if (!to || from === to) return [];
  const reached = new Map<Node, Edge>();
  const queue = [from];
  for (const at of queue)
    for (const { edge, ends } of waysOf(at)) {
      if (ends !== undefined) continue;
      if (!isInOne(edge.to, from)) continue;
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
