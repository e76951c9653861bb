import type { AnyStateMachine } from "xstate";
import { buildMachine } from "./build.js";
import type { Chart } from "./chart.js";
import type { FlowDocument } from "./document.js";
import { lowerFlow } from "./lower.js";

export interface CompiledFlow {
  readonly document: FlowDocument;
  readonly chart: Chart;
  readonly machine: AnyStateMachine;
}

/** A checked document → chart → machine. Pure; the same in the server, the browser and the tests. */
export function compileFlow(document: FlowDocument): CompiledFlow {
  const chart = lowerFlow(document);
  return { document, chart, machine: buildMachine(document, chart) };
}
