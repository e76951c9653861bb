import {
  shorten,
  type StudioFlow,
  type StudioWay,
  type Widget,
} from "./read-studio.js";

/** What became of a widget or of one of its ways out. `lost`: a person does it, or nobody does. */
export type Fate = "kept" | "changed" | "lost";

export interface ReportedWay {
  readonly event: string;
  readonly fate: Fate;
  readonly says: string;
}

export interface Reported {
  readonly widget: string;
  readonly type: string;
  readonly fate: Fate;
  readonly says: readonly string[];
  readonly ways: readonly ReportedWay[];
}

/** A promise that callers of the old flow did not have, and where that shows. */
export interface BrokenPromise {
  readonly promise: string;
  readonly why: string;
}

export interface Report {
  readonly widgets: readonly Reported[];
  readonly broken: readonly BrokenPromise[];
  /** What somebody has to do before this flow answers calls. */
  readonly next: readonly string[];
}

/** Takes down what becomes of everything. */
export interface Ledger {
  /** What became of a widget; told again, the worst counts. */
  readonly tell: (widget: Widget, fate: Fate, says: string) => void;
  /** What became of a way out, counted from 0; the last word counts. */
  readonly tellWay: (
    widget: Widget,
    place: number,
    fate: Fate,
    says: string,
  ) => void;
  readonly breaks: (promise: string, why: string) => void;
  /** Somebody has to do this before the flow answers calls. */
  readonly remind: (says: string) => void;
  /** Whatever nobody spoke of is lost. */
  readonly report: (flow: StudioFlow) => Report;
}

export function createLedger(): Ledger {
  const told = new Map<string, { fate: Fate; says: string[] }>();
  const toldWays = new Map<string, { fate: Fate; says: string }>();
  const broken = new Map<string, string[]>();
  const next = new Set<string>();
  const wayIn = (
    name: string,
    { event, next: to }: StudioWay,
    place: number,
  ) => {
    const says =
      to === undefined
        ? "Led nowhere."
        : `Went to "${shorten(to)}"; nothing here leads that way.`;
    const known = toldWays.get(`${name}\n${place}`);
    return { event, ...(known ?? { fate: "lost" as const, says }) };
  };
  return {
    tell({ name }, fate, says) {
      const known = told.get(name) ?? { fate, says: [] };
      if (!known.says.includes(says)) known.says.push(says);
      if (worst[fate] > worst[known.fate]) known.fate = fate;
      told.set(name, known);
    },
    tellWay: ({ name }, place, fate, says) => {
      toldWays.set(`${name}\n${place}`, { fate, says });
    },
    breaks(promise, why) {
      const known = broken.get(promise) ?? [];
      if (!known.includes(why)) known.push(why);
      broken.set(promise, known);
    },
    remind: (says) => {
      next.add(says);
    },
    report: ({ widgets }) => ({
      widgets: [...widgets.values()].map(({ name, type, ways }) => ({
        widget: name,
        type,
        ...(told.get(name) ?? {
          fate: "lost" as const,
          says: ["No call gets here; it was left out."],
        }),
        ways: ways.map((way, place) => wayIn(name, way, place)),
      })),
      broken: [...broken].map(([promise, why]) => ({
        promise,
        why: why.join(" "),
      })),
      next: [...next],
    }),
  };
}

const worst: Readonly<Record<Fate, number>> = { kept: 0, changed: 1, lost: 2 };

/** The report as people read it: what asks for attention first. */
export function renderReport(
  { widgets, broken, next }: Report,
  /** The file of connections that an admin completes. */
  lookUps?: string,
): string {
  const counts = (["kept", "changed", "lost"] as const).map(
    (fate) => `${widgets.filter((one) => one.fate === fate).length} ${fate}`,
  );
  return [
    `${widgets.length} widgets: ${counts.join(", ")}.`,
    "",
    ...widgets
      .toSorted((a, b) => worst[b.fate] - worst[a.fate])
      .flatMap(({ widget, type, fate, says, ways }) => [
        `${fate.padEnd(7)}  ${shorten(widget)} (${shorten(type)})`,
        ...says.map((one) => `         ${one}`),
        ...ways.map(
          (way) =>
            `         ${way.fate.padEnd(7)}  ${shorten(way.event)}: ${way.says}`,
        ),
      ]),
    "",
    broken.length === 0
      ? "The old flow kept every promise."
      : "What the old flow did not promise its callers:",
    ...broken.map(({ promise, why }) => `- ${promise}: ${why}`),
    "",
    "Before it answers calls:",
    ...next.map((one) => `- ${one}`),
    "",
    ...(lookUps === undefined
      ? []
      : [
          "The connections for an admin to complete; LOOKUPS_FILE names their file:",
          "",
          lookUps,
        ]),
  ].join("\n");
}
