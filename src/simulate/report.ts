import { timedPromises } from "../flows/proof/index.js";
import type { Caller } from "./callers.js";
import type { CallOfDay, Day } from "./day.js";

/** What callers lived through on a day. Times in seconds, shares 0 to 1. */
export interface DayReport {
  readonly agents: number;
  readonly calls: number;
  /** Of these, callers who had hung up and rang again. */
  readonly redials: number;
  /** Those that the line answered. */
  readonly answered: number;
  /** Callers who never asked for a person. */
  readonly settledByLine: number;
  /** Callers who asked for a person, and how it went on: each stands in one of the three. */
  readonly asked: number;
  readonly joined: number;
  readonly abandoned: number;
  readonly promised: number;
  /** From the answer, of those who were joined. */
  readonly secondsToPerson: Spread;
  /** From the wish for a person to the ring at the phone of who took the call. */
  readonly wait: Spread;
  /** How many of those who asked for a person had one within 20 s of asking. */
  readonly serviceLevel: number;
  /** How much of the day agents were rung, talked or wrapped up, of those who were there. */
  readonly occupancy: number;
  readonly callbacks: {
    readonly promised: number;
    readonly kept: number;
    /** Still to come when the day ended. */
    readonly open: number;
    /** From the end of the call on which it was promised to the talk. */
    readonly seconds: Spread;
  };
  readonly cases: number;
  /** Charges that the line credited by itself. */
  readonly conceded: number;
  /** More senior callers who were passed over, by the rule that allowed it. */
  readonly overtaken: Readonly<Record<string, number>>;
  readonly promises: readonly MeasuredPromise[];
  /** Calls that the engine has not ended, and people who are still kept: a fault of the line. */
  readonly stuck: readonly string[];
  /** How often a telephone was silent for more than three seconds and nobody had said why, and for how long at worst: a fault of the line. */
  readonly silences: { readonly count: number; readonly worst: number };
  /** What the line wrote into its log, warnings and errors, by what it said. */
  readonly logged: Readonly<Record<string, number>>;
  readonly took: {
    readonly wallSeconds: number;
    readonly callsPerSecond: number;
    /** Of the processor's time. */
    readonly callsPerCpuSecond: number;
  };
}

export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
}

export interface MeasuredPromise {
  readonly name: string;
  readonly proved: number;
  /** Absent: no call came to it. */
  readonly worst?: number;
  readonly broken: number;
}

/** A service level counts so many seconds. */
const serviceSeconds = 20;

export function measureDay(day: Day): DayReport {
  const { calls } = day;
  const asked = calls.filter((one) => one.askedAt !== undefined);
  const joined = asked.filter((one) => one.joinedAt !== undefined);
  const abandoned = asked.filter(
    (one) => one.gaveUp && one.joinedAt === undefined,
  );
  const soon = joined.filter((one) => waited(one) <= serviceSeconds);
  return {
    agents: day.agents.size,
    calls: calls.length,
    redials: calls.length - new Set(calls.map(({ caller }) => caller)).size,
    answered: calls.filter((one) => one.answeredAt !== undefined).length,
    settledByLine: calls.length - asked.length,
    asked: asked.length,
    joined: joined.length,
    abandoned: abandoned.length,
    promised: asked.length - joined.length - abandoned.length,
    secondsToPerson: spreadOf(
      joined.map(({ joinedAt = 0, answeredAt = 0 }) =>
        seconds(joinedAt - answeredAt),
      ),
    ),
    wait: spreadOf(joined.map(waited)),
    serviceLevel: shareOf(soon.length, asked.length),
    occupancy: occupancyOf(day),
    callbacks: callbacksOf(day),
    cases: day.machines["case"] ?? 0,
    conceded: day.machines["ledger"] ?? 0,
    overtaken: countBy(calls.flatMap((one) => one.overtaken)),
    promises: promisesOf(day),
    stuck: day.stuck,
    silences: {
      count: day.silences.length,
      worst: seconds(largest(day.silences.map(({ ms }) => ms))),
    },
    logged: countBy(day.logged.map(({ level, msg }) => `${level}: ${msg}`)),
    took: {
      wallSeconds: day.wallSeconds,
      callsPerSecond: calls.length / day.wallSeconds,
      callsPerCpuSecond: calls.length / day.cpuSeconds,
    },
  };
}

/** Seconds of a caller who was joined with a person; one who came back asked again, and waited less. */
function waited({ offeredAt = 0, askedAt = 0 }: CallOfDay): number {
  return Math.max(0, seconds(offeredAt - askedAt));
}

function callbacksOf({ calls, calledBack, promised, open }: Day) {
  const promisedAt = new Map(calls.map((one) => [one.caller, one.endedAt]));
  const kept = new Map<Caller, number>();
  for (const { caller, joinedAt } of calledBack)
    if (joinedAt !== undefined && !kept.has(caller))
      kept.set(
        caller,
        seconds(joinedAt - (promisedAt.get(caller) ?? joinedAt)),
      );
  return {
    promised,
    kept: kept.size,
    open,
    seconds: spreadOf([...kept.values()]),
  };
}

function promisesOf({ calls, certificate }: Day): MeasuredPromise[] {
  return timedPromises.flatMap((name) => {
    const proved = certificate.promises.find((one) => one.name === name);
    if (!proved) return [];
    const measured = calls.flatMap(({ clocks }) => clocks?.longest[name] ?? []);
    const bound = Number(proved.bound);
    return [
      {
        name,
        proved: bound,
        ...(measured.length > 0 && { worst: largest(measured) }),
        broken: measured.filter((one) => one > bound).length,
      },
    ];
  });
}

/** From the opening until the last caller came, which is when an ordinary day ends. */
function occupancyOf({ rung, agents, wrapUpMs, start, calls }: Day): number {
  const closing = largest(calls.map((one) => start + one.caller.at));
  const busy = rung
    .filter(({ phone }) => agents.has(phone))
    .map(({ at, endedAt = closing, joined }) => {
      const until = Math.min(closing, endedAt + (joined ? wrapUpMs : 0));
      return Math.max(0, until - at);
    });
  const open = (closing - start) * agents.size;
  return shareOf(
    busy.reduce((sum, ms) => sum + ms, 0),
    open,
  );
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return {
    count: sorted.length,
    mean: shareOf(
      sorted.reduce((sum, one) => sum + one, 0),
      sorted.length,
    ),
    median: at(0.5),
    p95: at(0.95),
    worst: at(1),
  };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function largest(values: readonly number[]): number {
  return values.reduce((most, one) => Math.max(most, one), 0);
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function seconds(ms: number): number {
  return ms / 1000;
}
