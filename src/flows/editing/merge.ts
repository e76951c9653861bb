import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";

/** A part of a flow's text that is merged as a whole: a step, or what stands beside the steps. All of them together are the text. */
export interface Section {
  /** `steps/welcome`, `promises`; empty text for what stands before the first. */
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
 * Puts what two people changed in one flow together, section by section. What one of them changed is taken; what both changed alike is one
 * change; what both changed otherwise is a conflict, and nothing of either is lost. A text that is no YAML is one section.
 */
export function mergeFlows(texts: ThreeTexts): Merged {
  const sides = [texts.base, texts.mine, texts.theirs].map(splitFlow);
  // A text that cannot be read is one section, and then the others are too.
  const [base, mine, theirs] = (
    sides.every((side) => side.length > 1)
      ? sides
      : [texts.base, texts.mine, texts.theirs].map((text) => [
          { name: "", text },
        ])
  ).map(byName) as [ByName, ByName, ByName];
  const conflicts: MergeConflict[] = [];
  const merged = new Map<string, string>();
  for (const name of orderOf(mine, theirs)) {
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

/** Theirs in their order, and mine beside what they stand beside. */
function orderOf(mine: ByName, theirs: ByName): string[] {
  const order = [...theirs.keys()];
  let before: string | undefined;
  for (const name of mine.keys()) {
    if (!theirs.has(name))
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

function sectionsOf(
  map: YAMLMap,
  text: string,
  prefix = "",
): { name: string; from: number }[] {
  return map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !key.range) return [];
    const name = `${prefix}${String(key.value)}`;
    const own = { name, from: beginOf(text, key.range[0]) };
    return name === "steps" && isMap(value) && !value.flow
      ? [own, ...sectionsOf(value, text, "steps/")]
      : [own];
  });
}

/** The beginning of the line that a name stands on, or of the remarks right above it. */
function beginOf(text: string, at: number): number {
  let begin = text.lastIndexOf("\n", at - 1) + 1;
  while (begin > 0) {
    const before = text.lastIndexOf("\n", begin - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(before, begin))) break;
    begin = before;
  }
  return begin;
}
