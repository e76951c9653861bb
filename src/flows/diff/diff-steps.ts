import { kindOf } from "../checks/kind-of.js";
import type { FlowDocument, Step } from "../document.js";
import { spokenSeconds, type Language } from "../speech/index.js";
import { allSteps } from "../sub-flows.js";

/** What is said in one language where it was said otherwise. Seconds: as the slowest voice says it, variables by their names. */
export interface WordsChanged {
  readonly language: Language;
  /** Which sentence of the step: `say`, `say › thanks`. */
  readonly where: string;
  readonly before?: { readonly text: string; readonly seconds: number };
  readonly after?: { readonly text: string; readonly seconds: number };
}

/** A way out or a setting; absent on the side that does not have it. */
export interface ValueChanged {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

export interface StepChanged {
  readonly step: string;
  /** The kind of the step, or of both when it changed; absent on the side that does not have the step. */
  readonly before?: string;
  readonly after?: string;
  readonly words: readonly WordsChanged[];
  readonly destinations: readonly ValueChanged[];
  readonly settings: readonly ValueChanged[];
}

/** What two documents say, where they lead and how they are set, step by step; only what differs. */
export function diffSteps(
  before: FlowDocument,
  after: FlowDocument,
): StepChanged[] {
  const old = allSteps(before);
  const now = allSteps(after);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((step) => {
    const one = partsOf(old.get(step));
    const other = partsOf(now.get(step));
    const changed: StepChanged = {
      step,
      ...(one.kind !== undefined && { before: one.kind }),
      ...(other.kind !== undefined && { after: other.kind }),
      words: diffWords(one.words, other.words),
      destinations: diffValues(one.exits, other.exits),
      settings: diffValues(one.settings, other.settings),
    };
    const isSame =
      changed.before === changed.after &&
      changed.words.length + changed.destinations.length === 0 &&
      changed.settings.length === 0;
    return isSame ? [] : [changed];
  });
}

/** The same for what holds for the whole line: where calls begin, the keys that work everywhere, the languages. */
export function diffFrame(
  before: FlowDocument,
  after: FlowDocument,
): ValueChanged[] {
  const frame = ({ title, start, always, languages, timeZone }: FlowDocument) =>
    leavesOf({ title, start, always, languages, "time zone": timeZone });
  return diffValues(frame(before), frame(after));
}

interface Words {
  readonly language: Language;
  readonly where: string;
  readonly text: string;
}

interface Parts {
  readonly kind?: string;
  readonly words: ReadonlyMap<string, Words>;
  readonly exits: ReadonlyMap<string, string>;
  readonly settings: ReadonlyMap<string, string>;
}

function partsOf(step: Step | undefined): Parts {
  if (!step) return { words: new Map(), exits: new Map(), settings: new Map() };
  const kind = kindOf(step.kind);
  const prompts = kind.prompts(step.body);
  const exits = kind.exits(step.body);
  const told = new Set(
    [...prompts, ...exits].map(({ path }) => path.join(" › ")),
  );
  const settings = [...leavesOf(step.body)].filter(
    ([name]) =>
      ![...told].some((path) => name === path || name.startsWith(`${path} › `)),
  );
  return {
    kind: step.kind,
    words: new Map(
      prompts.flatMap(({ path, texts }) =>
        Object.entries(texts).map(([language, text]) => {
          const where = path.join(" › ");
          const said = { language: language as Language, where, text };
          return [`${where} ${language}`, said] as const;
        }),
      ),
    ),
    exits: new Map(exits.map(({ name, to }) => [name, to])),
    settings: new Map(settings),
  };
}

function diffWords(
  before: Parts["words"],
  after: Parts["words"],
): WordsChanged[] {
  const timed = (one: Words | undefined) =>
    one && { text: one.text, seconds: spokenSeconds(one.text, one.language) };
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const one = before.get(key);
    const other = after.get(key);
    const either = one ?? other;
    if (!either || one?.text === other?.text) return [];
    const old = timed(one);
    const now = timed(other);
    return [
      {
        language: either.language,
        where: either.where,
        ...(old && { before: old }),
        ...(now && { after: now }),
      },
    ];
  });
}

function diffValues(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ValueChanged[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const one = before.get(name);
    const other = after.get(name);
    if (one === other) return [];
    return [
      {
        name,
        ...(one !== undefined && { before: one }),
        ...(other !== undefined && { after: other }),
      },
    ];
  });
}

/** `hold › at most` → `180`. */
function leavesOf(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null)
    return new Map(value === undefined ? [] : [[path, wordOf(value)]]);
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [
      ...leavesOf(inner, path === "" ? name : `${path} › ${name}`),
    ]),
  );
}

function wordOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
