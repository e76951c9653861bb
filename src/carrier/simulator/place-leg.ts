import { attachCallbacks, type CallbackPlan } from "./callbacks.js";
import type { Exchange } from "./exchange.js";
import type { Direction, Endpoint, Leg } from "./leg.js";

export interface OutboundPlan {
  readonly direction: Exclude<Direction, "inbound">;
  readonly from: string;
  readonly to: string;
  readonly parent?: string;
  readonly fallback?: Endpoint;
  /** As set by who asked for the call; grace is added here. */
  readonly ringMs: number;
  readonly callbacks: () => CallbackPlan | undefined;
}

/** The carrier rings longer than it was told (§0.14, §2.5); up to 5 s, here always 5 s. */
const ringGraceMs = 5000;

/** Opens a leg to a person; `ring` starts it ringing, until it is answered, refused, given up or the time is over. */
export function placeLeg(
  exchange: Exchange,
  plan: OutboundPlan,
): { leg: Leg; ring: () => void } {
  const leg = exchange.openLeg({
    direction: plan.direction,
    from: plan.from,
    to: plan.to,
    ...(plan.parent ? { parent: plan.parent } : {}),
    ...(plan.fallback ? { fallback: plan.fallback } : {}),
  });
  const { initiated } = attachCallbacks(exchange, leg, plan.callbacks);
  return {
    leg,
    ring() {
      if (leg.isOver) return;
      initiated();
      leg.becomes("ringing");
      const stopRinging = exchange.clock.after(plan.ringMs + ringGraceMs, () =>
        leg.end("no-answer"),
      );
      const forget = leg.changes.subscribe(() => {
        stopRinging();
        forget();
      });
    },
  };
}
