import { entriesOf, type Entry } from "./entries.js";
import { labelOf } from "./labels.js";
import type { FormScope, Path } from "./scope.js";
import type { FormWords } from "./words.js";

/** Where a mistake of the people file stands, as whoever fills in its form would say it: `Lucía Ramos: Topics`. Empty: the file as a whole. */
export function placeName(scope: FormScope, path: Path): string {
  const entry = entryAt(scope, path);
  if (!entry) return "";
  const field = fieldName(scope.words, path.slice(entry.path.length));
  return field === "" ? entry.name : `${entry.name}: ${field}`;
}

/** The part of the people file that a path leads into. */
export function entryAt(scope: FormScope, path: Path): Entry | undefined {
  if (path.length === 0) return undefined;
  const entries = entriesOf(scope).flatMap((group) => group.entries);
  const kind = path[0] === "wrap-up" ? "waiting" : "lines";
  return (
    entries.find(
      (one) =>
        one.path.length > 0 &&
        one.path.every((part, place) => path[place] === part),
    ) ?? entries.find((one) => one.kind === kind)
  );
}

/** By the longest name that a field has, from the outside, or by its last part; else as it is written. */
export function fieldName(words: FormWords, path: Path): string {
  const parts = path.filter((one) => typeof one === "string");
  const [first, second] = parts;
  if (second !== undefined) {
    if (first === "categories") return words.category(second);
    if (first === "exceptions") return `${words.exceptions}, ${second}`;
    if (first === "numbers") return second;
  }
  const outside = parts.map((_, inside) =>
    parts.slice(0, parts.length - inside).join(" "),
  );
  const known = [...outside, parts.at(-1) ?? ""].find(
    (one) => labelOf(words, one) !== one,
  );
  return known === undefined ? parts.join(" ") : labelOf(words, known);
}
