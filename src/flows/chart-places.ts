import {
  ended,
  type Chart,
  type ChartState,
  type ChartTransition,
} from "./chart.js";

/** Where the call is over. */
export const endPlace = ended.slice(1);

/** The state that a target names: `#welcome` is where the step begins. */
export function placeOf(chart: Chart, target: string): string {
  const name = target.slice(1);
  if (target === ended || name.includes(".")) return name;
  const [first = ""] = Object.keys(chart.steps[name] ?? {});
  return `${name}.${first}`;
}

/** `undefined` for a place that is no state of a step. */
export function stateAt(chart: Chart, place: string): ChartState | undefined {
  const dot = place.indexOf(".");
  return chart.steps[place.slice(0, dot)]?.[place.slice(dot + 1)];
}

export function stepOf(place: string): string {
  const dot = place.indexOf(".");
  return dot < 0 ? place : place.slice(0, dot);
}

export function transitionsOf(state: ChartState): ChartTransition[] {
  return [
    ...(state.always ?? []),
    ...Object.values(state.on ?? {}).flat(),
    ...(state.after?.next ?? []),
  ];
}

/** What may happen on an event of a transcript; `time-up` is the state's own deadline. */
export function waysOn(
  state: ChartState | undefined,
  event: string,
): readonly ChartTransition[] {
  return (event === "time-up" ? state?.after?.next : state?.on?.[event]) ?? [];
}

/** Seconds after which a state is left, whatever happens meanwhile; `Infinity` where nothing sees to that. */
export function deadlineAt(chart: Chart, place: string): number {
  return (stateAt(chart, place)?.after?.ms ?? Infinity) / 1000;
}

/** Longer than the carrier takes from the end of a call to the post of what was recorded on it, ms. */
export const recordedMs = 5_000;

const hungUp = "-hung-up";

/** Where the call is while the message of a caller who hung up at that place may still come. */
export function hungUpAt(place: string): string {
  return `${place}${hungUp}`;
}

/** Where the caller is: whoever hung up is gone, whatever is still waited for. */
export function callersPlace(place: string): string {
  return place.endsWith(hungUp) ? endPlace : place;
}

/** The event by which XState delivers a state's deadline; `undefined` where there is none. */
export function deadlineEvent(chart: Chart, place: string): string | undefined {
  const ms = place.endsWith(hungUp)
    ? recordedMs
    : stateAt(chart, place)?.after?.ms;
  return ms === undefined ? undefined : `xstate.after.${ms}.(call).${place}`;
}
