import { DateTime } from "luxon";
import type { MachineEffect } from "../effects.js";
import type { ContactEvent } from "./contact.js";
import type { FiguresEvent } from "./day.js";

/** The date of a moment in a time zone: `2026-11-22`. */
export function dayOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toISODate() ?? "undated";
}

export function tellFigures(day: string, event: FiguresEvent): MachineEffect {
  return {
    type: "tell",
    to: { kind: "figures", id: day },
    event: { ...event },
  };
}

export function tellContact(
  number: string,
  event: ContactEvent,
): MachineEffect {
  return {
    type: "tell",
    to: { kind: "contact", id: number },
    event: { ...event },
  };
}
