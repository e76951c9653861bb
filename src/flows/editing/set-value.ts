import {
  isMap,
  isScalar,
  parse,
  parseDocument,
  stringify,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { Path } from "../step-kind.js";

/**
 * A flow's text with another value at a path; `undefined` takes what is there out. Everything else stays as it is written: remarks, blank lines,
 * quotes. A text that is no YAML, or a path through what is no map, comes back as it was.
 */
export function setValue(text: string, path: Path, value: unknown): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  const changed = change(text, document, path, value);
  if (changed !== undefined && isAt(changed, path, value)) return changed;
  // Written in a way that is not understood here: it is written anew.
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

function isAt(text: string, path: Path, value: unknown): boolean {
  const document = parseDocument(text);
  return (
    document.errors.length === 0 &&
    JSON.stringify(plain(document, path)) === JSON.stringify(value)
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
    if (isMap(node) && node.flow) {
      const whole = document.clone();
      if (value === undefined) whole.deleteIn(path);
      else whole.setIn(path, value);
      return replace(text, node, inline(plain(whole, path.slice(0, depth))));
    }
  }
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  if (parent === undefined)
    return value === undefined
      ? text
      : change(text, document, path.slice(0, -1), {
          [String(path.at(-1))]: value,
        });
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
  if (isMap(old) && old.flow) return replace(text, old, inline(value));
  const { from, to, column } = extent(text, pair);
  return (
    text.slice(0, from) +
    written(String(path.at(-1)), value, column) +
    text.slice(to)
  );
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

function inline(value: unknown): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
}

/** `name: value`, further lines further in. Ends with a line end. */
function written(name: string, value: unknown, column: number): string {
  const lines = stringify({ [name]: value }, { lineWidth: 0 })
    .trimEnd()
    .split("\n");
  const margin = " ".repeat(column);
  return lines.map((line) => `${margin}${line}\n`).join("");
}

/** The lines that a name and its value take. */
function extent(
  text: string,
  { key, value }: Pair,
): { from: number; to: number; column: number } {
  const [at = 0, , keyEnd = 0] = (key as Node).range ?? [];
  const end = (value as Node | null)?.range?.[1] ?? keyEnd;
  const from = text.lastIndexOf("\n", at - 1) + 1;
  // A value of several lines ends with its line's end already.
  const next = text[end - 1] === "\n" ? end - 1 : text.indexOf("\n", end);
  return { from, to: next < 0 ? text.length : next + 1, column: at - from };
}

function cut(text: string, pair: Pair): string {
  const { from, to } = extent(text, pair);
  return text.slice(0, from) + text.slice(to);
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
