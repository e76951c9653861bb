export const cardWidth = 224;
export const cardHeight = 92;
/** Where calls come from; no step can be called so. */
export const callComesIn = "(call)";

/** What stands at a way. */
export function labelOf(names: readonly string[]): string {
  const all = names.join(" · ");
  return all.length > 26 ? `${all.slice(0, 25)}…` : all;
}

/** A curve through the points: straight at both ends, round between. */
export function curveThrough(
  points: readonly { x: number; y: number }[],
): string {
  const [first, ...others] = points;
  if (!first) return "";
  const last = others.at(-1) ?? first;
  const middle = others.slice(0, -1);
  const bends = middle.map(({ x, y }, place) => {
    const next = middle[place + 1] ?? last;
    return `Q ${x} ${y} ${(x + next.x) / 2} ${(y + next.y) / 2}`;
  });
  return [`M ${first.x} ${first.y}`, ...bends, `L ${last.x} ${last.y}`].join(
    " ",
  );
}
