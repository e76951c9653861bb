import type {
  Chart,
  ChartAction,
  ChartState,
  ChartTransition,
  Spoken,
  Texts,
} from "../chart.js";
import { placeOf, transitionsOf } from "../chart-places.js";
import { inputLimits, type Inputs } from "../inputs.js";
import { mapTransitions } from "../map-state.js";
import { mapValues } from "../map-values.js";
import type { Language } from "../speech/index.js";
import type { SpokenLimits } from "../spoken-limits.js";
import { slowestSeconds } from "./slowest-seconds.js";

/** Seconds that a text takes at most, in a flow that was given `inputs`. */
type Slowness = (source: string, language: Language, inputs: Inputs) => number;

/** What a sentence means for a promise: the caller has a name and a time now, or the matter is settled. */
export type Meaning = "promised" | "settled";

/** A sentence of a slowest chart, read back from the effect that says it. */
export interface SlowSentence {
  readonly seconds: number;
  readonly means?: Meaning;
  /** Seconds until that much was said. */
  readonly meant?: number;
}

/**
 * The same chart with each sentence replaced by how long it takes at most, so that the machine built from it goes where the real one
 * goes and tells its seconds. All else is untouched.
 */
export function slowestChart(
  chart: Chart,
  wordsPerSecond: number,
  limits: SpokenLimits,
): Chart {
  const slow: Slowness = (source, language, inputs) =>
    slowestSeconds(source, language, wordsPerSecond, {
      ...limits,
      ...inputLimits(inputs, language, limits),
    });
  const meanings = findMeanings(chart);
  const same = createSame();
  return {
    ...chart,
    steps: mapValues(chart.steps, (step, name) =>
      mapValues(step, (state, key) =>
        slowState(state, meanings.get(`${name}.${key}`), slow, same),
      ),
    ),
  };
}

/** The sentences of a chart as they stand in its slowest chart, by their actions. */
export function slowSentences(
  chart: Chart,
  slowest: Chart,
): ReadonlyMap<object, Texts> {
  const slowed = actionsOf(slowest);
  return new Map(
    actionsOf(chart).flatMap((action, place) => {
      const slow = slowed[place];
      return slow?.type === "say" ? [[action, slow.texts] as const] : [];
    }),
  );
}

/** In an order that is the same for both charts. */
function actionsOf({ steps }: Chart): ChartAction[] {
  return Object.values(steps)
    .flatMap((step) => Object.values(step))
    .flatMap((state) => [
      ...(state.entry ?? []),
      ...transitionsOf(state).flatMap(({ actions = [] }) => actions),
    ]);
}

/** A sentence in that language; absent, in the one that it was said in. */
export function readSentence(text: string, language?: Language): SlowSentence {
  const [own, ...told] = text.split("|");
  const wanted = told.map((one) => one.split(" "));
  const [, seconds = "0", means, meant] =
    wanted.find(([one]) => one === (language ?? own)) ??
    wanted.find(([one]) => one === own) ??
    [];
  return {
    seconds: Number(seconds),
    ...((means === "promised" || means === "settled") && {
      means,
      meant: Number(meant),
    }),
  };
}

function slowState(
  state: ChartState,
  means: Meaning | undefined,
  slow: Slowness,
  same: Same,
): ChartState {
  const action = (one: ChartAction): ChartAction =>
    slowAction(one, means, slow);
  const transition = (one: ChartTransition): ChartTransition => ({
    ...one,
    ...(one.guard?.type === "heard" && {
      guard: { ...one.guard, among: same(one.guard.among) },
    }),
    ...(one.actions && {
      actions: one.actions.map((inner) => slowAction(inner, undefined, slow)),
    }),
  });
  return {
    ...mapTransitions(state, transition),
    ...(state.entry && { entry: state.entry.map(action) }),
  };
}

/** Gives words that are listened for in several places as one object, so that they are understood once. */
type Same = (among: Spoken) => Spoken;

function createSame(): Same {
  const texts = new Map<string, Spoken>();
  return (among) => {
    const text = JSON.stringify(among);
    const found = texts.get(text) ?? among;
    texts.set(text, found);
    return found;
  };
}

function slowAction(
  action: ChartAction,
  means: Meaning | undefined,
  slow: Slowness,
): ChartAction {
  if (action.type === "say") {
    const told =
      means === "promised" && !namesOwnerAndTime(action.texts)
        ? undefined
        : means;
    return { ...action, texts: slowTexts(action, action.texts, slow, told) };
  }
  // What is read or kept takes no time, and its values are not of this search.
  return "texts" in action
    ? { ...action, texts: mapValues(action.texts, () => "-") }
    : action;
}

/** Each text tells the seconds of all languages, so that a turn that is the same in each is taken once: `es|es 2.10|en 1.95`. */
function slowTexts(
  { inputs = {} }: { readonly inputs?: Inputs },
  texts: Texts,
  slow: Slowness,
  means?: Meaning,
): Texts {
  const told = Object.entries(texts).map(([language, source]) => {
    const seconds = slow(source, language as Language, inputs);
    if (!means) return `${language} ${seconds.toFixed(2)}`;
    const part = means === "promised" ? promiseIn(source) : source;
    const meant = slow(part, language as Language, inputs);
    return `${language} ${seconds.toFixed(2)} ${means} ${meant.toFixed(2)}`;
  });
  return mapValues(texts, (_source, language) => [language, ...told].join("|"));
}

/** As far as the end of the clause in which both the name and the time were said. */
function promiseIn(source: string): string {
  const named = ownerName.exec(source);
  const timed = dueTime.exec(source);
  const end = Math.max(
    ...[named, timed].map((found) =>
      found ? found.index + found[0].length : source.length,
    ),
  );
  const rest = /[.;:?!]/.exec(source.slice(end));
  return rest ? source.slice(0, end + rest.index + 1) : source;
}

const ownerName = /\{\{-?\s*(?:owner|director)\.name\b[^}]*\}\}/;
const dueTime = /\{\{-?\s*due\b[^}]*\}\}/;

/** A promise names whoever made it and says by when; a text without them is none (C23). */
function namesOwnerAndTime(texts: Texts): boolean {
  return Object.values(texts).every(
    (text) => ownerName.test(text ?? "") && dueTime.test(text ?? ""),
  );
}

const promises: ReadonlySet<ChartAction["type"]> = new Set([
  "open-case",
  "ask-callback",
]);

// What is said after a case was opened, or a call-back taken on or found to be, is the promise; the first words after a charge was conceded settle.
export function findMeanings(chart: Chart): ReadonlyMap<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const step of Object.values(chart.steps))
    for (const one of Object.values(step).flatMap(transitionsOf)) {
      if (one.target === undefined) continue;
      const place = placeOf(chart, one.target);
      if (
        one.guard?.type === "call-back-open" ||
        one.actions?.some(({ type }) => promises.has(type))
      )
        meanings.set(place, "promised");
      if (one.guard?.type === "claim-is" && one.guard.outcome === "conceded")
        meanings.set(place, "settled");
    }
  return meanings;
}
