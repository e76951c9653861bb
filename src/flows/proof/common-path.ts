/**
 * The ordinary small dispute (C8, C10): the caller answers each question the first time, by key or by voice and as soon as it is asked, means
 * the first charge, and keeps to one language; bill and credit come while a sentence is spoken. Everything else is as on every call: each
 * sentence is heard out at its slowest, each name and amount is the longest that there may be.
 */
import { stateAt, stepOf } from "../chart-places.js";
import type { Chart } from "../chart.js";
import { isAskedAgain } from "../listen.js";
import type { Assumed } from "./assumptions.js";
import type { Edge, Graph, Standing } from "./explore.js";
import type { Measure } from "./longest-path.js";
import { edgeSeconds } from "./edge-seconds.js";

/** One thing that came from the caller's phone, as far as it decides whether the dispute is still the ordinary one. */
export interface OrdinaryTurn {
  readonly standing: Standing;
  readonly from: string;
  readonly to: string;
  readonly event: string | undefined;
  readonly settles: boolean;
  /** The place of the charge that the call is about afterwards. */
  readonly about: number;
  readonly changesLanguage: boolean;
}

/** Whether a dispute that was the ordinary one so far still is. */
export function staysOrdinary(chart: Chart, turn: OrdinaryTurn): boolean {
  const { standing, from, to, event, settles, about, changesLanguage } = turn;
  // What was waited for has not come: the caller hears another sentence of the same step.
  const waitsOn =
    stepOf(to) === stepOf(from) && !settles && !isQuestion(chart, to);
  return (
    standing === "new" &&
    (isQuestion(chart, from)
      ? event === "digits" || event === "speech"
      : event === "silence" && !waitsOn) &&
    !isAskedAgain(to) &&
    !tellsOutcome(chart, from) &&
    about <= 0 &&
    !changesLanguage
  );
}

/** Who hears first what came of another matter is on no ordinary call. */
function tellsOutcome(chart: Chart, place: string): boolean {
  return Object.values(stateAt(chart, place)?.on ?? {}).some((ways) =>
    ways.some(({ actions = [] }) =>
      actions.some(({ type }) => type === "answer-outcome"),
    ),
  );
}

/** `spoken`: answers are given by voice too, which takes the end of speech and the recogniser on top. */
export function commonPath(
  { chart, beginnings }: Graph,
  given: Assumed,
  spoken: boolean,
): Measure & { readonly seconds: (edge: Edge) => number } {
  const seconds = (edge: Edge) =>
    edgeSeconds(
      edge,
      given,
      edge.from && isQuestion(chart, edge.from.facts.place) ? "prompt" : "slow",
    );
  return {
    starts: beginnings,
    seconds,
    weigh: (edge) => seconds(edge) + edge.done.speech,
    counts: ({ from, to, events, done }) => {
      if (!from) return false;
      const event = events.at(-1)?.type;
      if (event === "speech" && !spoken) return false;
      return staysOrdinary(chart, {
        standing: from.standing,
        from: from.facts.place,
        to: to.facts.place,
        event,
        settles: done.means === "settled",
        about: to.facts.about ?? 0,
        changesLanguage:
          from.facts.languageChanges !== to.facts.languageChanges,
      });
    },
    ends: (edge) => {
      if (edge.done.means === "settled") return seconds(edge) + edge.done.meant;
      return edge.to.standing === "new" ? undefined : -Infinity;
    },
  };
}

/** The line listens for an answer there, not only for a key that hurries it. */
export function isQuestion(chart: Chart, place: string): boolean {
  const { entry = [], on = {} } = stateAt(chart, place) ?? {};
  const gather = entry.find((action) => action.type === "gather");
  return (
    gather?.heard !== undefined ||
    gather?.answer !== undefined ||
    (on["digits"] ?? []).some(
      ({ guard }) => guard?.type === "pressed" && guard.key !== "0",
    )
  );
}
