import { turnSeconds, type Assumed } from "./assumptions.js";
import type { Edge } from "./explore.js";
import { longestWait } from "./waiting.js";

/**
 * Seconds from the start of a document's last word (or of the call) to the start of what the edge says. `prompt`: whoever was asked
 * something answered at once.
 */
export function edgeSeconds(
  { from, events }: Edge,
  given: Assumed,
  answer: "slow" | "prompt" = "slow",
): number {
  const event = events.at(-1);
  if (!from || !event) return turnSeconds(given);
  const { done } = from;
  const { waiting } = done;
  const atOnce = answer === "prompt" && waiting.type === "listening";
  const wait = atOnce ? { ...done, waiting: { ...waiting, timeout: 0 } } : done;
  return longestWait(wait, event, given) + turnSeconds(given);
}
