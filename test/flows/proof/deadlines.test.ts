import { buildMachine } from "../../../src/flows/build.js";
import type { ChartState } from "../../../src/flows/chart.js";
import { mapValues } from "../../../src/flows/map-values.js";
import { certify, compiled, resultOf, shippedText } from "./support/flows.js";

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
