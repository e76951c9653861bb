import {
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";
import type { Diagnostic, Finding, Mark } from "./diagnostics.js";
import type { Path } from "./step-kind.js";

type Place = Pick<Diagnostic, "line" | "column" | "length">;

/** Where things stand in the text of a document. */
export interface Places {
  /** The words that a finding is about; of a thing that is missing, the name under which it is missing. */
  find(finding: Pick<Finding, "path" | "mark">): Place;
  /** A stretch of the text, as far as it is on one line. */
  at(from: number, to: number): Place;
  /** A value as it was written: `0123`, where YAML reads 123. */
  written(path: Path): string | undefined;
  /** A remark (`# …`) that ends the line of a value without quotes. */
  remark(path: Path): { readonly text: string } | undefined;
}

interface Found {
  readonly name: Scalar | undefined;
  readonly value: Node | undefined;
  /** How much of the path was found. */
  readonly depth: number;
}

export function createPlaces(
  root: Node | null,
  text: string,
  lines: LineCounter = linesOf(text),
): Places {
  const pairs = new WeakMap<YAMLMap, Map<string, Pair>>();
  const anchors = new Map<string, Node>();
  const pairOf = (map: YAMLMap, name: string): Pair | undefined => {
    let known = pairs.get(map);
    if (!known) {
      known = new Map();
      // The last of two with one name is the one that was read.
      for (const pair of map.items)
        if (isScalar(pair.key)) known.set(keyName(pair.key), pair);
      pairs.set(map, known);
    }
    return known.get(name);
  };
  const resolve = (node: Node): Node => {
    if (!isAlias(node)) return node;
    if (anchors.size === 0 && root) collectAnchors(root, anchors);
    return anchors.get(node.source) ?? node;
  };
  const look = (path: Path): Found => {
    let name: Scalar | undefined;
    let value = root ?? undefined;
    for (const [depth, part] of path.entries()) {
      const inside = value && resolve(value);
      if (isMap(inside)) {
        const pair = pairOf(inside, String(part));
        if (!pair) return { name, value, depth };
        name = pair.key as Scalar;
        value = (pair.value as Node | null) ?? undefined;
      } else if (isSeq(inside) && inside.items[Number(part)]) {
        value = inside.items[Number(part)] as Node;
      } else return { name, value, depth };
    }
    return { name, value, depth: path.length };
  };
  const at = (from: number, to: number): Place => {
    const start = lines.linePos(Math.min(from, text.length));
    const end = Math.min(to, endOfLine(text, from));
    return {
      line: Math.max(1, start.line),
      column: Math.max(1, start.col),
      length: Math.max(1, end - from),
    };
  };
  const nodePlace = (node: Node | undefined): Place => {
    const [from, to] = node?.range ?? [0, 1];
    return at(from, isScalar(node) || isAlias(node) ? to : from + 1);
  };
  return {
    at,
    find: ({ path, mark = "value" }) => {
      if (typeof mark === "object" && "from" in mark)
        return at(mark.from, mark.to);
      const { name, value, depth } = look(path);
      const scalar = isScalar(value) && value.source !== "" ? value : undefined;
      if (mark === "name" || depth < path.length || !scalar)
        return nodePlace(name ?? value);
      if (typeof mark === "object") {
        const found = markedAt(scalar, mark, text);
        if (found !== undefined) return at(found, found + mark.word.length);
      }
      return nodePlace(scalar);
    },
    written: (path) => {
      const { value, depth } = look(path);
      return depth === path.length && isScalar(value)
        ? value.source
        : undefined;
    },
    remark: (path) => {
      const { value, depth } = look(path);
      if (depth < path.length || !isScalar(value) || value.type !== "PLAIN")
        return undefined;
      const end = value.range?.[1] ?? 0;
      const found = /^[ \t]+#(.*)/.exec(text.slice(end, endOfLine(text, end)));
      return found ? { text: (found[1] ?? "").trim() } : undefined;
    },
  };
}

/**
 * Where a word of a text stands in the document: the text is quoted, folded or indented there, so the word is counted, not the
 * characters. `undefined` when it is not written as it is read (`"\u0041"`) or broken over two lines.
 */
function markedAt(
  { value, range }: Scalar,
  { offset, word }: Mark,
  text: string,
): number | undefined {
  if (typeof value !== "string" || !range || word === "") return undefined;
  const source = text.slice(range[0], range[1]);
  let found = source.indexOf(word);
  for (
    let before = value.indexOf(word);
    before !== -1 && before < offset && found !== -1;
    before = value.indexOf(word, before + 1)
  )
    found = source.indexOf(word, found + 1);
  return found === -1 ? undefined : range[0] + found;
}

// For a text that never came as far as the YAML reader.
function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return lines;
}

/** Where the line that a place is in ends. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** A name as it is read; one that nothing stands in place of is as it was written: `~`. */
export function keyName({ value, source }: Scalar): string {
  return typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
    ? String(value)
    : (source ?? "null");
}

function collectAnchors(root: Node, anchors: Map<string, Node>): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (isMap(node)) open.push(...node.items.map(({ value }) => value));
      if (isSeq(node)) open.push(...node.items);
    }
  }
}
