import {
  compileCondition,
  waysOf,
  type Condition,
  type ConditionProblem,
  type Decidables,
  type Patience,
} from "../conditions/index.js";
import { decidablesOf } from "../deciding.js";
import {
  quoted,
  shortened,
  type DiagnosticCode,
  type Finding,
} from "../diagnostics.js";
import type { Draft } from "../parse.js";
import type { Path } from "../step-kind.js";
import { kindOf } from "./kind-of.js";

/** How often the conditions of one document are tried out; a flow of real operations takes a few thousand. */
const mostTries = 50_000;

/** Every condition of a flow: can it be read, and can its way out be taken? */
export function checkConditions({ document }: Draft): Finding[] {
  const decidables = decidablesOf(document);
  const patience: Patience = { left: mostTries };
  return Object.entries(document.steps).flatMap(([name, step]) => {
    const asked = kindOf(step.kind).conditions?.(step.body) ?? [];
    const base: Path = ["steps", name, step.kind];
    const read: { readonly path: Path; readonly condition: Condition }[] = [];
    const findings = asked.flatMap(({ path, source }) => {
      const at = [...base, ...path];
      const compiled = compileCondition(source, decidables);
      if (!compiled.ok)
        return compiled.problems.map((one) => explain(one, decidables, at));
      read.push({ path: at, condition: compiled.condition });
      return [];
    });
    return [...findings, ...checkWays(read, patience)];
  });
}

/** Conditions are asked one after the other: does each have calls for which it is the first to hold? */
function checkWays(
  read: readonly { readonly path: Path; readonly condition: Condition }[],
  patience: Patience,
): Finding[] {
  const ways = waysOf(
    read.map(({ condition }) => condition),
    {},
    patience,
  );
  const always = ways.canFail.indexOf(false);
  return read.flatMap(({ path, condition }, place): Finding[] => {
    const words = quoted(condition.source);
    if (ways.canHold[place] === false)
      return [
        {
          code: "condition-never",
          message: `${words} holds on no call.`,
          hint: "Look for two values of one thing joined by &&, or for a value that it never has.",
          path,
        },
      ];
    if (place === always)
      return [
        {
          code: "condition-always",
          message: `${words} holds on every call, so that nothing after it is ever asked.`,
          hint: "Let `otherwise` go there, or say for which calls this is meant.",
          path,
        },
      ];
    if (ways.canBeFirst[place] === false && (always < 0 || place < always))
      return [
        {
          code: "condition-covered",
          message: `Whenever ${words} holds, one before it holds too, and is taken.`,
          hint: "Put it before the one that covers it, or take it away.",
          path,
        },
      ];
    return [];
  });
}

const codes = {
  syntax: "condition-syntax",
  "too-long": "condition-syntax",
  "unknown-variable": "condition-variable-unknown",
  "wrong-type": "condition-type",
  "unknown-value": "condition-value-unknown",
  "not-offered": "condition-not-offered",
  pattern: "condition-not-offered",
} as const satisfies Record<ConditionProblem["kind"], DiagnosticCode>;

function explain(
  problem: ConditionProblem,
  decidables: Decidables,
  path: Path,
): Finding {
  const { kind, name, offset, nearest } = problem;
  return {
    code: codes[kind],
    message: describe(problem),
    hint:
      nearest === undefined
        ? hintFor(problem, decidables)
        : `Did you mean ${quoted(nearest)}?`,
    path,
    mark: { offset, word: name },
  };
}

function describe({ kind, name, expected }: ConditionProblem): string {
  // A text stands in quotes already.
  const words = /^['"]/.test(name) ? shortened(name) : quoted(name);
  switch (kind) {
    case "syntax":
      return name === ""
        ? "There is no condition here."
        : `The condition cannot be read at ${quoted(name)}.`;
    case "too-long":
      return "This condition is longer than anybody can follow.";
    case "unknown-variable":
      return `${quoted(name)} is nothing that conditions know.`;
    case "wrong-type":
      return expected === undefined
        ? `${words} compares what cannot be compared.`
        : `${words} does not fit here: ${expected} is expected.`;
    case "unknown-value":
      return `What this is compared with is never ${words}.`;
    case "not-offered":
      return `${words} is no part of a condition here.`;
    case "pattern":
      return `${words} is no pattern that can be tried.`;
    default:
      return kind satisfies never;
  }
}

function hintFor(
  { kind, name, expected }: ConditionProblem,
  decidables: Decidables,
): string {
  switch (kind) {
    case "syntax":
      // YAML takes !caller.known for a tag, and nothing is left.
      if (name === "")
        return 'One that begins with ! stands in quotes: "!caller.known".';
      return "A condition compares: caller.language == 'es' && time.hour < 18. Texts stand in quotes, && is and, || is or, ! is not.";
    case "too-long":
      return "Make two choices of it, or two steps.";
    case "unknown-variable":
      return `Known are: ${Object.keys(decidables).join(", ")}.`;
    case "wrong-type":
      return "Compare like with like: an amount with money('20.00 USD'), a day with '2026-12-24', a time with '08:30', a text with a text in quotes.";
    case "unknown-value":
      return `It is one of: ${expected ?? ""}.`;
    case "not-offered":
      return "There is: == != < <= > >= in && || ! has() money(), and of a text .contains() .startsWith() .endsWith() .fits().";
    case "pattern":
      return "Patterns are those of RE2, 200 characters at most: nothing that looks ahead or behind, no references back.";
    default:
      return kind satisfies never;
  }
}
