import type { Leg } from "./leg.js";

/** Whether the carrier has not yet answered an incoming leg. */
export function isUnanswered(leg: Leg): boolean {
  return leg.direction === "inbound" && leg.status === "ringing";
}

/** The carrier answers an incoming leg that still rings. */
export function pickUp(leg: Leg): void {
  if (isUnanswered(leg)) leg.becomes("in-progress");
}
