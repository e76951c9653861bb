import type { Edge } from "./explore.js";
import type { Longest } from "./longest-path.js";
import { stepOf } from "../chart-places.js";

interface Part {
  readonly what: string;
  seconds: number;
  times: number;
}

/**
 * What takes most of the time on a way, largest first: that is where shortening gains most. `secondsOf`: what an edge takes before it speaks.
 */
export function hintsFor(
  { path, loop }: Longest,
  secondsOf: (edge: Edge) => number,
  most = 3,
): string[] {
  if (loop.length > 0) {
    const round = loop.map(({ from, to }) => from ?? to);
    const names = [...round, round[0]].map((node) =>
      node ? stepOf(node.facts.place) : "",
    );
    const steps = names.filter((name, at) => name !== names[at - 1]);
    return [
      `A caller can go round here without end: ${steps.join(" → ")}. Let one of these go to a person instead of back.`,
    ];
  }
  const parts = new Map<string, Part>();
  const add = (what: string, seconds: number) => {
    if (seconds <= 0) return;
    const part = parts.get(what) ?? { what, seconds: 0, times: 0 };
    part.seconds += seconds;
    part.times += 1;
    parts.set(what, part);
  };
  for (const edge of path) {
    add(
      `What is said on the way into "${stepOf(edge.to.facts.place)}"`,
      edge.done.speech,
    );
    if (edge.from) add(waitIn(edge), secondsOf(edge));
  }
  return [...parts.values()]
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, most)
    .map(
      ({ what, seconds, times }) =>
        `${what} takes ${seconds.toFixed(1)} s of it${times > 1 ? `, in ${times} turns` : ""}.`,
    );
}

function waitIn({ from }: Edge): string {
  const step = stepOf(from?.facts.place ?? "");
  return from?.done.waiting.type === "holding"
    ? `Waiting for a person in "${step}"`
    : `Waiting for an answer in "${step}"`;
}
