import type { FlowDocument } from "../document.js";
import type { PromiseName } from "../promises.js";
import type { Language } from "../speech/index.js";
import { allSteps } from "../sub-flows.js";
import { turnSeconds, type Assumed } from "./assumptions.js";
import { commonPath } from "./common-path.js";
import { edgeSeconds } from "./edge-seconds.js";
import type { Edge, Graph, Standing } from "./explore.js";
import { adviserDuty } from "./facts.js";
import { createLongest, type Longest, type Measure } from "./longest-path.js";
import { endPlace, stepOf } from "../chart-places.js";
import { identifyingSteps } from "./identifying-steps.js";
import type { Done } from "./waiting.js";

/** The promises that are a greatest sum over all ways of a call. */
export type Measured = Extract<
  PromiseName,
  | "asks for a person within"
  | "rings within, when someone is free"
  | "answered or promised within"
  | "settles a small charge within"
  | "menus before a person"
  | "questions at most"
  | "transfers at most"
>;

export function createMeasures(
  graph: Graph,
  document: FlowDocument,
  given: Assumed,
) {
  // The answer, and every key or word with which a caller who was served already asks for a person.
  const starts = [
    ...graph.beginnings,
    ...graph.nodes.flatMap(({ standing, edges }) =>
      standing === "served"
        ? edges.filter(({ to }) => to.standing === "asked")
        : [],
    ),
  ];
  // Who was served asks anew when they press the key: how long they took for that is their own.
  const waited = (edge: Edge) =>
    edge.from?.standing === "served" && edge.to.standing === "asked"
      ? turnSeconds(given)
      : edgeSeconds(edge, given);
  const seconds = (edge: Edge) => waited(edge) + edge.done.speech;
  const steps = allSteps(document);
  const isMenu = (place: string) => steps.get(stepOf(place))?.kind === "menu";
  const identifying = new Set(identifyingSteps(document));
  const ordinary = commonPath(graph, given, true);
  const measures: Record<Measured, Measure> = {
    "asks for a person within": {
      starts,
      weigh: seconds,
      counts: isNoGoodbye,
      ends: (edge) => (asksForPerson(edge) ? waited(edge) : undefined),
    },
    "rings within, when someone is free": {
      starts: starts.filter(isSomeoneFree),
      weigh: seconds,
      counts: (edge) => isSomeoneFree(edge) && isNoGoodbye(edge),
      ends: (edge) =>
        isRung(edge)
          ? waited(edge) + given.relay + given["set-up"]
          : // Settled, or promised a call: nobody is rung on this call.
            asksForPerson(edge)
            ? -Infinity
            : undefined,
    },
    "answered or promised within": {
      starts,
      weigh: seconds,
      counts: isNotHungUp,
      ends: (edge) => {
        if (isSentAway(edge)) return Infinity;
        if (edge.to.standing !== "served") return undefined;
        // The caller has what was promised when it was said, not when all else was.
        return waited(edge) + edge.done.meant;
      },
    },
    "settles a small charge within": ordinary,
    "menus before a person": {
      starts: graph.beginnings,
      weigh: (edge) =>
        isMenu(edge.to.facts.place) &&
        (edge.from === undefined || choosesAnew(edge))
          ? 1
          : 0,
      counts: isNoGoodbye,
      ends: (edge) => (asksForPerson(edge) ? 0 : undefined),
    },
    "questions at most": {
      starts: graph.beginnings,
      weigh: ({ from, to }) => {
        const step = stepOf(to.facts.place);
        return identifying.has(step) && stepOf(from?.facts.place ?? "") !== step
          ? 1
          : 0;
      },
      ends: (edge) => (edge.to.facts.place === endPlace ? 0 : undefined),
    },
    "transfers at most": {
      starts: graph.nodes.flatMap(({ edges }) => edges.filter(isAccepted)),
      weigh: (edge) => (isAccepted(edge) ? 1 : 0),
      counts: (edge) => !isCallersWish(edge),
      ends: (edge) => (edge.to.facts.place === endPlace ? 0 : undefined),
    },
  };
  const searches = new Map<Measured, ReturnType<typeof createLongest>>();
  const search = (name: Measured) => {
    const known = searches.get(name) ?? createLongest(measures[name]);
    searches.set(name, known);
    return known;
  };
  return {
    /** What a way to that promise's end counts for an edge, before the edge speaks. */
    secondsOf: (name: Measured) =>
      name === "settles a small charge within" ? ordinary.seconds : waited,
    /** The ordinary small dispute with answers by key alone. */
    byKey: () => createLongest(commonPath(graph, given, false))().value,
    longest: (name: Measured): Longest => lessFirst(name, search(name)()),
    /** The longest of the ways that end in a language. */
    longestIn: (name: Measured, language: Language): Longest =>
      search(name)(({ to }) => to.facts.language === language),
  };
}

/** The first person to come is no transfer. */
function lessFirst(name: Measured, longest: Longest): Longest {
  return name === "transfers at most" && longest.value !== undefined
    ? { ...longest, value: Math.max(0, longest.value - 1) }
    : longest;
}

/** As much of an edge as says what was done in it. */
export interface Moment {
  readonly from: { readonly done: Pick<Done, "waiting"> } | undefined;
  readonly done: Done;
}

/** A person's phone is rung, or a case is opened with a call-back; or the matter is settled. */
export function asksForPerson(edge: Moment): boolean {
  return isRung(edge) || edge.done.opens || edge.done.means !== undefined;
}

function isAccepted({ events }: Edge): boolean {
  return events.at(-1)?.type === "leg-accepted";
}

/** The line ends the call of somebody who was neither served nor promised anything. */
export function isSentAway({ events, from, to, done }: Edge): boolean {
  const standing: Standing = from?.standing ?? "new";
  return (
    (to.facts.place === endPlace || done.waiting.type === "over") &&
    events.at(-1)?.type !== "hung-up" &&
    standing !== "served" &&
    done.means === undefined
  );
}

/** Nobody who was asked for in this turn was missing. Most callers have no adviser of their own: others are free for them. */
function isSomeoneFree({ duty }: Edge): boolean {
  return Object.entries(duty).every(
    ([name, isThere]) => isThere || name === adviserDuty,
  );
}

export function isNotHungUp({ events }: Edge): boolean {
  return events.at(-1)?.type !== "hung-up";
}

function isRung({ from, done }: Moment): boolean {
  return (
    done.waiting.type === "holding" &&
    (from?.done.waiting.type !== "holding" || done.sentences.length > 0)
  );
}

function isNoGoodbye(edge: Edge): boolean {
  return isNotHungUp(edge) && edge.to.facts.place !== endPlace;
}

/** A key or a spoken word: what the caller chose. */
function isCallersWish({ events }: Edge): boolean {
  const type = events.at(-1)?.type;
  return type === "digits" || type === "speech";
}

// The second asking of one menu, in whatever language, is the same menu.
function choosesAnew({ from, to }: Edge): boolean {
  if (!from) return true;
  const before = from.facts;
  const after = to.facts;
  if (stepOf(before.place) !== stepOf(after.place)) return true;
  return (
    before.languageChanges === after.languageChanges &&
    after.place.endsWith(".asking")
  );
}
