import type { People } from "../flows/events.js";
import type { Case } from "./case/file.js";
import { directorRecord, type DirectorEvent } from "./director-record.js";
import type { MachineEffect } from "./effects.js";

/** The director has just promised a call. */
export function recordPromised(people: People, file: Case): MachineEffect[] {
  return record(people, file, "promised", file.opened?.at ?? 0);
}

/** Somebody has just spoken with the caller: in time, or it was late before. `before`: the case until then. */
export function recordKept(
  people: People,
  before: Case,
  at: number,
): MachineEffect[] {
  const { keptAt, closings, firstDue } = before;
  return keptAt === undefined && closings === 0 && at <= firstDue
    ? record(people, before, "kept", at)
    : [];
}

/** The time that the caller was told has come. `before`: the case until then. */
export function recordLate(
  people: People,
  before: Case,
  at: number,
): MachineEffect[] {
  const { keptAt, closings, history } = before;
  const isFirst = history.every(({ what }) => what !== "overdue");
  return keptAt === undefined && closings === 0 && isFirst
    ? record(people, before, "late", at)
    : [];
}

/** Only of promises in a director's name. */
function record(
  { director, directors = [] }: People,
  { opened }: Case,
  type: "promised" | "kept" | "late",
  at: number,
): MachineEffect[] {
  const isDirectors = [director, ...directors].some(
    ({ name }) => name === opened?.owner.name,
  );
  if (!opened || !isDirectors) return [];
  const event: DirectorEvent = { type, at, madeAt: opened.at };
  return [{ type: "tell", to: directorRecord, event: { ...event } }];
}
