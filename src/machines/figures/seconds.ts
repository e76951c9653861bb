/**
 * How often something took how many seconds, in a bounded number of classes: up to a minute each second is one, up to three minutes five
 * seconds are, up to ten 15, up to an hour a minute. A quantile of them is exact to the width of its class, and never flatters: it is the class's end.
 */

/** How many, by the seconds that the class ends with. */
export type SecondsCount = Readonly<Record<string, number>>;

const classes = [
  { upTo: 60, width: 1 },
  { upTo: 180, width: 5 },
  { upTo: 600, width: 15 },
  { upTo: 3600, width: 60 },
] as const;
const most = 3600;

/** The seconds that its class ends with; more than an hour counts as one. */
export function classOf(seconds: number): number {
  const found = classes.find(({ upTo }) => seconds <= upTo);
  if (!found) return most;
  const { width } = found;
  return Math.max(width, Math.ceil(seconds / width) * width);
}

export function countSeconds(
  counts: SecondsCount,
  seconds: number,
): SecondsCount {
  const name = String(classOf(seconds));
  return { ...counts, [name]: (counts[name] ?? 0) + 1 };
}

/** By nearest rank: so many seconds at most, for that share (0 to 1) of them. `undefined`: there are none. */
export function quantileOf(
  counts: SecondsCount,
  share: number,
): number | undefined {
  const sorted = Object.entries(counts)
    .map(([end, count]) => [Number(end), count] as const)
    .toSorted(([one], [other]) => one - other);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  let rank = Math.max(1, Math.ceil(share * all));
  for (const [end, count] of sorted) {
    rank -= count;
    if (rank <= 0) return end;
  }
  return undefined;
}
