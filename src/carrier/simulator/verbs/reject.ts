import type { Verb } from "../scene.js";

/** `<Reject>` (§2.9): refuses an unanswered call when it is the first verb; later it is but a hang-up. */
export const reject: Verb = async (element, scene) => {
  const { exchange, leg } = scene;
  if (!scene.isOpening) {
    exchange.refuse(
      leg,
      12200,
      "<Reject> rejects only as the first verb of an unanswered call; here it hangs up.",
      false,
    );
    return { type: "hang-up" };
  }
  const busy = element.attributes["reason"] === "busy";
  exchange.events.publish(leg.sid, {
    type: "tone",
    tone: busy ? "busy" : "not-in-service",
  });
  leg.end(busy ? "busy" : "no-answer");
  return { type: "hang-up" };
};
