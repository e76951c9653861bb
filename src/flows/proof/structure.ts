import type { CompiledFlow } from "../compile.js";
import { languagesOf } from "../document.js";
import type { PromiseName } from "../promises.js";
import type { Language } from "../speech/index.js";
import type { Edge, Graph, Node } from "./explore.js";
import { asksForPerson, isSentAway } from "./measures.js";
import { endPlace, stepOf, transitionsOf } from "../chart-places.js";
import { identifyingSteps, skipsWhatIsKnown } from "./identifying-steps.js";
import { isZero } from "./waiting.js";

/** The promises that are not a sum: something that never happens, or the greatest of single things. */
export type Structural = Extract<
  PromiseName,
  | "hold at most"
  | "prompt at most"
  | "silence ends at a person"
  | "key 0 works wherever the line listens"
  | "nothing known is asked"
  | "never sent away"
  | "every language"
  | "nothing recorded without a yes"
>;

export interface Found {
  readonly bound: number | boolean;
  readonly byLanguage?: Readonly<Partial<Record<Language, number>>>;
  /** The call on which it happens. */
  readonly path?: readonly Edge[];
  readonly note?: string;
  readonly hints?: readonly string[];
}

export function checkStructure(
  flow: CompiledFlow,
  graph: Graph,
): Record<Structural, Found> {
  const asking = identifyingSteps(flow.document);
  const known = asking.filter((step) => !skipsWhatIsKnown(flow.document, step));
  return {
    "hold at most": longestHold(graph),
    "prompt at most": longestPrompt(flow, graph),
    "nothing known is asked": {
      bound: known.length === 0,
      note:
        asking.length === 0
          ? "no step asks who the caller is"
          : known.length === 0
            ? "a question is left out when its answer is known"
            : `these ask whatever is known: ${known.join(", ")}`,
    },
    "silence ends at a person": silence(graph),
    "key 0 works wherever the line listens": keyZero(flow, graph),
    "never sent away": sentAway(graph),
    "every language": everyLanguage(flow),
    "nothing recorded without a yes": recordings(graph),
  };
}

function edgesOf(graph: Graph): Edge[] {
  return [...graph.beginnings, ...graph.nodes.flatMap(({ edges }) => edges)];
}

/** What is said before the caller can choose, at its longest: a question, not a promise. */
function longestPrompt(flow: CompiledFlow, graph: Graph): Found {
  const byLanguage: Partial<Record<Language, number>> = {};
  let longest: Edge | undefined;
  for (const edge of edgesOf(graph)) {
    const { waiting, speech } = edge.done;
    if (waiting.type !== "listening" || !waiting.speech) continue;
    const { language } = edge.to.facts;
    byLanguage[language] = Math.max(byLanguage[language] ?? 0, speech);
    if (speech > (longest?.done.speech ?? 0)) longest = edge;
  }
  if (!longest) return { bound: 0, note: "no step asks anything" };
  const step = stepOf(longest.to.facts.place);
  return {
    bound: longest.done.speech,
    byLanguage: Object.fromEntries(
      languagesOf(flow.document).flatMap((language) =>
        byLanguage[language] === undefined
          ? []
          : [[language, byLanguage[language]]],
      ),
    ),
    path: [longest],
    hints: [
      `"${step}" speaks longest: ${longest.done.sentences.map((one) => `${one.toFixed(1)} s`).join(" + ")} before it listens. Shorten what it says there.`,
    ],
  };
}

function longestHold(graph: Graph): Found {
  const holds = edgesOf(graph).flatMap((edge) => {
    const { waiting } = edge.done;
    return waiting.type === "holding" ? [{ edge, atMost: waiting.atMost }] : [];
  });
  const [longest] = holds.toSorted((a, b) => b.atMost - a.atMost);
  if (!longest) return { bound: 0, note: "no step holds callers" };
  const step = stepOf(longest.edge.to.facts.place);
  return {
    bound: longest.atMost,
    path: [longest.edge],
    hints: [`"${step}" holds callers longest. Shorten its "hold at most".`],
  };
}

/** A caller who says and presses nothing, from the answer on. */
function silence(graph: Graph): Found {
  const reached = new Map<Node, Edge>();
  const queue: Edge[] = [...graph.beginnings];
  for (const edge of queue) {
    if (asksForPerson(edge)) continue;
    if (edge.to.facts.place === endPlace)
      return { bound: false, path: wayBack(edge, reached) };
    const silent = edge.to.edges.filter(
      ({ events }) => events.at(-1)?.type === "silence",
    );
    for (const next of silent) {
      if (goesRound(next, reached))
        return { bound: false, path: wayBack(next, reached) };
      if (reached.has(next.to)) continue;
      reached.set(next.to, next);
      queue.push(next);
    }
  }
  return { bound: true };
}

function goesRound(edge: Edge, reached: ReadonlyMap<Node, Edge>): boolean {
  return wayBack(edge, reached).some(({ from }) => from === edge.to);
}

function wayBack(last: Edge, reached: ReadonlyMap<Node, Edge>): Edge[] {
  const way = [last];
  const passed = new Set<Edge>(way);
  for (let edge: Edge | undefined = last; edge?.from;) {
    edge = reached.get(edge.from) ?? edge.from.reachedBy;
    if (!edge || passed.has(edge)) break;
    passed.add(edge);
    way.unshift(edge);
  }
  return way;
}

function keyZero({ document }: CompiledFlow, graph: Graph): Found {
  const home = document.always["0"];
  if (home === undefined)
    return {
      bound: false,
      hints: ['Write `always: { "0": … }` with the step of the director.'],
    };
  for (const { done, facts, edges } of graph.nodes) {
    const step = stepOf(facts.place);
    if (
      done.waiting.type !== "listening" ||
      step === home ||
      step.startsWith(`${home}/`)
    )
      continue;
    const pressed = edges.filter(({ events, from }) => {
      const event = events.at(-1);
      return (
        event?.type === "digits" && isZero(event.digits, from?.done.waiting)
      );
    });
    const wrong = pressed.find((edge) => !asksForPerson(edge));
    if (wrong)
      return {
        bound: false,
        path: [wrong],
        hints: [
          `Key 0 goes to "${home}", which neither rings anybody nor promises a call at once.`,
        ],
      };
  }
  return { bound: true };
}

function sentAway(graph: Graph): Found {
  const edge = edgesOf(graph).find(isSentAway);
  return edge
    ? {
        bound: false,
        path: [edge],
        hints: [
          `Let "${stepOf(edge.from?.facts.place ?? "")}" be reached only by who was served, or end it with a callback or a director step.`,
        ],
      }
    : { bound: true };
}

function everyLanguage({ document, chart }: CompiledFlow): Found {
  const languages = languagesOf(document);
  for (const [name, step] of Object.entries(chart.steps))
    for (const state of Object.values(step))
      for (const action of [
        ...(state.entry ?? []),
        ...transitionsOf(state).flatMap(({ actions = [] }) => actions),
      ]) {
        if (action.type !== "say" || action.only !== undefined) continue;
        const missing = languages.find(
          (language) => action.texts[language] === undefined,
        );
        if (missing !== undefined)
          return {
            bound: false,
            hints: [`"${name}" says something that has no "${missing}".`],
          };
      }
  return { bound: true };
}

function recordings(graph: Graph): Found {
  const recording = edgesOf(graph).filter(
    ({ done }) => done.waiting.type === "recording",
  );
  // A message that the caller was told of and may leave unsaid counts as asked; anything else does not.
  const unasked = recording.find(({ done }) => done.speech === 0);
  if (unasked) return { bound: false, path: [unasked] };
  return {
    bound: true,
    note:
      recording.length === 0
        ? "nothing is recorded"
        : keepsVoices(graph)
          ? "only a message that the caller may leave, and a yes after it was given"
          : "only a message that the caller may leave",
  };
}

function keepsVoices({ chart }: Graph): boolean {
  return Object.values(chart.steps)
    .flatMap((step) => Object.values(step).flatMap(transitionsOf))
    .some(({ actions = [] }) =>
      actions.some(({ type }) => type === "keep-voice"),
    );
}
