import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import {
  diffCalls,
  endsElsewhere,
  diffFrame,
  diffPromises,
  diffSteps,
  type CallChanged,
  type CallEnd,
  type PromiseChanged,
  type StepChanged,
  type ValueChanged,
  type WordsChanged,
} from "../flows/diff/index.js";
import { compileFlow } from "../flows/index.js";
import { proveFlow } from "../flows/proof/index.js";
import { parseTranscript, type Transcript } from "../flows/transcript/index.js";
import { brokenPromises } from "./prove.js";
import { readFlow } from "./read-flow.js";

export interface DiffOptions {
  readonly before: string;
  readonly after: string;
  /** A folder of recorded calls (`.call` files, folders within too), played on both. */
  readonly calls?: string | undefined;
  readonly output: Writable;
  readonly errors: Writable;
  /** Gives what `proveFlow` gives for the same inputs. */
  readonly prove?: typeof proveFlow;
}

/** Prints what callers would notice of a new version. Gives whether it may be served: no mistakes, every promise kept. */
export async function printDiff(options: DiffOptions): Promise<boolean> {
  const old = await readFlow(options.before, options.errors);
  const now = await readFlow(options.after, options.errors);
  if (!old || !now) return false;
  const before = compileFlow(old);
  const after = compileFlow(now);
  const { prove = proveFlow } = options;
  const proved = [prove(before), prove(after)] as const;
  const calls = await readCalls(options.calls, now.flow);
  const frame = diffFrame(old, now);
  const steps = diffSteps(old, now);
  const changed = diffCalls(before, after, calls);
  const elsewhere = changed.filter(endsElsewhere).length;
  const promises = diffPromises(...proved).map(promiseLine);
  const same = frame.length + steps.length + promises.length === 0;
  const broken = brokenPromises(proved[1]);
  const lines = [
    same
      ? `${now.flow}: callers would notice nothing.`
      : `${now.flow}: what callers would notice`,
    ...section("Promises", promises),
    ...section("The whole line", frame.map(valueLine)),
    ...section("Steps", steps.flatMap(stepLines)),
    ...(options.calls === undefined
      ? []
      : [
          "",
          `Calls: ${calls.length} played on both, ${elsewhere} would have ended elsewhere, ${changed.length - elsewhere} only sooner or later.`,
          ...changed.flatMap(callLines),
        ]),
    ...section("The new version breaks a promise and is not served", broken),
  ];
  options.output.write(`${lines.join("\n")}\n`);
  return proved[1].holds;
}

/** The calls of that flow; one of an older version counts, one of another flow does not. */
async function readCalls(
  folder: string | undefined,
  flow: string,
): Promise<{ name: string; call: Transcript }[]> {
  if (folder === undefined) return [];
  const names = await readdir(folder, { recursive: true });
  const calls = await Promise.all(
    names
      .filter((name) => name.endsWith(".call"))
      .toSorted()
      .map(async (name) => ({
        name,
        call: parseTranscript(await readFile(join(folder, name), "utf8")),
      })),
  );
  return calls.filter(
    ({ call }) => new Map(call.header).get("flow")?.split("@")[0] === flow,
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : ["", title, ...lines.map((line) => `  ${line}`)];
}

function promiseLine(changed: PromiseChanged): string {
  const { name, unit, before, after, kept } = changed;
  const told = (value: number | boolean | null) =>
    value === null
      ? "no bound"
      : `${String(value)}${unit === "seconds" ? " s" : ""}`;
  return `${name}: worst ${told(before.bound)} → ${told(after.bound)}, promised ${told(before.promised)} → ${told(after.promised)}${kept ? "" : "  BROKEN"}`;
}

function stepLines(one: StepChanged): string[] {
  const kind =
    one.before === one.after
      ? (one.after ?? "")
      : one.before === undefined
        ? `new ${one.after}`
        : one.after === undefined
          ? `gone (it was a ${one.before})`
          : `${one.before} → ${one.after}`;
  return [
    `${one.step}: ${kind}`,
    ...(one.after === undefined
      ? []
      : [
          ...one.words.flatMap(wordLines),
          ...one.destinations.map((value) => `leads ${valueLine(value)}`),
          ...one.settings.map(valueLine),
        ]
    ).map((line) => `  ${line}`),
  ];
}

function wordLines({ language, where, before, after }: WordsChanged): string[] {
  const seconds = [before, after]
    .map((one) => `${(one?.seconds ?? 0).toFixed(1)} s`)
    .join(" → ");
  return [
    `${language}, ${where}: ${seconds}`,
    ...(before ? [`- "${before.text}"`] : []),
    ...(after ? [`+ "${after.text}"`] : []),
  ];
}

function valueLine({ name, before, after }: ValueChanged): string {
  return `${name}: ${before ?? "(nothing)"} → ${after ?? "(nothing)"}`;
}

function callLines({ name, title, before, after }: CallChanged): string[] {
  const gained = after.seconds - before.seconds;
  const words =
    Math.abs(gained) < 0.05
      ? "at the same time"
      : `${Math.abs(gained).toFixed(1)} s ${gained < 0 ? "sooner" : "later"}`;
  return [
    `  ${name}: ${title}`,
    `    ${endOf(before)} → ${endOf(after)}, ${words}`,
  ];
}

function endOf({ step, got, seconds, strayed }: CallEnd): string {
  const way = strayed === undefined ? "" : `, no place for "${strayed}"`;
  return `${step} (${got} after ${seconds.toFixed(1)} s${way})`;
}
