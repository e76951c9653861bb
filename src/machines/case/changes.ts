import { askerOf, toRing, type Case, type HistoryEntry } from "./file.js";
import type { MachineEffect } from "../effects.js";
import { shareOf, type OpenCase } from "./open-cases.js";
import type { Step } from "../reduce.js";

export interface Timed {
  readonly at: number;
}

/** A changed file, and the lists that hear of it. */
export function changed(context: Case): Step<Case> {
  return { context, effects: tellOpenCases(context) };
}

/** Without what holds of a closed one alone. */
export function asOpen({
  closing: _was,
  solved: _said,
  mark: _thought,
  keptAt: _at,
  ...rest
}: Case) {
  return rest;
}

/** A link counts once: who pressed it has used it up. */
export function pressed(
  file: Case,
  { link }: { readonly link?: number },
): Case {
  return link === undefined ? file : { ...file, link: file.link + 1 };
}

/** With one more line in its history. `who`: a person's name, `caller`, or `line`. */
export function withEntry(
  file: Case,
  { at }: Timed,
  who: string,
  what: HistoryEntry["what"],
  words?: string,
): Case {
  const entry = { at, who, what, ...(words !== undefined && { words }) };
  return { ...file, history: [...file.history, entry] };
}

/** The lists of open cases hear of every change: all cases, and the caller's own. */
export function tellOpenCases(file: Case, closed = false): MachineEffect[] {
  const { opened, owner, due, acknowledged } = file;
  if (!opened || !owner) return [];
  const { id, reference, number, withheld, unapproved } = opened;
  const askedBy = askerOf(file);
  const open: OpenCase = {
    id,
    reference,
    owner: owner.name,
    due,
    openedAt: opened.at,
    acknowledged,
    number: toRing(opened),
    ...(unapproved && {
      toBeApproved: true as const,
      ...(askedBy !== undefined && { askedBy }),
    }),
  };
  const event = { type: "case-changed", id, ...(!closed && { open }) };
  const lists = [shareOf(id), ...(withheld || number === "" ? [] : [number])];
  return lists.map((list) => ({
    type: "tell",
    to: { kind: "open-cases", id: list },
    event,
  }));
}
