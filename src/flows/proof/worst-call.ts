import { buildMachine } from "../build.js";
import type { Chart } from "../chart.js";
import type { CompiledFlow } from "../compile.js";
import { rehearse } from "../rehearse.js";
import { printTime } from "../transcript/event.js";
import { printTranscript, type Transcript } from "../transcript/index.js";
import type { WorstCall } from "./certificate.js";
import type { Edge, Node } from "./explore.js";
import { agentFor, peopleWith, sampleHours, sampleReference } from "./facts.js";
import { describeChosen, foundIn, replayForks } from "./forks.js";
import { dutiesOf } from "./live-facts.js";
import { printEvent } from "../transcript/print-event.js";
import { callersSpeech } from "./waiting.js";

const clock = "2026-11-22T09:15:00-05:00";

/**
 * A way of the graph as a call: timed by what each edge takes before it speaks (`seconds`), replayed by the real machine, and printed as the
 * tests' transcripts are.
 */
export function showCall(
  flow: CompiledFlow,
  title: string,
  way: readonly Edge[],
  seconds: (edge: Edge) => number,
): WorstCall {
  const path = fromTheAnswer(way);
  const absent = new Set<string>();
  for (const { duty } of path)
    for (const [name, isThere] of Object.entries(duty))
      if (!isThere) absent.add(name);
  // Where nobody at all is on duty, nobody is for any topic.
  const agents = (absent.has("*") ? [] : dutiesOf(flow.chart))
    .filter((duty) => !absent.has(duty))
    .map(agentFor);
  const asked: Transcript = {
    title,
    header: [
      ["flow", flow.document.flow],
      ["clock", clock],
      ...(absent.size > 0 && agents.length === 0
        ? ([["agents", "none"]] as const)
        : []),
      ...path
        .flatMap(({ chosen }) => describeChosen(flow.chart, chosen))
        .map((words) => ["chosen", words] as const),
    ],
    turns: timed(flow.chart, path, seconds).map((event) => ({
      event,
      lines: [],
    })),
  };
  const script = path.map(({ chosen }) => chosen);
  const isForked = script.some((one) => Object.keys(one).length > 0);
  const played = rehearse(asked, {
    flow: isForked
      ? {
          ...flow,
          machine: buildMachine(flow.document, flow.chart, replayForks(script)),
        }
      : flow,
    people: { ...peopleWith(agents), hours: sampleHours(flow.chart) },
    startedAt: Date.parse(clock),
    line: "+12025550100",
    call: "proof",
    reference: sampleReference,
  });
  const places = path.flatMap(({ events, from, to }) => [
    ...events.slice(1).map(() => from?.facts.place ?? ""),
    to.facts.place,
  ]);
  return {
    transcript: printTranscript(played),
    plays: played.turns.every(
      ({ lines }, turn) =>
        lines[0] !== "ignored" && lines.at(-1) === `at      ${places[turn]}`,
    ),
    callersSpeech: path.reduce((sum, { from, events }) => {
      const event = events.at(-1);
      return (
        sum + (from && event ? callersSpeech(from.done.waiting, event) : 0)
      );
    }, 0),
  };
}

/** The way itself, after the way that leads to its first edge from the answer. */
function fromTheAnswer(way: readonly Edge[]): Edge[] {
  const before: Edge[] = [];
  const passed = new Set<Node>();
  for (let node = way[0]?.from; node && !passed.has(node);) {
    passed.add(node);
    const edge: Edge | undefined = node.reachedBy;
    if (!edge) break;
    before.unshift(edge);
    node = edge.from;
  }
  return [...before, ...way];
}

// What the world sent comes in while the document speaks; it is written at the time of what it stands before.
function timed(
  chart: Chart,
  path: readonly Edge[],
  seconds: (edge: Edge) => number,
): string[] {
  let now = 0;
  return path.flatMap((edge) => {
    const found = foundIn(chart, edge.chosen);
    const texts = edge.events.map((event, place) =>
      printEvent(
        place === edge.events.length - 1 ? { ...event, ...found } : event,
      ),
    );
    if (edge.from === undefined) {
      now = edge.done.speech;
      return texts;
    }
    now += seconds(edge);
    const stamped = texts.map((text) => stamp(text, now));
    now += edge.done.speech;
    return stamped;
  });
}

function stamp(event: string, seconds: number): string {
  const [first = "", ...details] = event.split("\n");
  return [`${first} ${printTime(seconds)}`, ...details].join("\n");
}
