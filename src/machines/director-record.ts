/**
 * What became of everybody who asked for the director (C22, C23): how many asked, who answered them and after how many seconds, who was
 * missed, and how many of the calls that the director promised came in time. One machine for the line; calls' connections and cases tell it.
 * Nobody's number is in it.
 */
import { DateTime } from "luxon";
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "./reduce.js";

export const directorRecord = { kind: "director-record", id: "line" } as const;

/** One day, by UTC. */
export interface DirectorDay {
  readonly asked: number;
  /** By the name of whoever answered: how many calls, and how many seconds they waited in all. */
  readonly answered: Readonly<
    Record<string, { readonly calls: number; readonly seconds: number }>
  >;
  readonly missed: number;
  /** Calls that the director promised on this day, and what became of these. */
  readonly promised: number;
  readonly kept: number;
  readonly late: number;
}

export interface DirectorRecord {
  /** By `YYYY-MM-DD`. */
  readonly days: Readonly<Record<string, DirectorDay>>;
  /** The last that nobody answered, the newest first. */
  readonly missed: readonly MissedCall[];
}

export interface MissedCall {
  /** Epoch ms. */
  readonly at: number;
  /** How long they had waited. */
  readonly seconds: number;
}

export type DirectorEvent =
  | { readonly type: "asked"; readonly at: number }
  | {
      readonly type: "answered";
      readonly at: number;
      readonly by: string;
      readonly seconds: number;
    }
  | ({ readonly type: "missed" } & MissedCall)
  /** `madeAt`: when it was promised, epoch ms. */
  | {
      readonly type: "promised" | "kept" | "late";
      readonly at: number;
      readonly madeAt: number;
    };

const emptyRecord: DirectorRecord = { days: {}, missed: [] };
const emptyDay: DirectorDay = {
  asked: 0,
  answered: {},
  missed: 0,
  promised: 0,
  kept: 0,
  late: 0,
};

const keptDays = 400;
const keptCalls = 200;

export const directorRecordMachine: AnyStateMachine = createMachine({
  id: "director-record",
  context: emptyRecord,
  on: {
    "*": {
      actions: reduce<DirectorRecord>((record, event: DirectorEvent) => ({
        context: {
          days: withDay(record.days, event),
          missed: withMissed(record.missed, event),
        },
        effects: [],
      })),
    },
  },
} as never) as AnyStateMachine;

/** The sum of the days from `since` (epoch ms) on. */
export function sumDays({ days }: DirectorRecord, since: number): DirectorDay {
  const first = dayOf(since);
  return Object.entries(days)
    .filter(([day]) => day >= first)
    .reduce<DirectorDay>((sum, [, day]) => {
      const answered = { ...sum.answered };
      for (const [name, { calls, seconds }] of Object.entries(day.answered)) {
        const before = answered[name] ?? { calls: 0, seconds: 0 };
        answered[name] = {
          calls: before.calls + calls,
          seconds: before.seconds + seconds,
        };
      }
      return {
        asked: sum.asked + day.asked,
        answered,
        missed: sum.missed + day.missed,
        promised: sum.promised + day.promised,
        kept: sum.kept + day.kept,
        late: sum.late + day.late,
      };
    }, emptyDay);
}

function withDay(
  days: DirectorRecord["days"],
  event: DirectorEvent,
): DirectorRecord["days"] {
  const name = dayOf("madeAt" in event ? event.madeAt : event.at);
  const changed = { ...days, [name]: counted(days[name] ?? emptyDay, event) };
  const newest = Object.keys(changed).toSorted().slice(-keptDays);
  return Object.fromEntries(
    newest.map((one) => [one, changed[one] ?? emptyDay]),
  );
}

function counted(day: DirectorDay, event: DirectorEvent): DirectorDay {
  if (event.type !== "answered")
    return { ...day, [event.type]: day[event.type] + 1 };
  const { by } = event;
  const before = day.answered[by] ?? { calls: 0, seconds: 0 };
  const now = {
    calls: before.calls + 1,
    seconds: before.seconds + event.seconds,
  };
  return { ...day, answered: { ...day.answered, [by]: now } };
}

function withMissed(
  missed: readonly MissedCall[],
  event: DirectorEvent,
): readonly MissedCall[] {
  if (event.type !== "missed") return missed;
  const { at, seconds } = event;
  return [{ at, seconds }, ...missed].slice(0, keptCalls);
}

function dayOf(at: number): string {
  return DateTime.fromMillis(at, { zone: "utc" }).toISODate() ?? "";
}
