/**
 * Reads a flow of Twilio Studio as a flow of ours. What both have becomes steps; what is not known here is a person's, and said so; the
 * result passes its check and its proof, with the promises that the old flow did not keep written down as weaker ones. Pure, and never
 * throws whatever is in the file. `directo import` calls it.
 */
import { stringify } from "yaml";
import { compileFlow, type FlowDocument } from "../flows/index.js";
import { proveFlow, type PromiseResult } from "../flows/proof/index.js";
import { unitOf, type PromiseName } from "../flows/promises.js";
import type { Language } from "../flows/speech/index.js";
import { breakRounds } from "./break-rounds.js";
import {
  connectionsFile,
  connectionsOf,
  findValues,
  systemsIn,
  type AskedSystem,
} from "./found.js";
import { lowerFlow, type Lowered } from "./lower-flow.js";
import {
  asSubFlow,
  readStudio,
  shorten,
  words,
  type StudioFlow,
} from "./read-studio.js";
import { createLedger, type Ledger, type Report } from "./report.js";
import { findTwins, passLanguages, tellTwins, translate } from "./twins.js";
import { findVoice, type Speaks } from "./voice.js";
import { writeFlow, type Frame, type Promises } from "./write-flow.js";

export { renderReport } from "./report.js";

export interface Imported {
  readonly flow: string;
  /** The flow document. */
  readonly yaml: string;
  readonly document: FlowDocument;
  readonly report: Report;
  /** The flows that it runs. */
  readonly subFlows: readonly Imported[];
  /** The file of connections that all their look-ups go over, for an admin to complete; absent: nothing is looked up. */
  readonly lookUps?: string;
}

export interface ImportOptions {
  /** The name of the flow: small letters, digits and dashes. */
  readonly flow: string;
  /** IANA, `America/Bogota`. */
  readonly timeZone: string;
  /** The exports of the flows that it runs, by their SID. */
  readonly subFlows?: ReadonlyMap<string, SubFlowExport>;
}

export interface SubFlowExport {
  /** What it is to be called. */
  readonly flow: string;
  readonly text: string;
}

/** Gives a sentence when the text is no Studio export at all. */
export function importStudio(
  text: string,
  options: ImportOptions,
): Imported | string {
  const systems: AskedSystem[] = [];
  const taken = new Set<string>();
  const imported = importFlow(text, { ...options, taken, systems });
  if (typeof imported === "string" || systems.length === 0) return imported;
  const lookUps = stringify(connectionsFile(systems), {
    aliasDuplicateObjects: false,
  });
  return { ...imported, lookUps };
}

interface Importing extends ImportOptions {
  /** Other flows run it, in this language. */
  readonly within?: Language;
  /** Names of look-ups. */
  readonly taken: Set<string>;
  /** What the flows that are done look up. */
  readonly systems: AskedSystem[];
}

function importFlow(text: string, importing: Importing): Imported | string {
  const { flow, timeZone, within, taken, systems } = importing;
  const read = readStudio(text);
  if (typeof read === "string") return read;
  const isSubFlow = within !== undefined;
  const whole = isSubFlow ? asSubFlow(read) : read;
  // A flow that others run speaks as they do.
  const twins = isSubFlow ? undefined : findTwins(whole);
  const studio = twins ? passLanguages(whole, twins) : whole;
  const voice = findVoice(studio, twins?.language);
  const others = [...(twins?.others.keys() ?? [])].map((one) =>
    findVoice(studio, one),
  );
  if (isSubFlow && voice.language !== within)
    return `It speaks another language than the flow that runs it.`;
  const ledger = createLedger();
  if (twins) tellTwins(twins, ledger);
  else tellVoices(studio, ledger, voice);
  for (const one of studio.unread) ledger.remind(one);
  if (!isSubFlow)
    ledger.remind(
      `Set the time zone (it is ${timeZone}), and read every text aloud.`,
    );
  const { runs, subFlows } = importSubFlows(studio, importing, voice);
  const title = shorten(studio.description) || "Imported from Studio";
  const found = findValues(studio, taken);
  const frame: Frame = {
    flow,
    timeZone,
    title,
    voice,
    others,
    isSubFlow,
    connections: connectionsOf([...systems, ...found.lookUps.values()]),
    beside: subFlows.flatMap(withInner).map(({ yaml }) => yaml),
  };
  const lowered = lowerFlow(studio, ledger, voice, found, runs, twins?.others);
  breakRounds(lowered, ledger);
  if (twins)
    for (const draft of lowered.drafts.values())
      draft.translations = translate(draft, twins, found, ledger);
  if (!isSubFlow)
    ledger.breaks(
      "key 0 works wherever the line listens",
      "No key led to somebody who is responsible, wherever callers were.",
    );
  const written = isSubFlow
    ? writeFlow(frame, lowered, ledger)
    : promiseLess(frame, lowered, ledger);
  systems.push(...systemsIn(written.document, found));
  return { flow, ...written, report: ledger.report(studio), subFlows };
}

function tellVoices(studio: StudioFlow, ledger: Ledger, voice: Speaks): void {
  for (const [name, locale] of voice.others) {
    const widget = studio.widgets.get(name);
    if (widget)
      ledger.tell(
        widget,
        "changed",
        `It spoke ${shorten(locale)}; the line speaks ${voice.speaks}, so translate it, or add the language.`,
      );
  }
}

/** The flows that widgets run and that are given, each once; one that runs itself is not. */
function importSubFlows(
  { widgets }: StudioFlow,
  importing: Importing,
  { language }: Speaks,
) {
  const runs = new Map<string, string>();
  const done = new Map<string, Imported | string>();
  const given = new Map(importing.subFlows);
  for (const { name, type, properties } of widgets.values()) {
    const sid = words(properties["flow_sid"]);
    const one =
      type === "run-subflow" ? importing.subFlows?.get(sid) : undefined;
    if (!one) continue;
    given.delete(sid);
    const imported =
      done.get(sid) ??
      importFlow(one.text, {
        ...importing,
        flow: one.flow,
        subFlows: given,
        within: language,
      });
    done.set(sid, imported);
    if (typeof imported !== "string") runs.set(name, imported.flow);
  }
  const subFlows = [...done.values()].filter((one) => typeof one !== "string");
  return { runs, subFlows };
}

/** A flow and all that it runs. */
export function withInner(imported: Imported): Imported[] {
  return [imported, ...imported.subFlows.flatMap(withInner)];
}

/** Proves the flow under the usual promises, and writes down which of them are weaker here. */
function promiseLess(frame: Frame, lowered: Lowered, ledger: Ledger) {
  const written = writeFlow(frame, lowered, ledger);
  const proof = proveFlow(compileFlow(written.document));
  if (proof.type === "not-proved") {
    ledger.remind(
      `It has more than ${proof.limit} states and is not proved: simplify ${proof.where.map(({ step }) => step).join(", ")}.`,
    );
    return written;
  }
  const broken = proof.promises.filter(({ kept }) => !kept);
  if (broken.length === 0) return written;
  for (const { name, promised, bound, hints } of broken)
    ledger.breaks(
      name,
      `${told(bound, name)} at worst, where ${told(promised, name)} is usual.${hints[0] === undefined ? "" : ` ${hints[0]}`}`,
    );
  const promises: Promises = Object.fromEntries(
    broken.flatMap((one) => weaker(one)),
  );
  return writeFlow(frame, lowered, ledger, promises);
}

function weaker({ name, bound }: PromiseResult): [string, Promises[string]][] {
  if (bound === Infinity) return [];
  const is =
    typeof bound === "number" && unitOf(name) === "seconds"
      ? `${Math.ceil(bound)}s`
      : bound;
  return [
    [
      name,
      { is, because: "As it was in the Studio flow that this comes from." },
    ],
  ];
}

function told(value: number | boolean, name: PromiseName): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === Infinity) return "no bound";
  return unitOf(name) === "seconds" ? `${value} s` : String(value);
}
