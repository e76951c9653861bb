import { createHash } from "node:crypto";

/**
 * The partitions that `owner` relays while `alive` are the relays that there are. Everybody who knows of the same relays comes to the
 * same result, the shares differ by one at most, and who comes or goes moves little more than its own share: each partition ranks the
 * relays by a hash and goes to the first that has not its fill.
 */
export function shareOf(
  owner: string,
  alive: readonly string[],
  partitions: number,
): ReadonlySet<number> {
  const own = new Set<number>();
  const taken = new Map(alive.map((name) => [name, 0]));
  for (let partition = 0; partition < partitions; partition += 1) {
    // One more for everybody only once everybody has as many as fit evenly.
    const most =
      partition < partitions - (partitions % alive.length)
        ? Math.floor(partitions / alive.length)
        : Math.ceil(partitions / alive.length);
    const [first] = alive
      .filter((name) => (taken.get(name) ?? 0) < most)
      .map((name) => ({ name, rank: rankOf(name, partition) }))
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
    if (!first) break;
    taken.set(first.name, (taken.get(first.name) ?? 0) + 1);
    if (first.name === owner) own.add(partition);
  }
  return own;
}

function rankOf(name: string, partition: number): string {
  return createHash("sha1").update(`${partition} ${name}`).digest("hex");
}
