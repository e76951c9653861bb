/** A stream of numbers in [0, 1) that a seed decides, the same on every machine (mulberry32). For examples; nothing secret. */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `least` to `most`, both included. */
export function pick(
  random: () => number,
  least: number,
  most: number,
): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** One of the names, by weights: ["phone", 6, "counter", 3] gives "phone" twice as often as "counter". */
export function draw(
  random: () => number,
  weighted: readonly (readonly [name: string, weight: number])[],
): string {
  const total = weighted.reduce((all, [, weight]) => all + weight, 0);
  let left = random() * total;
  for (const [name, weight] of weighted) {
    left -= weight;
    if (left < 0) return name;
  }
  return weighted.at(-1)?.[0] ?? "";
}
