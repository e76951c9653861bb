import { ended, type ChartState, type ChartTransition } from "../chart.js";
import { quoted, type Finding } from "../diagnostics.js";
import type { FlowDocument } from "../document.js";
import { lowerFlow } from "../lower.js";
import { kindOf } from "./kind-of.js";

/**
 * Finds calls that never end by themselves: ways through the states that need nobody to press, speak or answer, and that come back to
 * where they were. One finding for each round trip.
 */
export function checkLoops(document: FlowDocument): Finding[] {
  const chart = lowerFlow(document);
  const next = new Map<string, Set<string>>();
  for (const [step, states] of Object.entries(chart.steps))
    for (const [state, node] of Object.entries(states))
      next.set(
        `${step}.${state}`,
        new Set(
          unattended(node).map((target) =>
            target.includes(".")
              ? target
              : `${target}.${Object.keys(chart.steps[target] ?? {})[0]}`,
          ),
        ),
      );
  dropEnding(next);
  const order = new Map(
    Object.keys(chart.steps).map((name, index) => [name, index]),
  );
  return findRounds(next).map((round) =>
    describe(document, stepsOf(round, order)),
  );
}

/** Where a state leads when nobody does anything: time passes, look-ups answer, nobody takes the call. A talk needs somebody. */
function unattended({ entry = [], ...state }: ChartState): string[] {
  const { always = [], on = {}, after } = state;
  if (entry.some(({ type }) => type === "join")) return [];
  const silent: ChartTransition[] = [
    ...always,
    ...(on["silence"] ?? []),
    ...(on["leg-ended"] ?? []),
    ...(after?.next ?? []),
  ];
  return silent.flatMap(({ target }) =>
    target === undefined || target === ended ? [] : [target.slice(1)],
  );
}

/** Takes away all states from which every such way ends. */
function dropEnding(next: Map<string, Set<string>>): void {
  const before = new Map<string, string[]>();
  for (const [state, targets] of next)
    for (const target of targets) {
      const known = before.get(target);
      if (known) known.push(state);
      else before.set(target, [state]);
    }
  const open = [...next].filter(([, { size }]) => size === 0);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const [state] = one;
    next.delete(state);
    for (const earlier of before.get(state) ?? []) {
      const targets = next.get(earlier);
      targets?.delete(state);
      if (targets?.size === 0) open.push([earlier, targets]);
    }
  }
}

/** Round trips among states that all lead to one; each state is walked once. */
function findRounds(
  next: ReadonlyMap<string, ReadonlySet<string>>,
): (readonly string[])[] {
  const rounds: string[][] = [];
  const seen = new Set<string>();
  for (const start of next.keys()) {
    const walked = new Map<string, number>();
    let state: string | undefined = start;
    while (state !== undefined && !seen.has(state)) {
      seen.add(state);
      walked.set(state, walked.size);
      [state] = next.get(state) ?? [];
    }
    const first = walked.get(state ?? "");
    if (first !== undefined) rounds.push([...walked.keys()].slice(first));
  }
  return rounds;
}

/** The steps of a round trip in order, from the one that stands first in the document. */
function stepsOf(
  round: readonly string[],
  order: ReadonlyMap<string, number>,
): string[] {
  const steps = round
    .map((state) => state.slice(0, state.indexOf(".")))
    .filter((step, index, all) => index === 0 || step !== all[index - 1]);
  if (steps.length > 1 && steps[0] === steps.at(-1)) steps.pop();
  const place = (step: string) => order.get(step) ?? 0;
  const [first = ""] = steps.toSorted((a, b) => place(a) - place(b));
  const at = steps.indexOf(first);
  return [...steps.slice(at), ...steps.slice(0, at)];
}

function describe(document: FlowDocument, steps: readonly string[]): Finding {
  const [first = "", second = first] = steps;
  const [place = ""] = first.split("/");
  const step = document.steps[place];
  const exit =
    step &&
    kindOf(step.kind)
      .exits(step.body)
      // The way that nobody has to choose comes last: otherwise, unanswered, promised.
      .findLast(({ to }) => to === second);
  return {
    code: "step-loop",
    message: `A call can go round for ever here, with nobody doing anything: ${[...steps.slice(0, 6), ...(steps.length > 6 ? ["…"] : []), first].map((name) => (name === "…" ? name : quoted(name))).join(" → ")}.`,
    hint: "Let one of these ways lead on to a call-back, or to a person and then a call-back.",
    path: ["steps", place, ...(step ? [step.kind, ...(exit?.path ?? [])] : [])],
  };
}
