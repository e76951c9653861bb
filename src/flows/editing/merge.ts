import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { beginOf } from "./lines.js";

/** A part of a text that is merged as a whole: a step, somebody of the people file, or what stands beside them. All of them together are the text. */
export interface Section {
  /** `steps/welcome`, `agents/Luis Prado`, `promises`; empty text for what stands before the first. */
  readonly name: string;
  readonly text: string;
}

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
 * Puts what two people changed in one flow, or in one of the company's documents, together, section by section. What one of them changed is taken; what both changed alike is one
 * change; what both changed otherwise is a conflict, and nothing of either is lost. A text that is no YAML is one section.
 */
export function mergeFlows(texts: ThreeTexts): Merged {
  const sides = [texts.base, texts.mine, texts.theirs].map(splitFlow);
  // A text that cannot be read is one section, and then the others are too.
  const [base, mine, theirs] = (
    sides.every((side) => side.length > 1) && !areBothReordered(sides)
      ? sides
      : [texts.base, texts.mine, texts.theirs].map((text) => [
          { name: "", text },
        ])
  ).map(byName) as [ByName, ByName, ByName];
  const conflicts: MergeConflict[] = [];
  const merged = new Map<string, string>();
  const order = isReordered(base, mine)
    ? orderOf(theirs, mine)
    : orderOf(mine, theirs);
  for (const name of order) {
    const [was, one, other] = [base, mine, theirs].map((side) =>
      side.get(name),
    );
    const taken = choose(was, one, other) ?? texts.chosen?.[name];
    if (!taken)
      conflicts.push({
        section: name,
        ...(one !== undefined && { mine: one }),
        ...(other !== undefined && { theirs: other }),
      });
    const text = taken === "theirs" ? other : one;
    if (text !== undefined) merged.set(name, text);
  }
  return { text: join([...merged.values()]), conflicts };
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

/** A remark above a section belongs to it. */
export function splitFlow(text: string): Section[] {
  const document = parseDocument(text);
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents) || contents.flow)
    return [{ name: "", text }];
  const begins = [{ name: "", from: 0 }, ...sectionsOf(contents, text)];
  return begins.flatMap(({ name, from }, place) => {
    const part = text.slice(from, begins[place + 1]?.from);
    return part === "" && name === "" ? [] : [{ name, text: part }];
  });
}

interface Begin {
  readonly name: string;
  readonly from: number;
}

/** Whose entries are merged one by one, beside lists of what has a name. */
const ofEntries = ["steps", "hours", "numbers"];

function sectionsOf(map: YAMLMap, text: string, prefix = ""): Begin[] {
  return map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !key.range) return [];
    const name = `${prefix}${String(key.value)}`;
    const own = { name, from: beginOf(text, key.range[0]) };
    if (prefix !== "" || !isCollection(value) || value.flow) return [own];
    if (isSeq(value)) return [own, ...entriesOf(value, text, name)];
    return isMap(value) && ofEntries.includes(name)
      ? [own, ...sectionsOf(value, text, `${name}/`)]
      : [own];
  });
}

/** The entries of a list, by name; none where two have the same, or one has none. */
function entriesOf(list: YAMLSeq, text: string, prefix: string): Begin[] {
  const begins = list.items.flatMap((item) => {
    const range = (item as Node | null)?.range;
    const own = isMap(item) && !item.flow ? nameOf(item) : undefined;
    return own === undefined || !range
      ? []
      : [{ name: `${prefix}/${own}`, from: beginOf(text, range[0]) }];
  });
  const isEach = begins.length === list.items.length;
  const names = new Set(begins.map(({ name }) => name));
  return isEach && names.size === begins.length ? begins : [];
}

/** Powers are called by whose they are, customers by their segment. */
function nameOf(item: YAMLMap): string | undefined {
  const value: unknown =
    item.get("name") ?? item.get("segment") ?? item.get("people", true);
  if (typeof value === "string") return value;
  return isSeq(value)
    ? value.items
        .map((one) => (isScalar(one) ? String(one.value) : ""))
        .join(", ")
    : undefined;
}
