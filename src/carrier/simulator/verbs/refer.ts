import { TwimlFault, type Verb } from "../scene.js";

/** `<Refer>` (§2.9): only SIP legs can be referred, and the simulator's callers have telephones (13801). */
export const refer: Verb = () =>
  Promise.reject(
    new TwimlFault(
      13801,
      "<Refer> hands over SIP calls only; this call came by telephone.",
    ),
  );
