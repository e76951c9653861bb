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

/** A remark above a section belongs to it. */
export function splitFlow(text: string): Section[] {
  const document = parseDocument(text);
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents) || contents.flow)
    return [{ name: "", text }];
  return cut(text, sectionsOf(contents, text));
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

/** What a section consists of: the entries of its one map, each with the remarks above it. All of them are its text; fewer than two: it is whole. */
export function splitSection(text: string): Section[] {
  const { contents, errors } = parseDocument(text);
  const map = errors.length === 0 ? mapIn(contents) : undefined;
  const begins = (map?.items ?? []).flatMap(({ key }) =>
    isScalar(key) && key.range
      ? [{ name: String(key.value), from: beginOf(text, key.range[0]) }]
      : [],
  );
  return cut(text, begins.length === map?.items.length ? begins : []);
}

/** `welcome:` and what stands below it; one of a list. */
function mapIn(contents: unknown): YAMLMap | undefined {
  if (!isCollection(contents) || contents.flow || contents.items.length !== 1)
    return undefined;
  const [item] = contents.items;
  const inner = isMap(contents) ? contents.items[0]?.value : item;
  return isMap(inner) && !inner.flow ? inner : undefined;
}

function cut(text: string, sections: readonly Begin[]): Section[] {
  const begins = [{ name: "", from: 0 }, ...sections];
  return begins.flatMap(({ name, from }, place) => {
    const part = text.slice(from, begins[place + 1]?.from);
    return part === "" && name === "" ? [] : [{ name, text: part }];
  });
}
