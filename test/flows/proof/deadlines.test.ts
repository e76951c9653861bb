import { buildMachine } from "../../../src/flows/build.js";
import type { ChartState } from "../../../src/flows/chart.js";
import { mapValues } from "../../../src/flows/map-values.js";
import { assumed } from "../../../src/flows/proof/assumptions.js";
import { explore } from "../../../src/flows/proof/explore.js";
import {
  agent,
  callback,
  certify,
  compiled,
  director,
  dispute,
  goodbye,
  menu,
  resultOf,
  shippedText,
  smallFlow,
} from "./support/flows.js";

const flow = compiled(shippedText);

it("a hold is bounded by the machine's own deadline: without it nothing is promised", () => {
  const endless = ({ after: _after, ...state }: ChartState): ChartState =>
    state;
  const chart = {
    ...flow.chart,
    steps: mapValues(flow.chart.steps, (step) => mapValues(step, endless)),
  };
  const certificate = certify({
    ...flow,
    chart,
    machine: buildMachine(flow.document, chart),
  });
  expect(certificate.holds).toBe(false);
  for (const name of ["hold at most", "answered or promised within"] as const)
    expect(resultOf(certificate, name).kept).toBe(false);
});

it("a hold lasts as long for callers who were told less before it as for those who were told more", () => {
  // Callers whose call was cut off hear one sentence more before they wait for the same person.
  const graph = explore(
    compiled(
      smallFlow(
        menu("small-charge") +
          dispute +
          agent("call-back") +
          callback +
          director +
          goodbye,
      ),
    ),
    assumed,
  );
  if ("limit" in graph) throw new Error("The flow is not searched.");
  const holds = graph.nodes
    .flatMap(({ edges }) => edges)
    .concat(graph.beginnings)
    .filter(({ done }) => done.waiting.type === "holding");
  expect(new Set(holds.map(({ done }) => done.speech)).size).toBeGreaterThan(2);
  for (const { done, to } of holds) expect(to.done.speech).toBe(done.speech);
});
