/**
 * What fails, and by whose hand (C25): closed cases counted by what they have in common, each figure with the address of the cases behind it.
 */
import { DateTime } from "luxon";
import { z } from "zod";
import {
  weekOf,
  type ClosedCase,
  type ClosedCases,
} from "../../machines/case/closed-cases.js";
import type { Store } from "../../store/contract.js";
import { firstProblem } from "../../systems/values.js";
import type { Clock } from "../clock.js";
import { readContext } from "../read-context.js";

/** Status and JSON body. */
export type Answer = readonly [number, object];

interface Deps {
  readonly turns: { readonly store: Store };
  readonly clock: Clock;
  readonly timeZone: () => string;
}

/** What closed cases are counted by. */
const kinds = [
  "area",
  "reason",
  "contractor",
  "agent",
  "outcome",
  "week",
] as const;
/** A week of ISO 8601. */
export const weekName = z.string().regex(/^\d{4}-W\d{2}$/, {
  error: "a week such as 2026-W47",
});
const text = z.string().max(100).optional();
export const chosen = z.strictObject({
  area: text,
  reason: text,
  contractor: text,
  agent: text,
  outcome: text,
  mark: text,
  week: weekName.optional(),
  from: weekName.optional(),
  to: weekName.optional(),
});
export const counted = chosen.extend({ by: z.enum(kinds) });
type Chosen = z.output<typeof chosen>;

/** A quarter, unless a request says otherwise; two years at most. */
const usualWeeks = 13;
const mostWeeks = 106;

/** The closed cases that a request asks for, the newest first. */
export async function listClosed(deps: Deps, query: unknown) {
  const read = chosen.safeParse(query);
  if (!read.success) return [400, { error: firstProblem(read.error) }] as const;
  const { weeks, cases } = await findClosed(deps, read.data);
  return [200, { ...weeks, cases: cases.map(viewClosed) }] as const;
}

/** How many there are of each area, reason, contractor, agent, outcome or week, the most first. */
export async function countClosed(deps: Deps, query: unknown): Promise<Answer> {
  const read = counted.safeParse(query);
  if (!read.success) return [400, { error: firstProblem(read.error) }];
  const { by, ...rest } = read.data;
  const { weeks, cases } = await findClosed(deps, rest);
  const groups = new Map<string, ClosedCase[]>();
  for (const one of cases) {
    const value = one[by];
    if (value !== undefined)
      groups.set(value, [...(groups.get(value) ?? []), one]);
  }
  const figures = [...groups]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([value, list]) => ({
      [by]: value,
      cases: list.length,
      kept: list.filter(({ kept }) => kept).length,
      solved: list.filter(({ solved }) => solved === true).length,
      notSolved: list.filter(({ solved }) => solved === false).length,
      marks: countMarks(list),
      behind: `/api/cases/closed?${new URLSearchParams({ ...defined(rest), ...weeks, [by]: value }).toString()}`,
    }));
  return [200, { by, ...weeks, figures }];
}

async function findClosed({ turns, clock, timeZone }: Deps, wanted: Chosen) {
  const { from: _from, to: _to, ...by } = wanted;
  const { list: names, ...weeks } = weeksOf(
    wanted,
    weekOf(clock.now(), timeZone()),
  );
  const lists = await Promise.all(
    names.map((id) =>
      readContext<ClosedCases>(turns.store, { kind: "closed-cases", id }),
    ),
  );
  const cases = lists
    .flatMap((list) => Object.values(list?.cases ?? {}))
    .filter((found) =>
      Object.entries(defined(by)).every(
        ([name, value]) => found[name as keyof typeof by] === value,
      ),
    )
    .toSorted((a, b) => b.closedAt - a.closedAt);
  return { weeks, cases };
}

/** The weeks that a request asks for, in order: one, or those between two; a quarter up to `now` unless it says so. */
export function weeksOf(
  { week: own, from, to }: Pick<Chosen, "week" | "from" | "to">,
  now: string,
): { readonly from: string; readonly to: string; readonly list: string[] } {
  const last = own ?? to ?? now;
  const first = own ?? from ?? weeksBefore(last, usualWeeks - 1);
  return { from: first, to: last, list: weeksBetween(first, last) };
}

function weeksBefore(last: string, count: number): string {
  const at = DateTime.fromISO(last, { zone: "utc" }).minus({ weeks: count });
  return weekOf(at.toMillis(), "utc");
}

/** In order, both of them included. */
function weeksBetween(from: string, to: string): string[] {
  const weeks: string[] = [];
  let at = DateTime.fromISO(from, { zone: "utc" });
  const last = DateTime.fromISO(to, { zone: "utc" });
  for (; at <= last && weeks.length < mostWeeks; at = at.plus({ weeks: 1 }))
    weeks.push(weekOf(at.toMillis(), "utc"));
  return weeks;
}

export function countMarks(
  list: readonly { readonly mark?: string | { readonly mark: string } }[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { mark } of list) {
    const word = typeof mark === "object" ? mark.mark : mark;
    if (word !== undefined) counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

export function defined(values: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    ),
  );
}

function viewClosed({ openedAt, closedAt, ...rest }: ClosedCase) {
  return {
    ...rest,
    openedAt: new Date(openedAt).toISOString(),
    closedAt: new Date(closedAt).toISOString(),
    case: `/api/cases/${rest.id}`,
  };
}
