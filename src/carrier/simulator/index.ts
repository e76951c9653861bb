/**
 * A carrier in a box that a TwiML application cannot tell from Twilio: it receives calls, asks the application by signed
 * webhooks what to do, runs the TwiML that comes back with virtual callers and people, and answers the same REST API.
 * It promises the carrier's refusals, limits and traps, on a clock that may run faster than life, and faults on demand.
 * It carries no sound: speech is text that takes time. It knows nothing of the application and talks to it over HTTP
 * only. The server mounts it where no carrier account is set; tests and the browser phone drive it.
 */
export {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from "./simulator.js";
export {
  createManualClock,
  createRealClock,
  type Clock,
  type ManualClock,
} from "./clock.js";

export { spokenMs } from "./spoken.js";
export type { LineSettings } from "./lines.js";
export type {
  LegStatus,
  PhoneEvent,
  PhoneNumbers,
  PhoneOwner,
} from "./phone-api.js";
