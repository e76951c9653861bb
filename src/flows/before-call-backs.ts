import { placeOf, transitionsOf } from "./chart-places.js";
import type { Chart } from "./chart.js";

const found = new WeakMap<Chart, ReadonlySet<string>>();

/** Whether what happens at a place may lead, in the same turn, to a promise that the line rings back; `undefined`: where calls begin. */
export function isBeforeCallBack(
  chart: Chart,
  place: string | undefined,
): boolean {
  const places = found.get(chart) ?? placesBefore(chart);
  found.set(chart, places);
  if (place !== undefined) return places.has(place);
  return [chart.start, chart.direct].some((step) =>
    places.has(placeOf(chart, `#${step}`)),
  );
}

/** Backwards from the promises: through states that are left at once, and one that is not. */
function placesBefore(chart: Chart): ReadonlySet<string> {
  const before = new Map<string, string[]>();
  const passing = new Set<string>();
  const places = new Set<string>();
  for (const [step, states] of Object.entries(chart.steps))
    for (const [name, state] of Object.entries(states)) {
      const place = `${step}.${name}`;
      if (state.always) passing.add(place);
      for (const { target, actions = [] } of transitionsOf(state)) {
        if (actions.some(({ type }) => type === "ask-callback"))
          places.add(place);
        if (target === undefined) continue;
        const to = placeOf(chart, target);
        before.set(to, [...(before.get(to) ?? []), place]);
      }
    }
  // A set gives what is added to it meanwhile as well.
  for (const place of places)
    if (passing.has(place))
      for (const earlier of before.get(place) ?? []) places.add(earlier);
  return places;
}
