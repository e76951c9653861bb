/**
 * How a caller learns what came of their case, and is asked once whether it is solved (C24): by message; where none reaches them, when they
 * ring, and by a call of the line's at an hour at which one may be rung. Who is not reached after the last try is left as they are: it is on
 * record, and they still hear of it when they ring.
 *
 *     by-message ── not delivered ──► pausing ──► ringing ── not reached ──► pausing … left
 *                                        └──────────┴── told, answered ──► settled
 */
import type { People, Person } from "../../flows/events.js";
import type { Language } from "../../flows/speech/index.js";
import { withEntry, type Timed } from "./changes.js";
import type { Answered, Case, ToldEvent } from "./file.js";
import { callerLinkMs } from "./messages.js";
import type { MachineEffect } from "../effects.js";
import { nextOpening, type Hours } from "../company/hours.js";
import { findPerson } from "../company/ladder.js";
import type { CaseChanged } from "./open-cases.js";
import type { Step } from "../reduce.js";
import { speechIn, type Voices } from "../speech.js";

/** With what the line rings callers. */
export interface TellingRules {
  readonly people: People;
  readonly voices: Voices;
  /** The number that customers dial, E.164. */
  readonly number: string;
}

const minute = 60_000;
const hour = 60 * minute;
/** Before each time that a caller is rung. Whoever closed the case may have them on the telephone still. */
const pausesMs = [10 * minute, 2 * hour, 24 * hour] as const;
/** Longer than a call that tells an outcome: then nobody will say any more what became of it. */
export const ringingMs = 10 * minute;

/** From nine in the morning to eight in the evening, by the line's clock, on each day. */
function decentHours(timeZone: string): Hours {
  const day = [[9 * 60, 20 * 60]] as const;
  const weekly = Array.from({ length: 7 }, () => day);
  return { timeZone, weekly, holidays: [], exceptions: {} };
}

export const isLastTry = ({ rung }: Case): boolean => rung >= pausesMs.length;

/** When (epoch ms) the caller is rung next. */
export function ringsAt({ rung, opened }: Case, at: number): number {
  const earliest = at + (pausesMs[rung] ?? 24 * hour);
  const hours = decentHours(opened?.timeZone ?? "UTC");
  return nextOpening(hours, earliest) ?? earliest;
}

/** The receipt of the message about the last closing. */
export function receiptOf({ closings }: Case): string {
  return `closed:${closings}`;
}

/** An event is about the last closing; the answer to an earlier one changes nothing. */
export function isOfThis(
  file: Case,
  event: ToldEvent | Pick<Answered, "type" | "question">,
): boolean {
  return "receipt" in event
    ? event.receipt === receiptOf(file)
    : event.question === file.closings;
}

/** No message reached the caller: from here on they hear of it when they ring. */
export function beUntold(file: Case, { at }: Timed): Step<Case> {
  return { context: file, effects: tellUntold(file, at) };
}

export function ringCaller({ people, voices, number }: TellingRules) {
  return (before: Case): Step<Case> => {
    const file = { ...before, rung: before.rung + 1 };
    const { opened, closing, owner, closings } = file;
    if (!opened || !closing) return { context: file, effects: [] };
    const id = `${opened.id}.told${closings}-${file.rung}`;
    const speech = speechIn(voices, [opened.language]);
    return {
      context: file,
      effects: [
        {
          type: "tell",
          to: { kind: "ring-back", id },
          event: {
            type: "asked",
            by: { kind: "case", id: opened.id },
            person: callingFor(people, owner, speech.language),
            number: opened.number,
            unapproved: opened.unapproved,
            line: number,
            tells: { words: closing.words, question: closings },
            speech,
          },
        },
      ],
    };
  };
}

/** On record: why the caller does not know yet. */
export function notTold(
  file: Case,
  event: Timed & { readonly why?: string },
): Step<Case> {
  const { why: words = "no-answer" } = event;
  return {
    context: withEntry(file, event, "line", "not-told", words),
    effects: [],
  };
}

/** They heard it; whether it is solved they did not say. */
export function told(file: Case, event: Timed): Step<Case> {
  return {
    context: withEntry(file, event, "caller", "told"),
    effects: forgetUntold(file),
  };
}

/** Nobody has to tell this caller of the last closing any more. */
export function forgetUntold(file: Case): MachineEffect[] {
  return tellList(file, {});
}

function tellUntold(file: Case, at: number): MachineEffect[] {
  const { opened, closing, owner, closings } = file;
  if (!opened || !closing) return [];
  return tellList(file, {
    untold: {
      id: opened.id,
      reference: opened.reference,
      owner: owner?.name ?? "",
      words: closing.words,
      question: closings,
      until: at + callerLinkMs,
    },
  });
}

function tellList(
  { opened }: Case,
  more: Pick<CaseChanged, "untold">,
): MachineEffect[] {
  if (!opened || opened.withheld || opened.number === "") return [];
  const { id, number } = opened;
  const event = { type: "case-changed", id, ...more };
  return [{ type: "tell", to: { kind: "open-cases", id: number }, event }];
}

/** The owner, as the customer hears of them. */
function callingFor(
  people: People,
  owner: Person | undefined,
  language: Language,
) {
  const name = owner?.name ?? "";
  const { spoken, title }: Partial<Person> = findPerson(people, name) ?? {};
  return { name: spoken?.[language] ?? name, title: title?.[language] ?? "" };
}
