import type { ASTNode } from "@marcbachmann/cel-js";
import { DateTime } from "luxon";
import { isDay } from "../speech/index.js";
import { isClock, nameOf } from "./check-condition.js";
import type { Decidable, Decidables, DecidableValue } from "./decidable.js";
import { readMoney } from "./environment.js";

/** What each variable of a condition is set against, by name. */
export type Compared = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The variables of a condition with the values that are written beside them; `undefined` where trying values would not tell whether
 * the condition can hold (two variables are compared, or a text is asked what is in it).
 */
export function comparedIn(root: ASTNode): Compared | undefined {
  const found = new Map<string, Set<string>>();
  const note = (name: string, values: readonly string[]) => {
    const known = found.get(name) ?? new Set();
    for (const value of values) known.add(value);
    found.set(name, known);
  };
  const open: ASTNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const name = nameOf(node);
    if (name !== undefined) note(name, []);
    else if (node.op === "rcall") return undefined;
    else if (node.op === "&&" || node.op === "||") open.push(...node.args);
    else if (node.op === "!_") open.push(node.args);
    else if (node.op === "call" && node.args[0] === "has")
      open.push(...node.args[1]);
    else if (Array.isArray(node.args)) {
      const [one, other] = node.args as [ASTNode, ASTNode | undefined];
      if (!other || typeof other !== "object") continue;
      const names = [nameOf(one), nameOf(other)];
      const [left, right] = names;
      if (left !== undefined && right !== undefined) return undefined;
      if (left !== undefined) note(left, written(other));
      else if (right !== undefined) note(right, written(one));
      else open.push(...[one, other].filter(({ op }) => op !== "list"));
    }
  }
  return found;
}

/** `'x'`, `5`, `-5`, `money('5.00 USD')`, or a list of them. */
function written(node: ASTNode): string[] {
  if (node.op === "value") return [String(node.args)];
  if (node.op === "-_" && node.args.op === "value")
    return [`-${String(node.args.args)}`];
  if (node.op === "list") return node.args.flatMap(written);
  if (node.op === "call") return node.args[1].flatMap(written);
  return [];
}

/**
 * Values of a variable that stand for all: each that it is set against, and what lies before, between and after them. `undefined`
 * stands for a value that is not known.
 */
function casesOf(
  { type, among, from, to, decimals, sure }: Decidable,
  against: ReadonlySet<string>,
): (DecidableValue | undefined)[] {
  const values = [...against];
  const known: DecidableValue[] = (() => {
    switch (type) {
      case "yes-no":
        return [true, false];
      case "text":
        return among
          ? withOneOther(values, among)
          : [...values, otherThan(values)];
      case "number":
        return numbersAround(values.map(Number), {
          from,
          to,
          whole: decimals !== true,
        });
      case "money":
        return values.flatMap((text) => {
          const money = readMoney(text);
          return money
            ? [-1, 0, 1].map((step) => ({
                ...money,
                amount: money.amount + step,
              }))
            : [];
        });
      case "date":
        return around(values.filter(isDay), dayBeside, "2026-01-01");
      case "clock":
        return around(values.filter(isClock), clockBeside, "12:00");
    }
  })();
  const cases: (DecidableValue | undefined)[] =
    known.length > 0 ? known : [{ amount: 0, currency: "USD" }];
  return sure ? cases : [...cases, undefined];
}

function withOneOther(
  values: readonly string[],
  among: readonly string[],
): string[] {
  const other = among.find((one) => !values.includes(one));
  return [
    ...among.filter((one) => values.includes(one)),
    ...(other === undefined ? [] : [other]),
  ];
}

function otherThan(values: readonly string[]): string {
  let other = "other";
  while (values.includes(other)) other += "'";
  return other;
}

function numbersAround(
  values: readonly number[],
  range: {
    readonly from: number | undefined;
    readonly to: number | undefined;
    readonly whole: boolean;
  },
): number[] {
  const { from = -Infinity, to = Infinity, whole } = range;
  const sorted = values.toSorted((a, b) => a - b);
  const near = sorted.flatMap((value, index) => [
    ...(whole
      ? [Math.floor(value) - 1, Math.floor(value), Math.ceil(value)]
      : [value - 1, value, (value + (sorted[index + 1] ?? value + 2)) / 2]),
    Math.ceil(value) + 1,
  ]);
  const ends = [from, to].filter(Number.isFinite);
  const all = [...near, ...ends].filter(
    (value) => value >= from && value <= to && Number.isFinite(value),
  );
  return all.length > 0 ? [...new Set(all)] : [1];
}

function around(
  values: readonly string[],
  beside: (value: string, step: number) => string,
  ordinary: string,
): string[] {
  const all = values.flatMap((value) =>
    [-1, 0, 1].map((step) => beside(value, step)),
  );
  return all.length > 0 ? [...new Set(all)] : [ordinary];
}

function dayBeside(day: string, step: number): string {
  const beside = DateTime.fromISO(day, { zone: "utc" }).plus({ days: step });
  return beside.toISODate() ?? day;
}

function clockBeside(clock: string, step: number): string {
  const minutes = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  const beside = Math.min(24 * 60 - 1, Math.max(0, minutes + step));
  return `${String(Math.floor(beside / 60)).padStart(2, "0")}:${String(beside % 60).padStart(2, "0")}`;
}

/** All combinations of the cases of some variables, `most` at most; `undefined` when there are more. */
export function combinations(
  compared: Compared,
  decidables: Decidables,
  given: Readonly<Record<string, readonly DecidableValue[]>>,
  most: number,
): Record<string, DecidableValue | undefined>[] | undefined {
  let all: Record<string, DecidableValue | undefined>[] = [{}];
  for (const [name, against] of compared) {
    const decidable = decidables[name];
    if (!decidable) return undefined;
    const cases = given[name] ?? casesOf(decidable, against);
    if (all.length * cases.length > most) return undefined;
    all = all.flatMap((one) =>
      cases.map((value) => ({ ...one, [name]: value })),
    );
  }
  return all;
}
