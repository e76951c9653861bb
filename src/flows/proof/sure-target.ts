import type { Chart, ChartGuard } from "../chart.js";
import { createHearing, isAs, isPressed } from "../guards.js";
import type { Language } from "../speech/index.js";
import type { TranscriptEvent } from "../transcript.js";
import { endPlace, placeOf, stateAt, waysOn } from "../chart-places.js";

type Heard = Extract<ChartGuard, { type: "heard" }>;

/**
 * Gives the state that an event is sure to enter, doing nothing on the way: by its key, or by its words as the machine's own guard
 * hears them. `undefined` where the call's memory decides, where something is done, and where a state would enter itself.
 */
export function createSureTargets(chart: Chart) {
  const listen = createHearing();
  const heard = new WeakMap<ChartGuard, Map<string, boolean>>();
  /** The same words are heard at every state of a menu, in every memory of a call: once is enough. */
  const hears = (text: string, language: Language, guard: Heard): boolean => {
    const known = heard.get(guard) ?? new Map<string, boolean>();
    heard.set(guard, known);
    const key = `${language} ${text}`;
    const answer = known.get(key) ?? listen(text, language, guard);
    known.set(key, answer);
    return answer;
  };
  return (
    place: string,
    event: TranscriptEvent,
    language: Language,
  ): string | undefined => {
    if (event.type === "hung-up") return endPlace;
    const list = waysOn(stateAt(chart, place), event.type);
    for (const { guard, target, actions } of list) {
      if (guard?.type === "pressed" || guard?.type === "asks-for-language") {
        if (event.type !== "digits" || !isPressed(event.digits, guard.key))
          continue;
        if (guard.type === "asks-for-language") return undefined;
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
