import type { Chart } from "../chart.js";
import { asksForLanguage, createHearing, isAs, isPressed } from "../guards.js";
import type { TranscriptEvent } from "../transcript.js";
import type { Facts } from "./facts.js";
import { endPlace, placeOf, stateAt, waysOn } from "../chart-places.js";

/**
 * Gives the state that an event is sure to enter, doing nothing on the way: by its key, or by its words as the machine's own guard
 * hears them. `undefined` where the call's memory decides, where something is done, and where a state would enter itself.
 */
export function createSureTargets(chart: Chart) {
  const hears = createHearing();
  return (
    call: Pick<Facts, "place" | "language" | "languageChanges">,
    event: TranscriptEvent,
  ): string | undefined => {
    const { place, language } = call;
    if (event.type === "hung-up") return endPlace;
    const list = waysOn(stateAt(chart, place), event.type);
    for (const { guard, target, actions } of list) {
      if (guard?.type === "pressed" || guard?.type === "asks-for-language") {
        if (event.type !== "digits" || !isPressed(event.digits, guard.key))
          continue;
        if (guard.type === "asks-for-language" && !asksForLanguage(call, guard))
          continue;
      } else if (guard?.type === "heard") {
        if (event.type !== "speech" || !isAs(guard.confidence, event)) continue;
        if (!hears(event.text, language, guard)) continue;
      } else if (guard) return undefined;
      if (target === undefined || (actions?.length ?? 0) > 0) return undefined;
      const to = placeOf(chart, target);
      return to === place ? undefined : to;
    }
    return undefined;
  };
}
