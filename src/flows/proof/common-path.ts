/**
 * The ordinary small dispute (C8, C10): the caller answers each question the first time and as soon as it is asked, means the first charge,
 * and keeps to one language; bill and credit come while a sentence is spoken. Everything else is as on every call: each sentence is heard
 * out at its slowest, each name and amount is the longest that there may be.
 */
import { stateAt, stepOf } from "../chart-places.js";
import { isAskedAgain } from "../listen.js";
import type { Assumed } from "./assumptions.js";
import type { Edge, Graph, Node } from "./explore.js";
import type { Measure } from "./longest-path.js";
import { edgeSeconds } from "./edge-seconds.js";

/** By key alone, or (`spoken`) also by voice, which takes the end of speech and the recogniser on top. */
export function commonPath(
  graph: Graph,
  given: Assumed,
  spoken: boolean,
): Measure & { readonly seconds: (edge: Edge) => number } {
  const asks = (node: Node) => isQuestion(graph, node);
  const seconds = (edge: Edge) =>
    edgeSeconds(edge, given, edge.from && asks(edge.from) ? "prompt" : "slow");
  return {
    starts: graph.beginnings,
    seconds,
    weigh: (edge) => seconds(edge) + edge.done.speech,
    counts: (edge) => {
      const { from, to, events } = edge;
      if (!from || from.standing !== "new") return false;
      const type = events.at(-1)?.type;
      const answers = asks(from)
        ? type === "digits" || (spoken && type === "speech")
        : type === "silence" && (asks(to) || !staysInStep(edge));
      return (
        answers &&
        !isAskedAgain(to.facts.place) &&
        (to.facts.about ?? 0) === 0 &&
        from.facts.languageChanges === to.facts.languageChanges
      );
    },
    ends: (edge) => {
      if (edge.done.means === "settled") return seconds(edge) + edge.done.meant;
      return edge.to.standing === "new" ? undefined : -Infinity;
    },
  };
}

/** What was waited for has not come: the caller hears another sentence of the same step. */
function staysInStep({ from, to, done }: Edge): boolean {
  const before = stepOf(from?.facts.place ?? "");
  return stepOf(to.facts.place) === before && done.means === undefined;
}

/** The line listens for an answer, not only for a key that hurries it. */
function isQuestion({ chart }: Graph, { facts }: Node): boolean {
  const { entry = [], on = {} } = stateAt(chart, facts.place) ?? {};
  const gather = entry.find((action) => action.type === "gather");
  return (
    gather?.heard !== undefined ||
    gather?.answer !== undefined ||
    (on["digits"] ?? []).some(
      ({ guard }) => guard?.type === "pressed" && guard.key !== "0",
    )
  );
}
