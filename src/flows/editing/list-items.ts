import {
  isCollection,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  type Node,
  type YAMLSeq,
} from "yaml";
import type { Path } from "../step-kind.js";
import { beginOf, endOf, lineOf } from "./lines.js";

interface Item {
  /** Of its first line, remarks above it included. */
  readonly begin: number;
  /** Of what follows its dash. */
  readonly at: number;
  readonly end: number;
}

/** Where the items of a list stand that is written line by line; `undefined`: it is not. */
function itemsOf(text: string, list: YAMLSeq): readonly Item[] | undefined {
  if (list.flow || list.items.length === 0) return undefined;
  const nodes = list.items as Node[];
  return nodes.map((node, place) => {
    const [at = 0] = node.range ?? [];
    const next = nodes[place + 1]?.range?.[0];
    return {
      begin: beginOf(text, at),
      at,
      end: next === undefined ? endOf(text, node) : beginOf(text, next),
    };
  });
}

/** With another value for one item of a list; one more where it is the number of items. `undefined`: it has to be written anew. */
export function setItem(
  text: string,
  list: YAMLSeq,
  place: number,
  value: unknown,
): string | undefined {
  const items = itemsOf(text, list);
  if (!items) return undefined;
  const item = items[place];
  if (value === undefined)
    return item && items.length > 1
      ? text.slice(0, item.begin) + text.slice(item.end)
      : undefined;
  const [first] = items;
  const margin = first
    ? text.slice(lineOf(text, first.at), first.at).search(/-/)
    : 0;
  const lines = stringify([value], { lineWidth: 0 })
    .trimEnd()
    .split("\n")
    .map((line) => `${" ".repeat(margin)}${line}\n`)
    .join("");
  if (!item) {
    const end = items.at(-1)?.end ?? text.length;
    const before = text.slice(0, end);
    return `${before}${before.endsWith("\n") ? "" : "\n"}${lines}${text.slice(end)}`;
  }
  const node = list.items[place] as Node;
  if (isScalar(node) || (isCollection(node) && node.flow)) return undefined;
  return (
    text.slice(0, lineOf(text, item.at)) + lines + text.slice(endOf(text, node))
  );
}

/** A text with one item of a list in another place; its remarks go with it. Where there is no such list, the text as it was. */
export function moveItem(
  text: string,
  path: Path,
  from: number,
  to: number,
): string {
  const document = parseDocument(text);
  const list: unknown = document.getIn(path, true);
  if (document.errors.length > 0 || !isSeq(list)) return text;
  const items = itemsOf(text, list);
  if (!items?.[from] || !items[to]) return text;
  const parts = items.map(({ begin, end }) => {
    const part = text.slice(begin, end);
    return part.endsWith("\n") ? part : `${part}\n`;
  });
  const [moved = ""] = parts.splice(from, 1);
  parts.splice(to, 0, moved);
  return (
    text.slice(0, items[0]?.begin) +
    parts.join("") +
    text.slice(items.at(-1)?.end)
  );
}
