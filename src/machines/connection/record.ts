import { directorRecord, type DirectorEvent } from "../director-record.js";
import type { MachineEffect } from "../effects.js";
import type { Connection } from "./context.js";
import type { ConnectionEvent } from "./events.js";
import type { Take } from "./steps.js";

/** Somebody asks for the director. */
export const recordAsked: Take = recording(({ at }) => ({ type: "asked", at }));

/** The person rung takes the call. */
export const recordAnswered: Take = recording(({ at }, { wanted, person }) =>
  wanted && person
    ? { type: "answered", at, by: person.name, seconds: since(at, wanted.at) }
    : undefined,
);

/** Nobody took it: nobody is there, or the caller went on or away. */
export const recordMissed: Take = recording(({ at }, { wanted }) =>
  wanted ? { type: "missed", at, seconds: since(at, wanted.at) } : undefined,
);

/** Only of callers who want the director: whom a person asks beside a talk is no matter of that record. */
function recording(
  tell: (
    event: ConnectionEvent,
    context: Connection,
  ) => DirectorEvent | undefined,
): Take {
  return (context, event) => {
    const told =
      context.wanted?.role === "director" &&
      context.wanted.by?.kind !== "connection"
        ? tell(event, context)
        : undefined;
    const effects: MachineEffect[] = told
      ? [{ type: "tell", to: directorRecord, event: { ...told } }]
      : [];
    return { context, effects };
  };
}

function since(at: number, before: number): number {
  return Math.max(0, Math.round((at - before) / 1000));
}
