/**
 * The flow language: a document that operations staff edit becomes a machine that carries a call, in named pure phases: parse, check,
 * lower, build. Mistakes are diagnostics with a place, never exceptions. Nothing here knows a clock, a network, a carrier or a store,
 * so that the server, the browser and the tests run the same code. The server and the console call `checkFlow` and `compileFlow`.
 */
export { checkFlow, checkFlows, type Checked } from "./check.js";
export { compileFlow, type CompiledFlow } from "./compile.js";
export { diagnosticCodes, type Diagnostic } from "./diagnostics.js";
export { renderDiagnostic } from "./render-diagnostic.js";
export { languagesOf, type FlowDocument } from "./document.js";
export { noCompany, type Company } from "./step-kind.js";
export { stepKinds } from "./steps/index.js";
export { allSteps, isSubFlow } from "./sub-flows.js";
