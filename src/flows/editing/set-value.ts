import {
  isCollection,
  isMap,
  isScalar,
  isNode,
  isSeq,
  parse,
  parseDocument,
  stringify,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Path } from "../step-kind.js";
import { endOf, lineOf } from "./lines.js";
import { setItem } from "./list-items.js";

/**
 * The text of a flow, or of one of the company's documents, with another value at a path; `undefined` takes what is there out. Everything else stays as it is written: remarks, blank lines,
 * quotes. A text that is no YAML, or a path through what is no map, comes back as it was.
 */
export function setValue(text: string, path: Path, value: unknown): string {
  const own = path.length > 2 ? stepLines(text, path) : undefined;
  if (!own) return setIn(text, path, value);
  const before = `steps:\n${text.slice(own.from, own.to)}`;
  const after = setIn(before, path, value);
  // Nothing came of it: it is not understood by itself, as where it names what stands elsewhere.
  return after !== before && after.startsWith("steps:\n")
    ? text.slice(0, own.from) +
        after.slice("steps:\n".length) +
        text.slice(own.to)
    : setIn(text, path, value);
}

/**
 * The lines of the step that a path leads into: a flow of hundreds of steps is not read anew at each keystroke in a form. Below a `steps:` at the
 * margin a line that begins with two spaces and a name can be nothing but a step, where the steps are written so.
 */
function stepLines(text: string, [outer, step]: Path) {
  if (outer !== "steps") return undefined;
  const begins = /^steps:[ \t]*\n(?=(?:[ \t]*(?:#.*)?\n)* {2}[^\s#])/m.exec(
    text,
  );
  if (!begins) return undefined;
  const start = begins.index + begins[0].length;
  const end = /^[^\s#]/m.exec(text.slice(start));
  const steps = text.slice(start, end ? start + end.index : text.length);
  const found = steps.search(new RegExp(`^  ${String(step)}:[ \\t]*$`, "m"));
  if (found < 0) return undefined;
  const from = start + found;
  const next = /\n {2}[^\s#]/.exec(steps.slice(found + 2));
  const to = next ? from + 2 + next.index + 1 : start + steps.length;
  return { from, to };
}

function setIn(text: string, path: Path, value: unknown): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  const changed = change(text, document, path, value);
  if (
    changed !== undefined &&
    value !== undefined &&
    isAt(changed, path, value)
  )
    return changed;
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, value);
  if (changed !== undefined && isSame(changed, document)) return changed;
  // Written in a way that is not understood here: it is written anew.
  return document.toString({ lineWidth: 0 });
}

function isAt(text: string, path: Path, value: unknown): boolean {
  const document = parseDocument(text);
  return (
    document.errors.length === 0 &&
    JSON.stringify(plain(document, path)) === JSON.stringify(value)
  );
}

function isSame(text: string, meant: Document): boolean {
  const document = parseDocument(text);
  return (
    document.errors.length === 0 &&
    JSON.stringify(document.toJS()) === JSON.stringify(meant.toJS())
  );
}

function plain(document: Document, path: Path): unknown {
  const node: unknown = document.getIn(path, true);
  if (node === undefined || node === null) return undefined;
  return (node as Node).toJS(document);
}

function change(
  text: string,
  document: Document,
  path: Path,
  value: unknown,
): string | undefined {
  // Within { … } all of it is written anew: on one line nothing can be told apart.
  for (let depth = 1; depth < path.length; depth += 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (isCollection(node) && node.flow) {
      const whole = document.clone();
      if (value === undefined) whole.deleteIn(path);
      else whole.setIn(path, value);
      return replace(
        text,
        node,
        inline(plain(whole, path.slice(0, depth)), node),
      );
    }
  }
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  if (parent === undefined)
    return value === undefined
      ? text
      : change(
          text,
          document,
          path.slice(0, -1),
          typeof path.at(-1) === "number"
            ? [value]
            : { [String(path.at(-1))]: value },
        );
  if (isSeq(parent)) return changeItem(text, document, path, value);
  if (!isMap(parent)) return undefined;
  const pair = pairOf(parent, String(path.at(-1)));
  if (!pair)
    return value === undefined ? text : insert(text, parent, path, value);
  if (value === undefined) return cut(text, pair);
  const { value: old } = pair;
  if (
    isScalar(old) &&
    typeof value !== "object" &&
    !/^[|>]/.test(old.source ?? "")
  )
    return replace(text, old, scalar(value, old.type));
  if (isCollection(old) && old.flow)
    return replace(text, old, inline(value, old));
  const { from, to, column } = extent(text, pair);
  const lines = written(String(path.at(-1)), value, column);
  return (
    text.slice(0, from) +
    lines.slice(from - lineOf(text, from)) +
    text.slice(to)
  );
}

function changeItem(
  text: string,
  document: Document,
  path: Path,
  value: unknown,
): string | undefined {
  const list = document.getIn(path.slice(0, -1), true) as YAMLSeq;
  const place = Number(path.at(-1));
  const old = list.items[place];
  if (value === undefined && list.items.length === 1 && old !== undefined)
    return change(text, document, path.slice(0, -1), []);
  if (
    value !== undefined &&
    isNode(old) &&
    (isScalar(old) || (isCollection(old) && old.flow))
  )
    return replace(
      text,
      old,
      isScalar(old) && typeof value !== "object"
        ? scalar(value, old.type)
        : inline(value, old),
    );
  return setItem(text, list, place, value);
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(
    ({ key }) => isScalar(key) && String(key.value) === name,
  );
}

function replace(text: string, node: Node, by: string): string | undefined {
  if (!node.range) return undefined;
  const [from, to] = node.range;
  return `${text.slice(0, from)}${from === to ? " " : ""}${by}${text.slice(to)}`;
}

/** In the quotes that it has; without any where that reads back the same. */
function scalar(value: unknown, type: string | undefined): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const bare = stringify(value, { lineWidth: 0 }).trimEnd();
  const isPlain =
    type === "PLAIN" && !/[\n,[\]{}]/.test(bare) && parse(bare) === value;
  return isPlain ? bare : JSON.stringify(value);
}

/** `{ a: [b, c] }`, in quotes where what stood there had them. */
function inline(value: unknown, before: Node): string {
  if (Array.isArray(value))
    return `[${value.map((one) => inline(one, before)).join(", ")}]`;
  const isQuoted = isSeq(before) && isInQuotes(before.items[0]);
  const options = {
    collectionStyle: "flow",
    lineWidth: 0,
    flowCollectionPadding: false,
    ...(isQuoted && { defaultStringType: "QUOTE_DOUBLE" as const }),
  } as const;
  const write = (one: unknown) =>
    stringify([one], options).trimEnd().slice(1, -1);
  if (typeof value !== "object" || value === null) return write(value);
  const pairs = Object.entries(value).map(
    ([name, one]) => `${write(name)}: ${inline(one, before)}`,
  );
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

function isInQuotes(node: unknown): boolean {
  return isScalar(node) && node.type === "QUOTE_DOUBLE";
}

/** `name: value`, further lines further in. Ends with a line end. */
function written(name: string, value: unknown, column: number): string {
  const lines = stringify({ [name]: value }, { lineWidth: 0 })
    .trimEnd()
    .split("\n");
  const margin = " ".repeat(column);
  return lines.map((line) => `${margin}${line}\n`).join("");
}

/** The lines that a name and its value take; after a dash, from there on. */
function extent(
  text: string,
  { key, value }: Pair,
): { from: number; to: number; column: number } {
  const name = key as Node;
  const [at = 0] = name.range ?? [];
  const line = lineOf(text, at);
  const isAfterDash = text.slice(line, at).trim() !== "";
  const to = endOf(
    text,
    (value as Node | null)?.range ? (value as Node) : name,
  );
  return { from: isAfterDash ? at : line, to, column: at - line };
}

function cut(text: string, pair: Pair): string {
  const { from, to, column } = extent(text, pair);
  // What follows comes up to the dash.
  const isAfterDash = from > lineOf(text, from);
  return text.slice(0, from) + text.slice(isAfterDash ? to + column : to);
}

function insert(
  text: string,
  map: YAMLMap,
  path: Path,
  value: unknown,
): string | undefined {
  const last = map.items.at(-1);
  if (!last) return undefined;
  const { to, column } = extent(text, last);
  const before = text.slice(0, to);
  const lineEnd = before.endsWith("\n") ? "" : "\n";
  return (
    before +
    lineEnd +
    written(String(path.at(-1)), value, column) +
    text.slice(to)
  );
}
