import {
  Output,
  toValueSync,
  TypeGuards,
  Value,
  type Template,
  type Token,
} from "liquidjs";
import { nearest } from "../diagnostics.js";
import { checkCondition, checkWhen, wrongType } from "./check-condition.js";
import { filterNames, filters } from "./text-filters.js";
import type { TextProblem } from "./text-problem.js";
import { syntaxProblem } from "./text-syntax.js";
import type { Variables, VariableType } from "./text-values.js";

/** A decision inside a decision inside …: nobody can follow a prompt that is nested deeper. */
const deepest = 10;

/** Every `{{ }}` of a text in order, as Liquid parsed it. */
export interface CheckedText {
  readonly outputs: readonly Output[];
  /** The variables it names, each once. */
  readonly names: readonly string[];
  readonly problems: readonly TextProblem[];
}

/** Walks the parsed templates: are the variables known, the filters ours, and each used as what it is? */
export function checkTemplates(
  templates: readonly Template[],
  source: string,
  variables: Variables,
): CheckedText {
  const outputs: Output[] = [];
  const names = new Set<string>();
  const problems: TextProblem[] = [];

  const typeOf = (token: Token): VariableType | undefined => {
    if (TypeGuards.isQuotedToken(token)) return "text";
    if (TypeGuards.isNumberToken(token)) return "number";
    if (!TypeGuards.isPropertyAccessToken(token)) {
      problems.push(wrongType(token));
      return undefined;
    }
    const name = token.getText();
    const type = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (type === undefined || isPrefix(name, variables)) {
      problems.push(
        unknown("unknown-variable", name, token.begin, Object.keys(variables)),
      );
      return undefined;
    }
    names.add(name);
    return type;
  };

  const checkOutput = ({ value, token }: Output) => {
    const [first] = value.initial.postfix;
    if (first === undefined) return;
    let type = typeOf(first);
    const places = filterPlaces(source.slice(token.begin, token.end));
    for (const [index, { name, args }] of value.filters.entries()) {
      const offset = token.begin + (places[index] ?? 0);
      const arg = args[0] as Token | undefined;
      if (name === "default") {
        const other = arg && typeOf(arg);
        if (arg === undefined) {
          problems.push(syntaxProblem(name, offset, offset + name.length));
        } else if (other && type && other !== type && other !== "text") {
          problems.push(wrongType(arg));
        }
        continue;
      }
      const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
      if (filter === undefined) {
        problems.push(unknown("unknown-filter", name, offset, filterNames));
        type = undefined;
        continue;
      }
      if (arg !== undefined || (type && !filter.takes.includes(type))) {
        const kind = arg === undefined ? "wrong-type" : "syntax";
        problems.push({ kind, name, offset, length: name.length });
      }
      type = "text";
    }
  };

  const walk = (list: readonly Template[], depth: number) => {
    for (const template of list) {
      if (template instanceof Output) {
        outputs.push(template);
        checkOutput(template);
        continue;
      }
      const children: readonly Template[] =
        toValueSync(template.children?.(false, true)) ?? [];
      if (children.length > 0 && depth >= deepest) {
        const { begin, end } = template.token;
        problems.push(syntaxProblem(template.token.getText(), begin, end));
        continue;
      }
      checkDecision([...(template.arguments?.() ?? [])]);
      walk(children, depth + 1);
    }
  };

  const checkDecision = (parts: readonly (Value | Token)[]) => {
    const conditions = parts.filter((part) => part instanceof Value);
    for (const { initial } of conditions) {
      problems.push(...checkCondition(initial.postfix, typeOf));
    }
    const others = parts.filter(
      (part): part is Token => !(part instanceof Value),
    );
    const token = conditions[0]?.initial.postfix[0];
    const name = token?.getText() ?? "";
    const type = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (token === undefined || type === undefined) {
      for (const other of others) typeOf(other);
    } else {
      problems.push(...checkWhen({ token, type }, others, typeOf));
    }
  };

  walk(templates, 0);
  return { outputs, names: [...names], problems };
}

// "charge" cannot be a value while "charge.amount" is one: the first is then the group of both.
function isPrefix(name: string, variables: Variables): boolean {
  return Object.keys(variables).some((other) => other.startsWith(`${name}.`));
}

function unknown(
  kind: "unknown-variable" | "unknown-filter",
  name: string,
  offset: number,
  known: readonly string[],
): TextProblem {
  const near = nearest(name, known);
  return {
    kind,
    name,
    offset,
    length: name.length,
    ...(near !== undefined && { nearest: near }),
  };
}

// Liquid keeps no place for a filter.
function filterPlaces(output: string): number[] {
  return Array.from(
    output.matchAll(/"[^"]*"|'[^']*'|\|\s*(?=([\w-]))/g),
    (match) => (match[1] === undefined ? -1 : match.index + match[0].length),
  ).filter((place) => place >= 0);
}
