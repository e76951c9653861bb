import { randomInt } from "node:crypto";

/** The number of a case. Eight digits: short enough to be heard and written down; never 0 first, which people leave out. */
export function drawReference(): string {
  return String(randomInt(10_000_000, 100_000_000));
}
