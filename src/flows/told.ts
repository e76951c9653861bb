import type { Finding } from "./diagnostics.js";
import type { Path } from "./step-kind.js";

/**
 * Whether what a finding says is known from others already: where a part of a document could not be read, what stands in its place was
 * made up, and whatever is found in it, or about the names it stands among, is an echo of the first mistake.
 */
export function createTold(
  told: readonly Finding[],
): (finding: Finding) => boolean {
  const within = new Set<string>();
  const exactly = new Set<string>();
  for (const { path } of told) {
    if (path.length === 0) continue;
    within.add(keyOf(path));
    exactly.add(keyOf(path.slice(0, -1)));
    // The settings of a language are checked against one another.
    if (path[0] === "languages") within.add(keyOf(path.slice(0, 2)));
  }
  return ({ path }) =>
    exactly.has(keyOf(path)) ||
    path.some((_, index) => within.has(keyOf(path.slice(0, index + 1))));
}

function keyOf(path: Path): string {
  return path.join("\n");
}
