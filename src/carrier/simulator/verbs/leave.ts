import type { Verb } from "../scene.js";

/** `<Leave>` (§2.7): takes the caller off the queue; elsewhere there is nothing to leave and it is passed over. */
export const leave: Verb = (_element, scene) => {
  if (scene.place === "queue-wait") return Promise.resolve({ type: "leave" });
  scene.exchange.refuse(
    scene.leg,
    12200,
    "<Leave> leaves a queue; this document is not a queue's waitUrl.",
    false,
  );
  return Promise.resolve({ type: "next" });
};
