import { quoted, suggest, type Finding } from "../diagnostics.js";
import type { Draft } from "../parse.js";
import type { Path } from "../step-kind.js";
import { kindOf } from "./kind-of.js";

/** Does every way out lead to a step, and does every step have a way in? */
export function checkTargets({
  document,
  stepNames,
  isWhole,
}: Draft): Finding[] {
  const known = new Set(stepNames);
  if (known.size === 0) return [];
  const findings: Finding[] = [];
  const look = (to: string, label: string, path: Path) => {
    if (!known.has(to))
      findings.push({
        code: "outcome-unknown-step",
        message: `${quoted(label)} goes to ${quoted(to)}, and this flow has no step with that name.`,
        hint: () => suggest(to, stepNames),
        path,
      });
  };
  look(document.start, "start", ["start"]);
  for (const [key, to] of Object.entries(document.always))
    look(to, key, ["always", key]);
  const exits = new Map(
    Object.entries(document.steps).map(([name, step]) => [
      name,
      kindOf(step.kind).exits(step.body),
    ]),
  );
  for (const [name, list] of exits)
    for (const exit of list)
      look(exit.to, exit.name, [
        "steps",
        name,
        document.steps[name]?.kind ?? "",
        ...exit.path,
      ]);
  // Where a way out could not be read, nobody knows which step it would have reached.
  if (!isWhole || findings.length > 0) return findings;
  const reached = new Set<string>();
  const open = [document.start, ...Object.values(document.always)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...(exits.get(name) ?? []).map(({ to }) => to));
  }
  return stepNames
    .filter((name) => !reached.has(name))
    .map((name) => ({
      code: "step-unreachable",
      message: `No call ever gets to step ${quoted(name)}.`,
      hint: "Let an outcome of another step go there, or delete it.",
      path: ["steps", name],
      mark: "name",
    }));
}
