import type { Verb } from "../scene.js";

/** `<Hangup>` (§2.9). */
export const hangup: Verb = () => Promise.resolve({ type: "hang-up" });
