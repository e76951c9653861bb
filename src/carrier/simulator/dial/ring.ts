import { interruptible } from "../interrupt.js";
import type { Leg } from "../leg.js";
import { placeLeg } from "../place-leg.js";
import type { Scene } from "../scene.js";
import type { Target } from "./targets.js";

export interface RingPlan {
  readonly from: string;
  readonly ringMs: number;
  readonly isSequential: boolean;
}

/** A leg that rings or rang for a `<Dial>`. */
export interface Rung {
  readonly leg: Leg;
  readonly target: Target;
}

/** Rings all at once, or one after another, until the first answer; who has not answered by then is given up. */
export async function ringTargets(
  scene: Scene,
  targets: readonly Target[],
  plan: RingPlan,
  rung: Rung[],
): Promise<Rung | undefined> {
  if (!plan.isSequential) return ringTogether(scene, targets, plan, rung);
  for (const target of targets) {
    const answered = await ringTogether(scene, [target], plan, rung);
    if (answered) return answered;
  }
  return undefined;
}

function ringTogether(
  scene: Scene,
  targets: readonly Target[],
  plan: RingPlan,
  rung: Rung[],
): Promise<Rung | undefined> {
  return interruptible<Rung | undefined>(scene.signal, (done) => {
    const unwatches: (() => void)[] = [];
    const ringing = new Set<Leg>();
    const placed = targets.map((target) => {
      const { leg, ring } = placeLeg(scene.exchange, {
        direction: "outbound-dial",
        from: plan.from,
        to: target.to,
        parent: scene.leg.sid,
        ringMs: plan.ringMs,
        callbacks: () => target.callbacks,
      });
      const one: Rung = { leg, target };
      rung.push(one);
      ringing.add(leg);
      unwatches.push(
        leg.changes.subscribe((status) => {
          if (status === "in-progress") done(one);
          else if (leg.isOver && ringing.delete(leg) && ringing.size === 0)
            done(undefined);
        }),
      );
      return ring;
    });
    for (const ring of placed) ring();
    return () => {
      for (const unwatch of unwatches) unwatch();
      for (const leg of ringing)
        if (leg.status === "ringing") leg.end("canceled");
    };
  });
}
