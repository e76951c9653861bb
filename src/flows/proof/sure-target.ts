import type { Chart, ChartTransition } from "../chart.js";
import { endPlace, placeOf, stateAt, waysOn } from "../chart-places.js";
import { asksForLanguage, isAs, isPressed, type Hearing } from "../guards.js";
import type { Language } from "../speech/index.js";
import type { TranscriptEvent } from "../transcript/event.js";
import type { Facts } from "./facts.js";

export interface SureTarget {
  readonly place: string;
  /** The call's language is changed to this one first. */
  readonly language?: Language;
}

/**
 * Gives the state that an event is sure to enter, with nothing done on the way but a change of language: by its key, or by its words as the
 * machine's own guard hears them. `undefined` where the call's memory decides, where anything else is done, and where a state is not entered anew.
 */
export function createSureTargets(chart: Chart, hears: Hearing) {
  return (
    call: Pick<Facts, "place" | "language" | "languageChanges">,
    event: TranscriptEvent,
  ): SureTarget | undefined => {
    const { place, language } = call;
    if (event.type === "hung-up") return { place: endPlace };
    const list = waysOn(stateAt(chart, place), event.type);
    for (const way of list) {
      const { guard, target } = way;
      if (guard?.type === "pressed" || guard?.type === "asks-for-language") {
        if (event.type !== "digits" || !isPressed(event.digits, guard.key))
          continue;
        if (guard.type === "asks-for-language" && !asksForLanguage(call, guard))
          continue;
      } else if (guard?.type === "heard") {
        if (event.type !== "speech" || !isAs(guard.confidence, event)) continue;
        if (!hears(event.text, language, guard)) continue;
      } else if (guard) return undefined;
      if (target === undefined) return undefined;
      const to = placeOf(chart, target);
      if (to === place && !way.reenter) return undefined;
      return changeAlone(way, to);
    }
    return undefined;
  };
}

function changeAlone(
  { guard, actions = [] }: ChartTransition,
  place: string,
): SureTarget | undefined {
  if (actions.length === 0) return { place };
  const rest = actions.filter(({ type }) => type !== "keep-language");
  const [first, ...more] = rest;
  return guard?.type === "asks-for-language" &&
    first?.type === "use-language" &&
    more.length === 0
    ? { place, language: first.language }
    : undefined;
}
