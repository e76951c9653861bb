import { quoted, suggest, type Finding } from "../diagnostics.js";
import { variablesOf } from "../given.js";
import type { Draft } from "../parse.js";
import { everywhere } from "../variables.js";
import { kindOf } from "./kind-of.js";
import { knownAtSteps } from "./known.js";

/** Is what a step works with known by then, and what the step can use? */
export function checkNeeds({ document }: Draft): Finding[] {
  const steps = Object.entries(document.steps).flatMap(([name, step]) => {
    const needs = kindOf(step.kind).needs?.(step.body) ?? [];
    return needs.length === 0 ? [] : [{ name, kind: step.kind, needs }];
  });
  if (steps.length === 0) return [];
  const known = knownAtSteps(document);
  return steps.flatMap(({ name, kind, needs }) => {
    const found = known.get(name);
    // What no call gets to is told already.
    if (!found) return [];
    const variables = { ...everywhere, ...variablesOf(found) };
    return needs.flatMap((need): Finding[] => {
      const path = ["steps", name, kind, ...need.path];
      const type = Object.hasOwn(variables, need.name)
        ? variables[need.name]
        : undefined;
      if (type === undefined)
        return [
          {
            code: "variable-unknown",
            message: `${quoted(need.name)} is nothing that every call knows here.`,
            hint: () => suggest(need.name, Object.keys(variables)),
            path,
          },
        ];
      if (need.types.includes(type)) return [];
      return [
        {
          code: "variable-type",
          message: `${quoted(need.name)} is of type ${type}, and this is asked with ${need.types.join(" or ")}.`,
          hint: "Take another value.",
          path,
        },
      ];
    });
  });
}
