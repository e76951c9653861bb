import type { ASTNode } from "@marcbachmann/cel-js";
import { nearest } from "../diagnostics.js";
import { isDay } from "../speech/index.js";
import type {
  ConditionProblem,
  Decidable,
  Decidables,
  DecidableType,
} from "./decidable.js";
import { readMoney, readPattern } from "./environment.js";

/** What a part of a condition comes to: a variable with what it may be, or a value that is written there. */
interface Part {
  readonly type: DecidableType;
  readonly node: ASTNode;
  readonly variable?: Decidable;
  readonly written?: string;
}

const orders = new Set(["<", "<=", ">", ">="]);
const equals = new Set(["==", "!="]);
/** Questions about a text, each with one text in brackets. */
const textQuestions = ["contains", "startsWith", "endsWith", "fits"];
const longestPattern = 200;

/**
 * Walks a parsed condition: are its variables known, is each compared with what it can be compared with, and is there nothing in it but
 * comparisons, `in`, `&&`, `||`, `!`, `has()`, `money()` and questions about texts? The rest of CEL is refused, so that a condition
 * can neither throw, nor loop, nor reach outside.
 */
export function checkCondition(
  root: ASTNode,
  decidables: Decidables,
): ConditionProblem[] {
  const problems: ConditionProblem[] = [];
  const report = (
    kind: ConditionProblem["kind"],
    node: ASTNode,
    more: { nearest?: string | undefined; expected?: string } = {},
  ) => {
    const { nearest: near, ...rest } = more;
    problems.push({
      kind,
      name: textOf(node),
      offset: node.range.start,
      ...(near !== undefined && { nearest: near }),
      ...rest,
    });
    return undefined;
  };

  const yesNo = (node: ASTNode) => {
    const part = partOf(node);
    if (part && part.type !== "yes-no")
      report("wrong-type", node, { expected: "something that holds or not" });
  };

  const partOf = (node: ASTNode): Part | undefined => {
    switch (node.op) {
      case "value":
        return literal(node) ?? report("not-offered", node);
      case "-_":
        return node.args.op === "value" && isNumber(node.args.args)
          ? { type: "number", node, written: textOf(node) }
          : report("not-offered", node);
      case "id":
      case ".":
        return variable(node);
      case "&&":
      case "||":
        for (const side of node.args) yesNo(side);
        return { type: "yes-no", node };
      case "!_":
        yesNo(node.args);
        return { type: "yes-no", node };
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        compare(node.op, node.args[0], node.args[1]);
        return { type: "yes-no", node };
      case "in":
        among(node.args[0], node.args[1]);
        return { type: "yes-no", node };
      case "call":
        return call(node, node.args[0], node.args[1]);
      case "rcall":
        return question(node, node.args[0], node.args[1], node.args[2]);
      case ".?":
      case "[]":
      case "[?]":
      case "?:":
      case "list":
      case "map":
      case "+":
      case "-":
      case "*":
      case "/":
      case "%":
        return report("not-offered", node);
    }
  };

  const variable = (node: ASTNode): Part | undefined => {
    const name = nameOf(node);
    const known = Object.keys(decidables);
    if (name === undefined) return report("not-offered", node);
    const decidable = Object.hasOwn(decidables, name)
      ? decidables[name]
      : undefined;
    return decidable
      ? { type: decidable.type, node, variable: decidable }
      : report("unknown-variable", node, { nearest: nearest(name, known) });
  };

  const compare = (operator: string, one: ASTNode, other: ASTNode) => {
    const left = partOf(one);
    const right = partOf(other);
    if (!left || !right) return;
    if (!fit(left, right)) return;
    const type = left.written === undefined ? left.type : right.type;
    if (orders.has(operator) && (type === "text" || type === "yes-no"))
      report("wrong-type", one, { expected: "== or != here" });
    if (equals.has(operator) || orders.has(operator)) {
      spelled(left, right);
      spelled(right, left);
    }
  };

  const among = (one: ASTNode, list: ASTNode) => {
    const left = partOf(one);
    if (list.op !== "list") {
      report("wrong-type", list, { expected: "a list such as ['one', 'two']" });
      return;
    }
    for (const entry of list.args) {
      const right = partOf(entry);
      if (left && right && fit(left, right)) spelled(right, left);
    }
  };

  /** Whether two sides can be compared; told at the second, or at the one that is written out. */
  const fit = (left: Part, right: Part): boolean => {
    const isText = ({ type }: Part) => writtenAsText.has(type);
    const alike =
      left.type === right.type ||
      (left.written !== undefined && left.type === "text" && isText(right)) ||
      (right.written !== undefined && right.type === "text" && isText(left));
    if (alike) return true;
    const [wrong, other] =
      left.written !== undefined && right.written === undefined
        ? [left, right]
        : [right, left];
    report("wrong-type", wrong.node, { expected: forms[other.type] });
    return false;
  };

  /** A written value in the form, or among the values, of the variable that it is compared with. */
  const spelled = ({ written, node }: Part, { variable: other }: Part) => {
    if (written === undefined || !other) return;
    const { type, among: values } = other;
    if (values && !values.includes(written))
      report("unknown-value", node, {
        nearest: nearest(written, values),
        expected: values.join(", "),
      });
    else if (
      (type === "date" && !isDay(written)) ||
      (type === "clock" && !isClock(written))
    )
      report("wrong-type", node, { expected: forms[type] });
  };

  const call = (
    node: ASTNode,
    name: string,
    args: readonly ASTNode[],
  ): Part | undefined => {
    const [first] = args;
    if (name === "has" && first && args.length === 1) {
      if (first.op !== ".") return report("not-offered", node);
      variable(first);
      return { type: "yes-no", node };
    }
    if (name !== "money" || !first || args.length !== 1)
      return report("not-offered", node);
    const { written } = literal(first) ?? {};
    if (written === undefined || !readMoney(written))
      report("wrong-type", first, { expected: forms.money });
    return { type: "money", node, written: written ?? "" };
  };

  const question = (
    node: ASTNode,
    name: string,
    about: ASTNode,
    args: readonly ASTNode[],
  ): Part | undefined => {
    const [first] = args;
    if (!textQuestions.includes(name) || !first || args.length !== 1)
      return report("not-offered", node, {
        nearest: name === "matches" ? "fits" : nearest(name, textQuestions),
      });
    const subject = partOf(about);
    if (subject && subject.type !== "text")
      report("wrong-type", about, { expected: forms.text });
    const { written, type } = literal(first) ?? {};
    if (written === undefined || type !== "text")
      report("wrong-type", first, { expected: forms.text });
    else if (
      name === "fits" &&
      (written.length > longestPattern || !readPattern(written))
    )
      report("pattern", first);
    return { type: "yes-no", node };
  };

  yesNo(root);
  return problems.toSorted((a, b) => a.offset - b.offset);
}

const writtenAsText: ReadonlySet<DecidableType> = new Set([
  "text",
  "date",
  "clock",
]);

/** How a value of each type is written. */
const forms: Readonly<Record<DecidableType, string>> = {
  text: "a text in quotes",
  number: "a number without quotes",
  money: "an amount such as money('20.00 USD')",
  date: "a day such as '2026-12-24'",
  clock: "a time such as '08:30'",
  "yes-no": "true or false",
};

function literal(node: ASTNode): Part | undefined {
  if (node.op !== "value") return undefined;
  const { args } = node;
  if (typeof args === "string") return { type: "text", node, written: args };
  if (typeof args === "boolean")
    return { type: "yes-no", node, written: String(args) };
  return isNumber(args)
    ? { type: "number", node, written: String(args) }
    : undefined;
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** `caller.segment`; `undefined` for what is no plain name. */
export function nameOf(node: ASTNode): string | undefined {
  if (node.op === "id") return node.args;
  if (node.op !== ".") return undefined;
  const before = nameOf(node.args[0]);
  return before === undefined ? undefined : `${before}.${node.args[1]}`;
}

function textOf({ input, range }: ASTNode): string {
  return input.slice(range.start, range.end);
}

export function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
