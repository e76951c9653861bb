import {
  LineCounter,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from "yaml";
import { quoted, type Finding } from "./diagnostics.js";
import { isNestedTooDeep } from "./nesting.js";
import { createPlaces, keyName, type Places } from "./places.js";
import type { Path } from "./step-kind.js";
import { checkCharacters } from "./text-encoding.js";
import { explainSyntax } from "./yaml-syntax.js";

export interface ReadYaml {
  /** Plain data; absent when the text cannot be read. */
  readonly value?: unknown;
  readonly findings: readonly Finding[];
  readonly places: Places;
}

/** Deeper than any document of ours; what is nested deeper takes a reader's stack down. */
const deepest = 40;
/** How many values aliases (`*name`) may add in all. A document of real operations has none. */
const mostAliased = 5_000;

/**
 * YAML → plain data, with a place for everything in it. What YAML would let pass in silence is a finding: a name that stands twice, a
 * key that turns into another number, aliases that explode. Never throws on bad input.
 */
export function readYaml(text: string): ReadYaml {
  const unreadable = checkCharacters(text);
  if (unreadable)
    return { findings: [unreadable], places: createPlaces(null, text) };
  const lines = new LineCounter();
  const yaml = isNestedTooDeep(text, deepest)
    ? "too deep"
    : parseQuietly(text, lines);
  if (yaml === "too deep") {
    return {
      findings: [tooDeep([])],
      places: createPlaces(null, text, lines),
    };
  }
  const places = createPlaces(yaml.contents, text, lines);
  const syntax = explainSyntax(yaml, text, places);
  if (syntax.length > 0) return { findings: syntax, places };
  const findings: Finding[] = [];
  const value = readNode(yaml.contents, [], {
    findings,
    anchors: new Map(),
    text,
    aliased: 0,
    size: 0,
  });
  // What could not be read to its end is no document: looking for more mistakes in it would only find wrong ones.
  return findings.some(isBoundless)
    ? { findings: findings.filter(isBoundless), places }
    : { value, findings, places };
}

function isBoundless({ code, path }: Finding): boolean {
  return (
    code === "document-too-deep" || (code === "yaml-alias" && path.length === 0)
  );
}

// An Error keeps its stack, and a broken document can have one mistake for each of its characters: that alone would take seconds.
function parseQuietly(text: string, lines: LineCounter): Document | "too deep" {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    const yaml = parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "error",
    });
    const overflown = yaml.errors.some(({ message }) =>
      message.includes("call stack"),
    );
    return overflown ? "too deep" : yaml;
  } catch (error) {
    if (error instanceof RangeError) return "too deep";
    throw error;
  } finally {
    Error.stackTraceLimit = limit;
  }
}

interface Reading {
  readonly findings: Finding[];
  readonly anchors: Map<string, { value: unknown; size: number }>;
  readonly text: string;
  /** Values read so far, and how many of them came by aliases. */
  size: number;
  aliased: number;
}

function readNode(node: Node | null, path: Path, reading: Reading): unknown {
  reading.size += 1;
  if (path.length > deepest) {
    if (!reading.findings.some(({ code }) => code === "document-too-deep"))
      reading.findings.push(tooDeep(path));
    return null;
  }
  const before = reading.size;
  const value = readValue(node, path, reading);
  if (node && "anchor" in node && node.anchor !== undefined)
    reading.anchors.set(node.anchor, {
      value,
      size: reading.size - before + 1,
    });
  return value;
}

function readValue(node: Node | null, path: Path, reading: Reading): unknown {
  if (isMap(node)) {
    const map: Record<string, unknown> = {};
    for (const pair of node.items) readPair(pair, map, path, reading);
    return map;
  }
  if (isSeq(node))
    return node.items.map((item, index) =>
      readNode(isPair(item) ? null : (item as Node), [...path, index], reading),
    );
  if (isAlias(node)) return readAlias(node, path, reading);
  return isScalar(node) ? node.value : null;
}

function readPair(
  { key, value }: Pair,
  map: Record<string, unknown>,
  path: Path,
  reading: Reading,
): void {
  const name = isScalar(key) ? keyName(key) : undefined;
  if (name === undefined) {
    reading.findings.push(noName(key as Node, path, reading.text));
    return;
  }
  const inner = [...path, name];
  if (name === "__proto__") {
    reading.findings.push({
      code: "field-unknown",
      message: `${quoted(name)} cannot be a name.`,
      hint: "Choose another one.",
      path: inner,
      mark: "name",
    });
    return;
  }
  const written = isScalar(key) ? (key.source ?? name) : name;
  if (typeof (key as Scalar).value === "number" && written !== name)
    reading.findings.push({
      code: "number-not-text",
      message: `The name ${written} is read as the number ${name}.`,
      hint: `Put quotes around it: "${written}".`,
      path: inner,
      mark: "name",
    });
  if (Object.hasOwn(map, name))
    reading.findings.push({
      code: "yaml-field-twice",
      message: `${quoted(name)} stands here for the second time, and only one of the two can hold.`,
      hint: "Delete one, or give it another name.",
      path: inner,
      mark: "name",
    });
  map[name] = readNode(value as Node | null, inner, reading);
}

function noName(key: Node, path: Path, text: string): Finding {
  const [from, to] = key.range ?? [0, 1];
  const mark = { from, to };
  const before = text.slice(Math.max(0, from - 1), from + 1);
  return before.startsWith("{") && before.endsWith("{")
    ? {
        code: "yaml-braces",
        message: "A text that begins with {{ is read as a list of names.",
        hint: 'Put quotes around the whole text: "{{ … }}".',
        path,
        mark: { from: from - 1, to: to + 1 },
      }
    : {
        code: "yaml-syntax",
        message: "Something stands before a colon that is no name.",
        hint: "Write a name, a colon, a space, and then the value.",
        path,
        mark,
      };
}

function readAlias(
  { source, range }: Alias,
  path: Path,
  reading: Reading,
): unknown {
  const at = { from: range?.[0] ?? 0, to: range?.[1] ?? 0 };
  const found = reading.anchors.get(source);
  if (found === undefined) {
    reading.findings.push({
      code: "yaml-alias",
      message: `${quoted(`*${source}`)} repeats something called ${quoted(`&${source}`)}, and nothing before it is called so.`,
      hint: 'A text or key that begins with * needs quotes: "*".',
      path,
      mark: at,
    });
    return null;
  }
  reading.aliased += found.size;
  reading.size += found.size;
  if (reading.aliased <= mostAliased) return found.value;
  if (!reading.findings.some(isBoundless))
    reading.findings.push({
      code: "yaml-alias",
      message: `Repetitions such as ${quoted(`*${source}`)} make this document longer than anybody wrote it.`,
      hint: "Write it out, or let several outcomes go to one step.",
      path: [],
      mark: at,
    });
  return null;
}

function tooDeep(path: Path): Finding {
  return {
    code: "document-too-deep",
    message: `This document is nested more than ${deepest} levels deep.`,
    hint: "A flow needs eight at most. Look for brackets or dashes that repeat.",
    path: path.slice(0, 3),
  };
}
