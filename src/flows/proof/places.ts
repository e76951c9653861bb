import {
  ended,
  type Chart,
  type ChartState,
  type ChartTransition,
} from "../chart.js";

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
  return [...(state.always ?? []), ...Object.values(state.on ?? {}).flat()];
}
