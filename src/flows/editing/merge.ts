import { splitFlow, splitSection, type Section } from "./sections.js";

/** Both changed it, each in another way. A side that is absent took it out. */
export interface MergeConflict {
  readonly section: string;
  readonly mine?: string;
  readonly theirs?: string;
}

export interface Merged {
  /** With mine wherever nobody has chosen yet. */
  readonly text: string;
  /** Those that nobody has chosen in. */
  readonly conflicts: readonly MergeConflict[];
}

export interface ThreeTexts {
  /** What both began from. */
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  /** Whose is taken where both changed a section. */
  readonly chosen?: Readonly<Record<string, "mine" | "theirs">>;
}

/**
 * Puts what two people changed in one flow, or in one of the company's documents, together: section by section, and field by field within one
 * that both changed. What one of them changed is taken; what both changed alike is one change; what both changed otherwise is a conflict, and
 * nothing of either is lost. A text that is no YAML is one section.
 */
export function mergeFlows(texts: ThreeTexts): Merged {
  const sides = [texts.base, texts.mine, texts.theirs].map(splitFlow);
  // A text that cannot be read is one section, and then the others are too.
  const [base, mine, theirs] = (
    canBeMerged(sides)
      ? sides
      : [texts.base, texts.mine, texts.theirs].map((text) => [
          { name: "", text },
        ])
  ).map(byName) as [ByName, ByName, ByName];
  return mergeSections([base, mine, theirs], texts.chosen ?? {}, "");
}

type Sides = readonly [base: ByName, mine: ByName, theirs: ByName];
type Chosen = NonNullable<ThreeTexts["chosen"]>;

function mergeSections(sides: Sides, chosen: Chosen, prefix: string): Merged {
  const [base, mine, theirs] = sides;
  const conflicts: MergeConflict[] = [];
  const merged = new Map<string, string>();
  const order = isReordered(base, mine)
    ? orderOf(theirs, mine)
    : orderOf(mine, theirs);
  for (const name of order) {
    const section = `${prefix}${name}`;
    const three = sides.map((side) => side.get(name));
    const [was, one, other] = three;
    const taken = choose(was, one, other) ?? chosen[section];
    const inner = taken ? undefined : mergeWithin(three, chosen, section);
    if (inner) conflicts.push(...inner.conflicts);
    else if (!taken)
      conflicts.push({
        section,
        ...(one !== undefined && { mine: one }),
        ...(other !== undefined && { theirs: other }),
      });
    const text = inner?.text ?? (taken === "theirs" ? other : one);
    if (text !== undefined) merged.set(name, text);
  }
  return { text: join([...merged.values()]), conflicts };
}

/** `undefined`: it is one thing, or one side took out what the other changed, and then it is decided as a whole. */
function mergeWithin(
  texts: readonly (string | undefined)[],
  chosen: Chosen,
  section: string,
): Merged | undefined {
  const sides = texts.map((text) => splitSection(text ?? ""));
  if (!canBeMerged(sides)) return undefined;
  const three = sides.map(byName) as [ByName, ByName, ByName];
  const undecided = mergeSections(three, {}, `${section}/`);
  const isWhole = undecided.conflicts.some(
    (one) =>
      one.mine === undefined ||
      one.theirs === undefined ||
      one.section === `${section}/`,
  );
  if (isWhole) return undefined;
  return Object.keys(chosen).length === 0
    ? undecided
    : mergeSections(three, chosen, `${section}/`);
}

function canBeMerged(sides: readonly Section[][]): boolean {
  return sides.every((side) => side.length > 1) && !areBothReordered(sides);
}

type ByName = ReadonlyMap<string, string>;

function choose(
  was: string | undefined,
  mine: string | undefined,
  theirs: string | undefined,
): "mine" | "theirs" | undefined {
  if (same(mine, theirs) || same(was, theirs)) return "mine";
  return same(was, mine) ? "theirs" : undefined;
}

/** Blank lines at the end are nobody's change. */
function same(one: string | undefined, other: string | undefined): boolean {
  return one?.trimEnd() === other?.trimEnd();
}

/** What both have stands in another order. */
function isReordered(base: ByName, side: ByName): boolean {
  const common = (one: ByName, other: ByName) =>
    [...one.keys()].filter((name) => other.has(name)).join("\n");
  return common(base, side) !== common(side, base);
}

/** Which of two orders is meant, nobody can tell: the texts are merged as a whole. */
function areBothReordered(sides: readonly Section[][]): boolean {
  const [base, mine, theirs] = sides.map(byName) as [ByName, ByName, ByName];
  return (
    isReordered(base, mine) &&
    isReordered(base, theirs) &&
    isReordered(mine, theirs)
  );
}

/** The second in its order, and the first beside what they stand beside. */
function orderOf(first: ByName, second: ByName): string[] {
  const order = [...second.keys()];
  let before: string | undefined;
  for (const name of first.keys()) {
    if (!second.has(name))
      order.splice(
        before === undefined ? 0 : order.indexOf(before) + 1,
        0,
        name,
      );
    before = name;
  }
  return order;
}

function byName(sections: readonly Section[]): ByName {
  return new Map(sections.map(({ name, text }) => [name, text]));
}

function join(sections: readonly string[]): string {
  return sections
    .map((text, place) =>
      place < sections.length - 1 && !text.endsWith("\n") ? `${text}\n` : text,
    )
    .join("");
}
