import type {
  Chart,
  ChartAction,
  ChartGuard,
  ChartTransition,
} from "../chart.js";
import { adviserDuty, type FactName } from "./facts.js";
import { placeOf, stateAt, transitionsOf } from "../chart-places.js";

/** What a chart's guards and actions do with a call's memory. */
export interface Memory {
  /** The kinds of agents that the flow rings: topics, and `*` where a step names none. */
  readonly duties: readonly string[];
  /** The facts that can still decide something from a place on. */
  readonly liveAt: (place: string) => ReadonlySet<FactName>;
  /** What a guard asks for. */
  readonly reads: Reads;
}

export function readMemory(chart: Chart): Memory {
  const duties = dutiesOf(chart);
  const touch = (...names: FactName[]) => names;
  const reads = (guard: ChartGuard): readonly FactName[] => {
    switch (guard.type) {
      case "pressed":
        return [];
      case "heard":
      case "answers":
        return touch("language");
      case "answer-known":
        return touch(`answer:${guard.answer}`);
      case "recognised":
        return touch("recognised");
      case "asks-for-language":
        return touch("language", "languageChanges");
      case "identified":
      case "reachable":
        return touch("grade");
      case "has-case":
        return touch("openCase");
      case "has-outcome":
        return touch("outcome");
      case "charge-at":
      case "charges-known":
      case "charges-failed":
        return touch("charges");
      case "claim-is":
      case "claim-known":
        return touch("claim", "about");
      case "look-up-is":
        return touch("lookUp");
      // Which ways a step's conditions leave open may depend on these two; all else that they ask for is left open.
      case "holds":
        return touch("language", "grade");
      case "hours-are":
      case "limited":
      case "call-back-open":
        return [];
      case "somebody-to-ring":
        if (guard.role === "director") return [];
        if (guard.role === "owner") return touch("openCase");
        if (guard.role === "adviser") return touch(`duty:${adviserDuty}`);
        return guard.topic === undefined
          ? duties
              .filter((duty) => duty !== adviserDuty)
              .map((duty) => `duty:${duty}` as const)
          : duties.includes("*")
            ? touch(`duty:${guard.topic}`, "duty:*")
            : touch(`duty:${guard.topic}`);
    }
  };
  const live = liveFacts(chart, reads);
  return {
    duties,
    reads,
    liveAt: (place) => live.get(place) ?? noFacts,
  };
}

const noFacts: ReadonlySet<FactName> = new Set();

export type Reads = (guard: ChartGuard) => readonly FactName[];

/** What an action reads or writes of the facts; `surely` when it writes whatever it finds. */
export function effectOn(action: ChartAction): {
  readonly reads: readonly FactName[];
  readonly writes: readonly FactName[];
  readonly surely: boolean;
} {
  const writes = (...names: FactName[]) => names;
  switch (action.type) {
    case "say":
      return {
        reads:
          action.only === undefined
            ? ["language"]
            : ["language", "languageChanges"],
        writes: [],
        surely: true,
      };
    case "gather":
    case "send-text":
    case "keep-answer":
      return { reads: ["language"], writes: [], surely: true };
    case "use-language":
      return {
        reads: ["languageChanges"],
        writes: writes("language", "languageChanges"),
        surely: true,
      };
    // These stand where their event says something, and in no other place.
    case "remember-charges":
      // The account comes with the charges, and not always.
      return {
        reads: [],
        writes: writes("charges", "recognised"),
        surely: false,
      };
    case "remember-claim":
      return { reads: [], writes: writes("claim"), surely: true };
    case "begin-look-up":
    case "remember-look-up":
      return { reads: [], writes: writes("lookUp"), surely: true };
    case "forget-outcome":
      return { reads: [], writes: writes("outcome"), surely: true };
    // Stands where there is one.
    case "take-up-case":
      return {
        reads: [],
        writes: writes("outcome", "openCase"),
        surely: true,
      };
    case "point-at-charge":
      return { reads: ["charges"], writes: writes("about"), surely: false };
    case "take-answer":
      return {
        reads: [],
        writes: [`answer:${action.answer}`],
        surely: true,
      };
    case "hear-answer":
      return { reads: ["language"], writes: [], surely: true };
    case "wait":
    case "join":
    case "connect":
    case "give-up":
    case "remember-connecting":
    case "decline-call-back":
    case "call-back-cut-off":
    case "remember-accepted":
    case "forget-connecting":
    case "wait-quietly":
    case "ask-number":
    case "choose-director":
    case "record":
    case "hang-up":
    case "remember-call-back":
    case "remember-owed":
    case "remember-rating":
    case "count-rating":
    case "keep-voice":
    case "keep-language":
    case "find-charges":
    case "claim-charge":
    case "look-up":
    case "choose-owner":
    case "open-case":
    case "tell-case":
    case "answer-outcome":
    case "ask-callback":
    case "call-at":
    case "drop-call-back":
    case "ring-in":
    case "ring-again":
    case "tell-served":
    case "ring-off":
    case "add-message":
    case "remember-start":
    case "remember-hours":
      return { reads: [], writes: [], surely: true };
  }
}

/** The kinds of agents that a flow rings: topics, and `*` where a step names none. */
export function dutiesOf(chart: Chart): string[] {
  const duties = new Set<string>();
  for (const step of Object.values(chart.steps))
    for (const { guard } of Object.values(step).flatMap(transitionsOf))
      if (
        guard?.type === "somebody-to-ring" &&
        guard.role !== "director" &&
        guard.role !== "owner"
      )
        duties.add(
          guard.role === "adviser" ? adviserDuty : (guard.topic ?? "*"),
        );
  return [...duties].toSorted();
}

/** Backwards from what is read: a fact is live at a place when some way on reads it before it is written anew. */
function liveFacts(
  chart: Chart,
  reads: Reads,
): ReadonlyMap<string, ReadonlySet<FactName>> {
  const live = new Map<string, Set<FactName>>();
  const before = new Map<string, Set<string>>();
  const places: string[] = [];
  const ways = new Map<string, readonly ChartTransition[]>();
  for (const [step, states] of Object.entries(chart.steps))
    for (const [name, state] of Object.entries(states)) {
      const place = `${step}.${name}`;
      places.push(place);
      live.set(place, new Set());
      const transitions = transitionsOf(state);
      ways.set(place, transitions);
      for (const { target } of transitions) {
        if (target === undefined) continue;
        const to = placeOf(chart, target);
        before.set(to, (before.get(to) ?? new Set()).add(place));
      }
    }
  const waiting = new Set(places.toReversed());
  for (const place of waiting) {
    waiting.delete(place);
    const facts = live.get(place);
    if (!facts) continue;
    const size = facts.size;
    for (const one of ways.get(place) ?? [])
      for (const fact of neededBy(chart, reads, live, place, one))
        facts.add(fact);
    if (facts.size > size)
      for (const earlier of before.get(place) ?? []) waiting.add(earlier);
  }
  return live;
}

function neededBy(
  chart: Chart,
  reads: Reads,
  live: ReadonlyMap<string, ReadonlySet<FactName>>,
  place: string,
  { guard, actions = [], target }: ChartTransition,
): Set<FactName> {
  const to = target === undefined ? place : placeOf(chart, target);
  const needed = new Set(live.get(to));
  const entry = target === undefined ? [] : (stateAt(chart, to)?.entry ?? []);
  for (const action of [...actions, ...entry].toReversed()) {
    const { reads: read, writes, surely } = effectOn(action);
    if (surely) for (const fact of writes) needed.delete(fact);
    for (const fact of read) needed.add(fact);
  }
  if (guard) for (const fact of reads(guard)) needed.add(fact);
  return needed;
}
