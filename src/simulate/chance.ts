import { randomExponential, randomLogNormal } from "d3-random";
import { createRandom, draw } from "../disputes/random.js";
import type { DayOptions } from "./options.js";

/** How far talks differ whose lengths are log-normal: the deviation of the logarithm, as measured in call centres (Brown and others, 2005). */
const sigma = 0.8;

/** A stream of chance of its own for each `name`, whatever is drawn elsewhere: more agents meet the same callers. */
export function createChance(seed: number, name: string) {
  const random = createRandom(mixed(`${seed} ${name}`));
  const exponential = randomExponential.source(random)(1);
  const logNormal = randomLogNormal.source(random)(-(sigma ** 2) / 2, sigma);
  return {
    random,
    /** True that often, 0 to 1. */
    happens: (share: number): boolean => random() < share,
    /** Whole ms of that mean; Infinity stays. */
    length: (
      meanMs: number,
      shape: DayOptions["shape"] = "exponential",
    ): number => {
      // Drawn in any case: what comes after it stays the same.
      const drawn = shape === "exponential" ? exponential() : logNormal();
      return meanMs === Infinity ? Infinity : Math.round(meanMs * drawn);
    },
    pick: (weighted: readonly (readonly [string, number])[]): string =>
      draw(random, weighted),
  };
}
export type Chance = ReturnType<typeof createChance>;

/** FNV-1a: near seeds lie far apart. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
