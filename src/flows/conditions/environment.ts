import { Environment } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import { compareMoney, isMoney, minorUnits } from "../speech/index.js";
import type {
  Decidable,
  Decidables,
  DecidableType,
  DecidableValue,
  DecidableValues,
} from "./decidable.js";

/** Far more than a condition that people can read; what is longer is refused before it is evaluated. */
const limits = { maxAstNodes: 200, maxDepth: 24, maxListElements: 50 };

/** Texts of callers and look-ups are cut here before a pattern is tried on them. */
const longestText = 1_000;

/** An amount inside of an expression: CEL takes types apart by their class. */
class Amount {
  readonly amount: number;
  readonly currency: string;
  constructor(amount: number, currency: string) {
    this.amount = amount;
    this.currency = currency;
  }
}

const celTypes: Readonly<Record<DecidableType, string>> = {
  text: "string",
  number: "int",
  money: "Money",
  date: "string",
  clock: "string",
  "yes-no": "bool",
};

/** CEL with the variables of a step, `money('20.00 USD')` and `text.fits('pattern')`; everything else is refused by `checkCondition`. */
export function createEnvironment(decidables: Decidables): Environment {
  const environment = new Environment({ limits });
  environment.registerType("Money", { ctor: Amount, fields: {} });
  for (const [operator, holds] of Object.entries(orders))
    environment.registerOperator(
      `Money ${operator} Money`,
      (one: Amount, other: Amount) => holds(compareMoney(one, other)),
    );
  environment.registerOperator(
    "Money == Money",
    (one: Amount, other: Amount) => compareMoney(one, other) === 0,
  );
  environment.registerOperator(
    "int == double",
    (one: bigint, other: number) => Number(one) === other,
  );
  environment.registerFunction("money(string): Money", (text: string) => {
    const { amount, currency } = readMoney(text) ?? {};
    return new Amount(amount ?? Number.NaN, currency ?? "");
  });
  environment.registerFunction(
    "string.fits(string): bool",
    (text: string, pattern: string) =>
      readPattern(pattern)?.matches(text.slice(0, longestText)) ?? false,
  );
  for (const [group, schema] of schemas(decidables))
    environment.registerVariable(
      typeof schema === "string"
        ? { name: group, type: schema }
        : { name: group, schema },
    );
  return environment;
}

const orders: Readonly<Record<string, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

const nameable = new Map<string, boolean>();

/** Whether conditions can have a variable of this name: a look-up may be called as CEL calls something of its own (`package`, `int`). */
export function isNameable(name: string): boolean {
  const known = nameable.get(name) ?? tryName(name);
  if (nameable.size < mostPatterns) nameable.set(name, known);
  return known;
}

function tryName(name: string): boolean {
  // What every object has would be found where nothing was given.
  if (name.split(".").some((part) => part in {})) return false;
  try {
    const environment = createEnvironment({ [name]: { type: "text" } });
    return environment.parse(`${name} == 'x'`).check().valid;
  } catch {
    return false;
  }
}

/** The types by the first part of their names: `caller.segment` and `caller.grade` are one object of two fields. */
function schemas(
  decidables: Decidables,
): Map<string, string | Record<string, string>> {
  const groups = new Map<string, string | Record<string, string>>();
  for (const [name, decidable] of Object.entries(decidables)) {
    const [group = "", field] = name.split(".");
    const type = celTypeOf(decidable);
    if (field === undefined) groups.set(group, type);
    else {
      const known = groups.get(group);
      groups.set(group, {
        ...(typeof known === "object" ? known : {}),
        [field]: type,
      });
    }
  }
  return groups;
}

function celTypeOf({ type, decimals }: Decidable): string {
  return decimals === true ? "double" : celTypes[type];
}

/** The values as CEL takes them: whole numbers as BigInt, amounts as `Amount`. What is not of its type counts as not known. */
export function toCel(
  decidables: Decidables,
  values: DecidableValues,
): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const [name, decidable] of Object.entries(decidables)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const given = value === undefined ? undefined : celValue(decidable, value);
    const [group = "", field] = name.split(".");
    if (field === undefined) {
      if (given !== undefined) context[group] = given;
      continue;
    }
    const fields = (context[group] ??= {}) as Record<string, unknown>;
    if (given !== undefined) fields[field] = given;
  }
  return context;
}

function celValue(
  { type, decimals }: Decidable,
  value: DecidableValue,
): unknown {
  if (type === "money")
    return isMoney(value)
      ? new Amount(value.amount, value.currency)
      : undefined;
  if (type === "yes-no") return typeof value === "boolean" ? value : undefined;
  if (type !== "number") return typeof value === "string" ? value : undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  if (decimals === true) return value;
  return Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

/** `20.00 USD`, `1500 COP`: decimals as the currency has them, or none. `undefined` for anything else. */
export function readMoney(
  text: string,
): { readonly amount: number; readonly currency: string } | undefined {
  const [, sign, whole = "", , part = "", currency = ""] =
    /^(-?)(\d{1,12})(\.(\d{1,4}))? ([A-Z]{3})$/.exec(text) ?? [];
  if (currency === "") return undefined;
  const decimals = minorUnits(currency);
  if (part !== "" && part.length !== decimals) return undefined;
  const amount = Number(whole) * 10 ** decimals + Number(part || 0);
  return { amount: sign === "-" ? -amount : amount, currency };
}

const patterns = new Map<string, RE2JS | undefined>();
const mostPatterns = 500;

/** A pattern (RE2: linear time, no look-behind); `undefined` when it is none. */
export function readPattern(pattern: string): RE2JS | undefined {
  if (patterns.has(pattern)) return patterns.get(pattern);
  if (patterns.size >= mostPatterns) patterns.clear();
  const made = compilePattern(pattern);
  patterns.set(pattern, made);
  return made;
}

function compilePattern(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
