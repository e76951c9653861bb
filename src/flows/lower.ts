import {
  ended,
  type Chart,
  type ChartAction,
  type ChartGuard,
  type ChartState,
  type ChartTransition,
  type StepChart,
} from "./chart.js";
import type { FlowDocument } from "./document.js";
import { languagesOf } from "./document.js";
import { namedIn, readInput, type Inputs } from "./inputs.js";
import type { Scope } from "./step-kind.js";
import type { RunBody } from "./steps/flow.js";
import { stepKinds } from "./steps/index.js";
import { mapTransitions } from "./map-state.js";
import { mapValues } from "./map-values.js";
import { subFlow } from "./sub-flows.js";

/** Phase three: a checked document → states, as plain data. The flows that it runs are in it, under the names of the steps that run them. */
export function lowerFlow(document: FlowDocument): Chart {
  const outer = mapValues(document.outcomes ?? {}, () => ended);
  const steps = lowerSteps({
    root: document,
    monthFirst: languagesOf(document).filter((language) =>
      namesMonthFirst(document.languages[language]?.speaks ?? language),
    ),
    document,
    prefix: "",
    isBeginning: true,
    exits: outer,
    always: [],
    inputs: {},
  });
  const { start, always } = document;
  const home = always["0"];
  return {
    start,
    // In a flow that others run, key 0 may lead out of it.
    direct:
      home !== undefined && Object.hasOwn(document.steps, home) ? home : start,
    steps: Object.fromEntries(steps),
  };
}

/** A flow at the place where it is run. */
interface Run {
  readonly root: FlowDocument;
  /** The languages that say the month before the day. */
  readonly monthFirst: Scope["monthFirst"];
  readonly document: FlowDocument;
  /** `person/` for the flow that step `person` runs. */
  readonly prefix: string;
  /** The call begins with the first step of this flow. */
  readonly isBeginning: boolean;
  /** The target of each of its outcomes. */
  readonly exits: Readonly<Record<string, string>>;
  /** The keys of the flows around it, whose meaning stays. */
  readonly always: readonly { readonly key: string; readonly target: string }[];
  readonly inputs: Inputs;
}

function lowerSteps(run: Run): [string, StepChart][] {
  const { document, prefix, always } = run;
  const target = createTarget(run);
  const own = Object.entries(document.always)
    .filter(([key]) => always.every((outer) => outer.key !== key))
    .map(([key, to]) => ({ key, target: target(`#${to}`) }));
  const keys = [...always, ...own];
  return Object.entries(document.steps).flatMap(([name, step]) => {
    const kind = stepKinds.get(step.kind);
    if (kind === undefined)
      throw new Error(`There is no step kind "${step.kind}".`);
    const body = withNames(step.body, run.inputs);
    const chart = kind.lower(body, scopeOf(run, name, keys));
    const lowered: [string, StepChart] = [
      `${prefix}${name}`,
      mapValues(chart, (state) => placed(state, target, run)),
    ];
    if (step.kind !== "flow") return [lowered];
    const { run: inner, with: given, outcomes } = body as RunBody;
    const sub = subFlow(run.root, inner);
    return [
      lowered,
      ...lowerSteps({
        root: run.root,
        monthFirst: run.monthFirst,
        document: sub,
        prefix: `${prefix}${name}/`,
        isBeginning: run.isBeginning && firstSteps(document).has(name),
        exits: mapValues(outcomes, (to) => target(`#${to}`)),
        always: keys,
        inputs: inputsOf(run, sub, given),
      }),
    ];
  });
}

function inputsOf(
  { root, inputs }: Run,
  sub: FlowDocument,
  given: RunBody["with"],
): Inputs {
  return Object.fromEntries(
    Object.entries(sub.inputs ?? {}).map(([name, type]) => {
      const input = readInput(type, given[name], languagesOf(root));
      if (!input) throw new Error(`Input "${name}" does not fit.`);
      const own =
        "from" in input ? /^input\.(.+)$/.exec(input.from)?.[1] : undefined;
      return [name, (own !== undefined && inputs[own]) || input];
    }),
  );
}

/** Targets in the words of one document → targets in the chart; what begins with `#/` is one already. */
function createTarget({ document, prefix, exits }: Run) {
  return (written: string): string => {
    if (written.startsWith("#/")) return `#${written.slice(2)}`;
    const [, name = "", rest = ""] = /^#([^./]*)(.*)$/s.exec(written) ?? [];
    if (Object.hasOwn(document.steps, name)) return `#${prefix}${name}${rest}`;
    return Object.hasOwn(exits, name) ? (exits[name] ?? written) : written;
  };
}

/** Inputs of type `name` stand in place of fields, such as a topic. */
function withNames(body: unknown, inputs: Inputs): unknown {
  if (Object.keys(inputs).length === 0) return body;
  if (Array.isArray(body)) return body.map((one) => withNames(one, inputs));
  if (typeof body === "object" && body !== null)
    return mapValues(body as Record<string, unknown>, (one) =>
      withNames(one, inputs),
    );
  const input = inputs[namedIn(body)?.slice("input.".length) ?? ""];
  return input?.type === "name" && "value" in input ? input.value : body;
}

/** Actions with several texts, which may all name what a flow was given. */
const withInputs: ReadonlySet<ChartAction["type"]> = new Set([
  "connect",
  "wait",
  "ask-callback",
]);

function placed(
  state: ChartState,
  target: (written: string) => string,
  { prefix, inputs }: Run,
): ChartState {
  const hasInputs = Object.keys(inputs).length > 0;
  const action = (one: ChartAction): ChartAction =>
    one.type === "remember-connecting"
      ? {
          ...one,
          step: `${prefix}${one.step}`,
          ...(one.callBack !== undefined && {
            callBack: `${prefix}${one.callBack}`,
          }),
        }
      : hasInputs && ("texts" in one || withInputs.has(one.type))
        ? ({ ...one, inputs } as ChartAction)
        : one;
  const guard = (one: ChartGuard): ChartGuard =>
    "step" in one
      ? {
          ...one,
          step: `${prefix}${one.step}`,
          ...(one.type === "holds" && hasInputs && { inputs }),
        }
      : one;
  const transition = (one: ChartTransition): ChartTransition => ({
    ...one,
    ...(one.guard && { guard: guard(one.guard) }),
    ...(one.target !== undefined && { target: target(one.target) }),
    ...(one.actions && { actions: one.actions.map(action) }),
  });
  return {
    ...mapTransitions(state, transition),
    ...(state.entry && { entry: state.entry.map(action) }),
  };
}

/** The steps that a caller may hear first: where the call begins, and what comes after a step that says nothing. */
function firstSteps({ start, steps }: FlowDocument): ReadonlySet<string> {
  const found = new Set([start]);
  for (const name of found) {
    const step = steps[name];
    if (!step) continue;
    const passes = stepKinds.get(step.kind)?.passesTo?.(step.body) ?? [];
    for (const next of passes) found.add(next);
  }
  return found;
}

function scopeOf(
  { root, monthFirst, document, prefix, isBeginning }: Run,
  step: string,
  keys: Run["always"],
): Scope {
  const languages = languagesOf(root);
  const place = `#${prefix}${step}`;
  const always: ChartTransition[] = keys
    // Where a key's step already is, pressing it again does not start it over.
    .filter(({ target }) => place !== target && !place.startsWith(`${target}/`))
    .map(({ key, target }) => ({
      guard: { type: "pressed", key },
      target: `#/${target.slice(1)}`,
    }));
  const switches = (state: string): ChartTransition[] =>
    languages.flatMap((language) => {
      const key = root.languages[language]?.key;
      if (key === undefined) return [];
      return [
        {
          guard: { type: "asks-for-language", key, language },
          actions: [
            { type: "use-language", language },
            { type: "keep-language", language },
          ],
          target: `#${step}.${state}`,
          reenter: true,
        } satisfies ChartTransition,
      ];
    });
  return {
    step,
    languages,
    startOf: (flow) => subFlow(root, flow).start,
    timeZone: root.timeZone,
    monthFirst,
    everywhere: (state) => [...always, ...switches(state)],
    always,
    offers:
      !isBeginning || !firstSteps(document).has(step)
        ? []
        : languages.flatMap((language) => {
            const offer = root.languages[language]?.offer;
            return offer === undefined
              ? []
              : [{ language, texts: { [language]: offer } }];
          }),
  };
}

function namesMonthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0);
  const place = (type: string) => parts.findIndex((part) => part.type === type);
  return place("month") < place("day");
}
