import type { Exchange } from "./exchange.js";
import type { Leg } from "./leg.js";

/** Two legs talking. It is over when one of them ends, is taken by REST, or somebody ends it. */
export interface Bridge {
  /** Told once, at once if it is over already. */
  whenOver(listener: () => void): () => void;
  end(): void;
}

export function createBridge(exchange: Exchange, one: Leg, two: Leg): Bridge {
  const listeners = new Set<() => void>();
  let over = false;
  const tell = (type: "bridged" | "unbridged"): void => {
    for (const [leg, other] of [
      [one, two],
      [two, one],
    ] as const)
      if (!leg.isOver)
        exchange.events.publish(leg.sid, { type, with: other.sid });
  };
  tell("bridged");
  const end = (): void => {
    if (over) return;
    over = true;
    for (const unwatch of unwatches) unwatch();
    tell("unbridged");
    for (const listener of Array.from(listeners)) listener();
  };
  const unwatches = [one, two].flatMap((leg) => [
    leg.changes.subscribe(() => {
      if (leg.isOver) end();
    }),
    leg.taken.subscribe(end),
  ]);
  if (one.isOver || two.isOver) end();
  return {
    end,
    whenOver(listener) {
      if (over) listener();
      else listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
