/**
 * Look-ups: what a call asks of the company's own systems, over connections that an admin has defined. A look-up ends in one of three
 * ways (found, empty, failed) and never throws; its answer is values of declared types and nothing else. The relay performs it, the flow
 * decides what callers hear meanwhile. Which addresses are refused, and what is never logged, is in docs/look-ups.md.
 */
export {
  connectionsFile,
  knownToFlows,
  type DefinedConnections,
} from "./connections.js";
export {
  createLookUps,
  missingSecrets,
  type LookUps,
  type SecretOf,
} from "./look-up.js";
export type { Resolve } from "./addresses.js";
