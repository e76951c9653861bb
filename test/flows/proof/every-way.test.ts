/** The search asks the machine once for calls that it takes for alike: here each way that it found is gone anew by the machine itself. */
import { buildMachine } from "../../../src/flows/build.js";
import { deadlineAt, deadlineEvent } from "../../../src/flows/chart-places.js";
import type { Effect } from "../../../src/flows/effects.js";
import { assumed } from "../../../src/flows/proof/assumptions.js";
import { explore, type Edge } from "../../../src/flows/proof/explore.js";
import {
  abstract,
  agentFor,
  concretise,
  peopleWith,
  sampleReference,
  sampleTime,
} from "../../../src/flows/proof/facts.js";
import type { Chosen } from "../../../src/flows/proof/forks.js";
import { readMemory } from "../../../src/flows/proof/live-facts.js";
import { readDone } from "../../../src/flows/proof/waiting.js";
import { completeEvent } from "../../../src/flows/rehearse.js";
import type { TranscriptEvent } from "../../../src/flows/transcript/event.js";
import { advance } from "../../../src/machines/advance.js";
import { manySteps } from "../../../bench/many-steps.js";
import { compiled } from "./support/flows.js";

const LONG = process.env["LONG"] !== undefined;
const flow = compiled(manySteps(12, true));
const graph = explore(flow, assumed);
if ("limit" in graph) throw new Error("The flow is not searched.");
const { chart } = graph;
/** Of the way that is gone: whether a limit kept the line from ringing back, or a call-back was open. */
let chosen: Chosen = {};
const isChosen = (_at: unknown, guard: { step: string; place: number }) =>
  chosen[guard.step] === guard.place;
const machine = buildMachine(flow.document, chart, {
  limited: isChosen,
  "call-back-open": isChosen,
});
const { duties, liveAt } = readMemory(chart);

const complete = (event: TranscriptEvent, edge?: Edge) => {
  const known: Readonly<Record<string, boolean | undefined>> = {
    ...edge?.from?.facts.onDuty,
    ...edge?.duty,
  };
  const agents = duties.filter((duty) => known[duty] ?? true).map(agentFor);
  const call = {
    flow,
    startedAt: sampleTime,
    people: peopleWith(agents),
    line: "+12025550100",
    call: "proof",
    reference: sampleReference,
  };
  const place = edge?.from?.facts.place;
  const deadline =
    place === undefined ? undefined : deadlineEvent(chart, place);
  return { agents, event: completeEvent(event, call, sampleTime, deadline) };
};
const [first] = graph.beginnings;
if (first?.events[0]?.type !== "call") throw new Error("A call begins.");
const base = advance(
  machine,
  undefined,
  complete(first.events[0]).event,
).snapshot;

function goAnew(edge: Edge) {
  const { from } = edge;
  if (!from) throw new Error("The call is under way.");
  const { agents } = complete({ type: "silence" }, edge);
  chosen = edge.chosen;
  let snapshot = concretise(base, from.facts, agents);
  let done = undefined;
  for (const one of edge.events) {
    const { event } = complete(one, edge);
    const next = advance(machine, snapshot, event);
    snapshot = next.snapshot;
    const { place } = abstract(snapshot, {});
    done = readDone(
      next.effects as readonly Effect[],
      deadlineAt(chart, place),
    );
  }
  return { facts: abstract(snapshot, {}), done };
}

it("every way of the search is one that the machine goes, with the same seconds", () => {
  const edges = graph.nodes.flatMap((node) => node.edges);
  expect(edges.length).toBeGreaterThan(5_000);
  for (let at = 0; at < edges.length; at += LONG ? 1 : 9) {
    const edge = edges[at];
    if (!edge) continue;
    const { facts, done } = goAnew(edge);
    const { to } = edge;
    const live = [...liveAt(to.facts.place)].filter(
      (name) => !name.startsWith("duty:"),
    );
    const told = (some: typeof facts) => [
      some.place,
      ...live.map((name) => some[name as "about"]),
    ];
    expect(told(facts)).toEqual(told(to.facts));
    if (done) expect(done).toEqual(edge.done);
  }
});
