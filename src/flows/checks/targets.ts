import { quoted, suggest, type Finding } from "../diagnostics.js";
import type { Draft } from "../parse.js";
import type { FlowDocument } from "../document.js";
import type { Exit, Path } from "../step-kind.js";
import { kindOf } from "./kind-of.js";

/** Does every way out lead to a step, and does every step have a way in? */
export function checkTargets({
  document,
  stepNames,
  isWhole,
}: Draft): Finding[] {
  const ends = Object.keys(document.outcomes ?? {});
  const known = new Set([...stepNames, ...ends]);
  if (stepNames.length === 0) return [];
  const findings: Finding[] = checkEnds(ends, stepNames);
  const told = new Set<string>();
  const look = (to: string, label: string, path: Path) => {
    // Outcomes that a document leaves out share the place of another.
    const place = path.join("\n");
    if (known.has(to) || told.has(place)) return;
    told.add(place);
    findings.push({
      code: "outcome-unknown-step",
      message: `${quoted(label)} goes to ${quoted(to)}, and this flow has no step with that name.`,
      hint: () => suggest(to, [...known]),
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
    for (const exit of list) {
      const step = document.steps[name]?.kind ?? "";
      const path = ["steps", name, step, ...exit.path];
      look(exit.to, exit.name, path);
      findings.push(...checkKind(document, exit, path));
    }
  // Where a way out could not be read, nobody knows which step it would have reached.
  if (!isWhole || findings.length > 0) return findings;
  const reached = new Set<string>();
  const open = [document.start, ...Object.values(document.always)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...(exits.get(name) ?? []).map(({ to }) => to));
  }
  const missed = (name: string) => !reached.has(name);
  return [
    ...stepNames.filter(missed).map((name): Finding => ({
      code: "step-unreachable",
      message: `No call ever gets to step ${quoted(name)}.`,
      hint: "Let an outcome of another step go there, or delete it.",
      path: ["steps", name],
      mark: "name",
    })),
    ...ends.filter(missed).map((name): Finding => ({
      code: "outcome-never-reached",
      message: `No call ever ends with outcome ${quoted(name)}.`,
      hint: "Let a step go there, or delete it.",
      path: ["outcomes", name],
      mark: "name",
    })),
  ];
}

function checkKind(
  { steps, outcomes = {} }: FlowDocument,
  { name, to, kind }: Exit,
  path: Path,
): Finding[] {
  const found = Object.hasOwn(steps, to) ? steps[to]?.kind : undefined;
  const isEnd = Object.hasOwn(outcomes, to);
  if (kind === undefined || found === kind || !(found || isEnd)) return [];
  const is = found ? `a step of kind ${quoted(found)}` : "an outcome";
  return [
    {
      code: "outcome-other-kind",
      message: `${quoted(name)} names ${quoted(to)}, which is ${is} of this flow.`,
      hint: `Name a step of kind ${quoted(kind)} of this flow.`,
      path,
    },
  ];
}

function checkEnds(
  ends: readonly string[],
  stepNames: readonly string[],
): Finding[] {
  return ends
    .filter((name) => stepNames.includes(name))
    .map((name) => ({
      code: "outcome-named-as-step",
      message: `${quoted(name)} is an outcome of this flow and one of its steps: nobody can tell where it leads.`,
      hint: "Call one of them something else.",
      path: ["outcomes", name],
      mark: "name",
    }));
}
