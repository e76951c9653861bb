import type { Proof } from "../proof/index.js";
import { unitOf, type PromiseName, type PromiseUnit } from "../promises.js";

/** A promise whose worst call or whose promised value is another. `null`: no bound. */
export interface PromiseChanged {
  readonly name: PromiseName;
  readonly unit: PromiseUnit;
  readonly before: Weighed;
  readonly after: Weighed;
  /** The new version keeps it. */
  readonly kept: boolean;
}

interface Weighed {
  readonly bound: number | boolean | null;
  readonly promised: number | boolean;
}

/** What two proofs say otherwise; nothing where either was given up. */
export function diffPromises(before: Proof, after: Proof): PromiseChanged[] {
  if (before.type !== "certificate" || after.type !== "certificate") return [];
  return after.promises.flatMap(({ name, promised, bound, kept }) => {
    const old = before.promises.find((one) => one.name === name);
    if (!old || (old.bound === bound && old.promised === promised)) return [];
    return [
      {
        name,
        unit: unitOf(name),
        before: { bound: finite(old.bound), promised: old.promised },
        after: { bound: finite(bound), promised },
        kept,
      },
    ];
  });
}

function finite(bound: number | boolean): number | boolean | null {
  return bound === Infinity ? null : bound;
}
