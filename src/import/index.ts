/**
 * Reads a flow of Twilio Studio as a flow of ours. What both have becomes steps; what is not known here is a person's, and said so; the
 * result passes its check and its proof, with the promises that the old flow did not keep written down as weaker ones. Pure, and never
 * throws whatever is in the file. `directo import` calls it.
 */
import { compileFlow, type FlowDocument } from "../flows/index.js";
import { proveFlow, type PromiseResult } from "../flows/proof/index.js";
import { unitOf } from "../flows/promises.js";
import { breakRounds } from "./break-rounds.js";
import { lowerFlow, type Lowered } from "./lower-flow.js";
import { readStudio, shorten } from "./read-studio.js";
import { createLedger, type Ledger, type Report } from "./report.js";
import { findVoice } from "./voice.js";
import { writeFlow, type Frame, type Promises } from "./write-flow.js";

export { renderReport, type Report } from "./report.js";

export interface Imported {
  /** The flow document. */
  readonly yaml: string;
  readonly document: FlowDocument;
  readonly report: Report;
}

export interface ImportOptions {
  /** The name of the flow: small letters, digits and dashes. */
  readonly flow: string;
  /** IANA, `America/Bogota`. */
  readonly timeZone: string;
}

/** Gives a sentence when the text is no Studio export at all. */
export function importStudio(
  text: string,
  options: ImportOptions,
): Imported | string {
  const studio = readStudio(text);
  if (typeof studio === "string") return studio;
  const ledger = createLedger();
  const voice = findVoice(studio);
  for (const [name, locale] of voice.others) {
    const widget = studio.widgets.get(name);
    if (widget)
      ledger.tell(
        widget,
        "changed",
        `It spoke ${shorten(locale)}; the line speaks ${voice.speaks}, so translate it, or add the language.`,
      );
  }
  for (const one of studio.unread) ledger.remind(one);
  ledger.remind(
    `Set the time zone (it is ${options.timeZone}), and read every text aloud.`,
  );
  const title = shorten(studio.description) || "Imported from Studio";
  const frame: Frame = { ...options, title, voice };
  const lowered = lowerFlow(studio, ledger, voice);
  breakRounds(lowered, ledger);
  ledger.breaks(
    "key 0 works wherever the line listens",
    "No key led to somebody who is responsible, wherever callers were.",
  );
  return {
    ...promiseLess(frame, lowered, ledger),
    report: ledger.report(studio),
  };
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
      `${told(bound)} at worst, where ${told(promised)} is usual.${hints[0] === undefined ? "" : ` ${hints[0]}`}`,
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

function told(value: number | boolean): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === Infinity ? "no bound" : String(value);
}
