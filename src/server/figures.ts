/** How the line did in a period, read from the days' figures (C27–C30), for the console and the company's own systems. */
import { DateTime } from "luxon";
import { z } from "zod";
import { dayOf } from "../machines/figures/tell.js";
import { callsOf, compareShares } from "../machines/figures/compare.js";
import { noFigures, type DayFigures } from "../machines/figures/day.js";
import { indicatorsOf, sumCalls, sumDays } from "../machines/figures/sum.js";
import type { Store } from "../store/contract.js";
import { firstProblem } from "../systems/values.js";
import type { Clock } from "./clock.js";
import { readContext } from "./read-context.js";
import type { ServedLine } from "./served/served.js";

export interface FiguresDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly served: ServedLine;
}

export const periods = ["day", "week", "month", "quarter"] as const;

export const figuresQuery = z.strictObject({
  /** Absent: a week. */
  period: z.enum(periods).default("week"),
  /** A date in it, on the company's clock; absent: today. */
  on: z.iso.date({ error: "a date such as 2026-11-22" }).optional(),
});
export type FiguresQuery = z.output<typeof figuresQuery>;

export interface Span {
  /** Dates, both of them included. */
  readonly from: string;
  readonly to: string;
}

export type LineFigures = ReturnType<typeof showLine>;

/** `GET /api/figures`. */
export interface FiguresView extends Span {
  readonly period: (typeof periods)[number];
  /** The period goes on; it is set beside as many days of the one before. */
  readonly isSoFar: boolean;
  /** Whoever called less than a week ago may still have to ring again. */
  readonly isOpen: boolean;
  readonly now: LineFigures;
  readonly before: Span & { readonly figures: LineFigures };
  readonly days: readonly {
    readonly day: string;
    readonly calls: number;
    readonly soon: number;
  }[];
  readonly versions: readonly VersionFigures[];
  readonly trial?: TrialFigures;
}

export type VersionFigures = ReturnType<typeof indicatorsOf> & {
  /** `customer-line@…`. */
  readonly version: string;
  /** What callers get who call now; absent: neither. */
  readonly is?: "live" | "trial";
};

/** A version on trial beside the live one, from the day on which the trial began: the flows that differ. */
export interface TrialFigures extends Span {
  readonly number: number;
  /** Per cent. */
  readonly share: number;
  readonly live: ReturnType<typeof indicatorsOf>;
  readonly trial: ReturnType<typeof indicatorsOf>;
  readonly compared: ReturnType<typeof compareShares>;
}

/** Status and JSON body. */
export async function answerFigures(
  deps: FiguresDeps,
  query: unknown,
): Promise<readonly [number, object]> {
  const read = figuresQuery.safeParse(query);
  return read.success
    ? [200, await readFigures(deps, read.data)]
    : [400, { error: firstProblem(read.error) }];
}

export async function readFigures(
  deps: FiguresDeps,
  query: FiguresQuery,
): Promise<FiguresView> {
  const { served } = deps;
  const today = todayOf(deps);
  const { now, before } = spansOf(query, today);
  const [days, daysBefore, trial] = await Promise.all([
    readDays(deps, now),
    readDays(deps, before),
    readTrial(deps),
  ]);
  const sum = sumDays(days.map(({ figures }) => figures));
  const live = versionsOf(served.now.answering);
  const tried = versionsOf(served.trial?.served.answering ?? []);
  return {
    period: query.period,
    ...now,
    isSoFar: now.to === today,
    isOpen: now.to > shift(today, -7),
    now: showLine(sum),
    before: {
      ...before,
      figures: showLine(sumDays(daysBefore.map(({ figures }) => figures))),
    },
    days: days.map(({ day, figures }) => {
      const { calls, soon } = sumCalls(figures.flows);
      return { day, calls, soon };
    }),
    versions: Object.entries(sum.flows)
      .map(([version, calls]) => ({
        version,
        ...(live.includes(version)
          ? { is: "live" as const }
          : tried.includes(version) && { is: "trial" as const }),
        ...indicatorsOf(calls),
      }))
      .toSorted((one, other) => other.calls - one.calls),
    ...(trial && { trial }),
  };
}

/** The version on trial, where there is one, since the day that it began. */
export async function readTrial(
  deps: FiguresDeps,
): Promise<TrialFigures | undefined> {
  const { served } = deps;
  if (!served.trial) return undefined;
  const { trial } = await served.versions.now();
  if (!trial || trial.number !== served.trial.number) return undefined;
  const zone = served.now.flow.document.timeZone;
  const span = { from: dayOf(trial.since, zone), to: todayOf(deps) };
  const days = await readDays(deps, span);
  const { flows } = sumDays(days.map(({ figures }) => figures));
  const live = versionsOf(served.now.answering);
  const tried = versionsOf(served.trial.served.answering);
  // A flow that both have says nothing of either.
  const of = callsOf(
    flows,
    live.filter((one) => !tried.includes(one)),
  );
  const on = callsOf(
    flows,
    tried.filter((one) => !live.includes(one)),
  );
  return {
    ...span,
    number: trial.number,
    share: trial.share,
    live: indicatorsOf(of),
    trial: indicatorsOf(on),
    compared: compareShares(of, on),
  };
}

/** Each day of a span, in order. */
export async function readDays({ store }: FiguresDeps, span: Span) {
  return Promise.all(
    daysIn(span).map(async (day) => ({
      day,
      figures:
        (await readContext<DayFigures>(store, { kind: "figures", id: day })) ??
        noFigures,
    })),
  );
}

function showLine({ flows, ...beside }: DayFigures) {
  return { ...indicatorsOf(sumCalls(flows)), ...beside };
}

function versionsOf(
  answering: ServedLine["now"]["answering"],
): readonly string[] {
  return answering.map(({ flow }) => flow.version);
}

export function todayOf({ served, clock }: FiguresDeps): string {
  return dayOf(clock.now(), served.now.flow.document.timeZone);
}

export function spansOf(
  { period, on }: FiguresQuery,
  today: string,
): { readonly now: Span; readonly before: Span } {
  const first = at(on ?? today).startOf(period);
  const last = first.endOf(period);
  const from = iso(first);
  const to = from <= today && iso(last) > today ? today : iso(last);
  const earlier = first.minus({ [`${period}s`]: 1 });
  const length = at(to).diff(first, "days").days;
  const end =
    iso(last) === to
      ? first.minus({ days: 1 })
      : earlier.plus({ days: length });
  return { now: { from, to }, before: { from: iso(earlier), to: iso(end) } };
}

/** The longest that is asked for: a trial of a year. */
const mostDays = 366;

function daysIn({ from, to }: Span): string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < mostDays; day = shift(day, 1))
    days.push(day);
  return days;
}

function shift(day: string, days: number): string {
  return iso(at(day).plus({ days }));
}

function at(day: string): DateTime {
  return DateTime.fromISO(day, { zone: "utc" });
}

function iso(moment: DateTime): string {
  return moment.toISODate() ?? "";
}
