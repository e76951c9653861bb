import type { OutboundKind } from "../machines/outbound.js";
import { placeOf, transitionsOf } from "./chart-places.js";
import type { Chart } from "./chart.js";

type Places = ReadonlyMap<OutboundKind, ReadonlySet<string>>;
const found = new WeakMap<Chart, Places>();

/**
 * What may be promised in the same turn as something happens at a place, and has a limit: that the line rings back, or that it sends a message.
 * `undefined`: where calls begin.
 */
export function limitsAskedAt(
  chart: Chart,
  place: string | undefined,
): OutboundKind[] {
  const places = found.get(chart) ?? placesBefore(chart);
  found.set(chart, places);
  const here =
    place === undefined
      ? [chart.start, chart.direct].map((step) => placeOf(chart, `#${step}`))
      : [place];
  return [...places].flatMap(([kind, before]) =>
    here.some((one) => before.has(one)) ? [kind] : [],
  );
}

/** Backwards from where a limit is asked for: through states that are left at once, and one that is not. */
function placesBefore(chart: Chart): Places {
  const before = new Map<string, string[]>();
  const passing = new Set<string>();
  const asking = new Map<OutboundKind, Set<string>>();
  for (const [step, states] of Object.entries(chart.steps))
    for (const [name, state] of Object.entries(states)) {
      const place = `${step}.${name}`;
      if (state.always) passing.add(place);
      for (const { guard, target } of transitionsOf(state)) {
        if (guard?.type === "limited")
          asking.set(
            guard.what,
            (asking.get(guard.what) ?? new Set()).add(place),
          );
        if (target === undefined) continue;
        const to = placeOf(chart, target);
        before.set(to, [...(before.get(to) ?? []), place]);
      }
    }
  // A set gives what is added to it meanwhile as well.
  for (const places of asking.values())
    for (const place of places)
      if (passing.has(place))
        for (const earlier of before.get(place) ?? []) places.add(earlier);
  return asking;
}
