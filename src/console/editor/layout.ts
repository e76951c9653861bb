import { Graph, layout } from "@dagrejs/dagre";
import type { Picture, PictureWay } from "../../flows/picture.js";
import { callComesIn, cardHeight, cardWidth, labelOf } from "./layout-sizes.js";

/** With more ways than these nobody sees whether some cross that need not, and looking for that takes as long as all the rest. */
const manyWays = 300;

export interface Laid {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly { name: string; x: number; y: number }[];
  readonly lines: readonly {
    readonly way: PictureWay;
    readonly points: readonly { x: number; y: number }[];
    /** The middle of its label. */
    readonly label: { x: number; y: number };
  }[];
}

/** Puts steps in rows from the top, as a caller comes to them, with room for what stands at the ways. Pixels. */
export function layOut(picture: Picture): Laid {
  const graph = new Graph();
  graph.setGraph({
    rankdir: "TB",
    // As good to look at as the thorough one, in half the time.
    ranker: "tight-tree",
    nodesep: 36,
    ranksep: 30,
    marginx: 24,
    marginy: 16,
  });
  const ways: PictureWay[] = [
    { from: callComesIn, to: picture.start, names: [] },
    ...picture.ways,
  ];
  graph.setNode(callComesIn, { width: 150, height: 36 });
  for (const name of namesIn(picture))
    graph.setNode(name, { width: cardWidth, height: cardHeight });
  for (const { from, to, names } of ways)
    graph.setEdge(from, to, {
      width: names.length === 0 ? 0 : labelWidth(names),
      height: names.length === 0 ? 8 : 44,
      labelpos: "c",
    });
  layout(graph, { disableOptimalOrderHeuristic: ways.length > manyWays });
  const { width = 0, height = 0 } = graph.graph() as {
    width?: number;
    height?: number;
  };
  return {
    width,
    height,
    cards: graph.nodes().map((name) => {
      const { x, y } = graph.node(name) as { x: number; y: number };
      return { name, x, y };
    }),
    lines: ways.map((way) => {
      const {
        points,
        x = 0,
        y = 0,
      } = graph.edge(way.from, way.to) as {
        points: { x: number; y: number }[];
        x?: number;
        y?: number;
      };
      return { way, points, label: { x, y } };
    }),
  };
}

/** Steps, and what ways lead to that is none (yet). */
function namesIn({ steps, ways, anywhere, start }: Picture): Set<string> {
  return new Set([
    ...steps.map(({ name }) => name),
    start,
    ...ways.map(({ to }) => to),
    ...anywhere.map(({ to }) => to),
  ]);
}

function labelWidth(names: readonly string[]): number {
  return Math.min(190, 24 + labelOf(names).length * 7);
}
