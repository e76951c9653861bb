import type { CallContext } from "../call-context.js";
import type { Chart, ChartGuard } from "../chart.js";
import { compileChecked, waysOf, type Given } from "../conditions/index.js";
import { decidableInputs, decidablesOf } from "../deciding.js";
import type { FlowDocument } from "../document.js";
import type { CallEvent, Grade } from "../events.js";
import type { Guard } from "../guards.js";
import { valuesOfInputs, type Inputs } from "../inputs.js";
import type { Language } from "../speech/index.js";
import { transitionsOf } from "../chart-places.js";
import type { TranscriptEvent } from "../transcript/event.js";
import { sampleReference } from "./facts.js";

/** A guard that asks for what the proof leaves open: the ways out of its step are counted by `place`. */
type Fork = Extract<
  ChartGuard,
  { type: "holds" | "hours-are" | "limited" | "call-back-open" }
>;

/** More combinations of ways in one turn than this are not searched. */
const mostPlans = 5_000;

/** Which way was taken out of each step that decides by itself; one more than its last place: none held. */
export type Chosen = Readonly<Record<string, number>>;

/**
 * Takes every way that a step's conditions leave open: two that cannot hold at once, or on a call in another language or from another
 * grade of number, are not taken. Each such step is taken by itself, as if it were the only one.
 */
export function createForks(document: FlowDocument, chart: Chart) {
  const forks = forksOf(chart);
  const known = new Map<string, readonly number[]>();
  const waysOut = (step: string, context: CallContext): readonly number[] => {
    const { language, caller } = context;
    const key = `${step}|${language}|${caller.grade}`;
    const ways =
      known.get(key) ??
      openWays(document, forks.get(step) ?? [], {
        "caller.language": [language],
        "caller.grade": gradesLike(caller.grade),
        ...givenInputs(forks.get(step) ?? [], language),
      });
    known.set(key, ways);
    return ways;
  };
  let tooMany = false;
  let plan: Map<string, number> = new Map();
  let taken: Map<string, number> = new Map();
  let asked: { readonly step: string; readonly others: readonly number[] }[] =
    [];
  const decide = (step: string, context: CallContext): number => {
    const before = plan.get(step);
    if (before === undefined) {
      const [first = 0, ...others] = waysOut(step, context);
      plan.set(step, first);
      asked.push({ step, others });
    }
    const way = plan.get(step) ?? 0;
    taken.set(step, way);
    return way;
  };
  return {
    guards: guardsOf(
      ({ step, place }, { context }) => decide(step, context) === place,
    ),
    /** There were more combinations in one turn than are searched: nothing is proved then. */
    isTooMany: () => tooMany,
    /** Runs once for each combination of ways; `chosen()` tells within a run which were taken since it was last called. */
    everyWay<Result>(run: () => readonly Result[]): Result[] {
      const results: Result[] = [];
      const plans: ReadonlyMap<string, number>[] = [new Map()];
      for (const planned of plans) {
        plan = new Map(planned);
        asked = [];
        results.push(...run());
        const before = new Map(planned);
        for (const { step, others } of asked) {
          for (const other of others)
            if (plans.length < mostPlans)
              plans.push(new Map(before).set(step, other));
            else tooMany = true;
          before.set(step, plan.get(step) ?? 0);
        }
      }
      return results;
    },
    chosen(): Chosen {
      const found = Object.fromEntries(taken);
      taken = new Map();
      return found;
    },
  };
}

/** Takes the ways of a path again, turn by turn: each of its turns in which something was chosen is one entry. */
export function replayForks(script: readonly Chosen[]): Record<string, Guard> {
  const turns = script.filter((one) => Object.keys(one).length > 0);
  const begun = new Map<CallEvent, Chosen>();
  return guardsOf(({ step, place }, { event }) => {
    const chosen = begun.get(event) ?? turns[begun.size] ?? {};
    begun.set(event, chosen);
    return chosen[step] === place;
  });
}

/** What was chosen, as a transcript has it beside its event: a limit that is reached, a call-back that is open. */
export function foundIn(
  chart: Chart,
  chosen: Chosen,
): Pick<TranscriptEvent, "limits" | "callBack"> {
  const ways = Object.entries(chosen);
  if (ways.length === 0) return {};
  const forks = forksOf(chart);
  const taken = ways.flatMap(([step, way]) =>
    (forks.get(step) ?? []).filter(({ place }) => place === way),
  );
  const limits = taken.flatMap((one) =>
    one.type === "limited"
      ? [[one.what, one.what === "number" ? "of-kind" : "of-day"] as const]
      : [],
  );
  const isOpen = taken.some(({ type }) => type === "call-back-open");
  return {
    ...(limits.length > 0 && { limits: Object.fromEntries(limits) }),
    ...(isOpen && { callBack: sampleReference }),
  };
}

/** What was chosen, in the words of the document. */
export function describeChosen(chart: Chart, chosen: Chosen): string[] {
  const ways = Object.entries(chosen);
  if (ways.length === 0) return [];
  const forks = forksOf(chart);
  return ways.map(([step, way]) => {
    const guard = (forks.get(step) ?? []).find(({ place }) => place === way);
    return `${step}: ${guard ? wordsOf(guard) : "none of these"}`;
  });
}

function wordsOf(fork: Fork): string {
  switch (fork.type) {
    case "holds":
      return fork.when;
    case "hours-are":
      return `${fork.hours} ${fork.state}`;
    case "call-back-open":
      return "a call-back is promised to this number already";
    case "limited":
      return {
        call: "the line itself calls this number no more",
        message: "the line sends this number no more messages",
        number: "the line does not call the number that was keyed in",
      }[fork.what];
  }
}

function guardsOf(
  decide: (
    guard: Fork,
    at: { readonly context: CallContext; readonly event: CallEvent },
  ) => boolean,
): Record<string, Guard> {
  const guard: Guard = (at, wanted: Fork) => decide(wanted, at);
  return {
    holds: guard,
    "hours-are": guard,
    limited: guard,
    "call-back-open": guard,
  };
}

function forksOf(chart: Chart): ReadonlyMap<string, readonly Fork[]> {
  const found = new Map<string, Fork[]>();
  // A question that is asked again asks the same.
  const add = (fork: Fork) => {
    const known = found.get(fork.step) ?? [];
    if (known.every(({ place }) => place !== fork.place))
      found.set(fork.step, [...known, fork]);
  };
  for (const states of Object.values(chart.steps))
    for (const { guard } of Object.values(states).flatMap(transitionsOf))
      if (
        guard?.type === "holds" ||
        guard?.type === "hours-are" ||
        guard?.type === "limited" ||
        guard?.type === "call-back-open"
      )
        add(guard);
  return found;
}

function openWays(
  document: FlowDocument,
  forks: readonly Fork[],
  given: Given,
): number[] {
  const conditions = forks.flatMap((one) =>
    one.type === "holds" ? [one] : [],
  );
  // Hours change with the calendar and at the flick of a switch, limits with the day.
  // Of two ways that take as long the call that is shown goes the first: with nothing out of the ordinary.
  if (conditions.length < forks.length) return [forks.length, ...forks.keys()];
  const decidables = {
    ...decidablesOf(document),
    ...decidableInputs(inputsOf(forks)),
  };
  const { canBeFirst, canBeNone } = waysOf(
    conditions.map(({ when }) => compileChecked(when, decidables)),
    given,
  );
  return [
    ...forks.flatMap(({ place }) => (canBeFirst[place] ? [place] : [])),
    ...(canBeNone ? [forks.length] : []),
  ];
}

/** All conditions of a step stand in one flow, with what it was given. */
function inputsOf([first]: readonly Fork[]): Inputs {
  return (first?.type === "holds" && first.inputs) || {};
}

/** Inputs that are written where the flow is run; those that pass on a value of the call may be anything. */
function givenInputs(forks: readonly Fork[], language: Language): Given {
  const values = valuesOfInputs(inputsOf(forks), language, {});
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value]]],
    ),
  );
}

// The proof's facts hold `attested` and `present` for one.
function gradesLike(grade: Grade): Grade[] {
  return grade === "present" || grade === "attested"
    ? ["attested", "present"]
    : [grade];
}
