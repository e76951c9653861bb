/**
 * What people decided, for the director (C25, C26): counted by what decisions have in common, each figure with the address of the decisions
 * behind it; and what whoever is above thinks of one, which the person who decided is told.
 */
import { z } from "zod";
import { DateTime } from "luxon";
import { marks } from "../../machines/case/file.js";
import { weekOf } from "../../machines/case/closed-cases.js";
import type {
  DecisionBook,
  DecisionEntry,
} from "../../machines/decisions/book.js";
import { findPerson, ladderAbove } from "../../machines/company/ladder.js";
import type { Store } from "../../store/contract.js";
import { firstProblem, name } from "../../systems/values.js";
import type { Clock } from "../clock.js";
import {
  countMarks,
  defined,
  weekName,
  weeksOf,
  type Answer,
} from "./closed-cases-api.js";
import type { PeopleFile } from "../served/company.js";
import { readDecisionsOf } from "../books/gather-decisions.js";
import { readContext } from "../read-context.js";
import { takeTurn, type TurnDeps } from "../turn.js";

interface Deps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly timeZone: () => string;
  readonly people: () => PeopleFile;
}

const text = z.string().max(100).optional();
/** What decisions are counted by, and chosen among. */
const kinds = [
  "area",
  "reason",
  "contractor",
  "agent",
  "kind",
  "week",
] as const;
const chosen = z.strictObject({
  area: text,
  reason: text,
  contractor: text,
  agent: text,
  kind: text,
  mark: text,
  week: weekName.optional(),
  from: weekName.optional(),
  to: weekName.optional(),
});
const counted = chosen.extend({ by: z.enum(kinds) });
type Chosen = z.output<typeof chosen>;

export const markBody = z.strictObject({
  /** Above whoever decided, by the people file. */
  by: z.string().min(1).max(80),
  account: name,
  mark: z.enum(marks),
  /** A word to whoever decided. */
  words: z.string().trim().min(1).max(1000),
});

/** The decisions that a request asks for, the newest first. */
export async function listDecisions(deps: Deps, query: unknown) {
  const read = chosen.safeParse(query);
  if (!read.success) return [400, { error: firstProblem(read.error) }] as const;
  return [200, await findDecisions(deps, read.data)] as const;
}

/** How many there are of each area, reason, contractor, agent, kind or week, the most first. */
export async function countDecisions(
  deps: Deps,
  query: unknown,
): Promise<Answer> {
  const read = counted.safeParse(query);
  if (!read.success) return [400, { error: firstProblem(read.error) }];
  const { by, ...rest } = read.data;
  const { decisions, ...weeks } = await findDecisions(deps, rest);
  const figures = [...new Set(decisions.map((one) => one[by]))]
    .filter((value) => value !== undefined)
    .map((value) => {
      const list = decisions.filter((one) => one[by] === value);
      return {
        [by]: value,
        decisions: list.length,
        done: list.filter(({ type }) => type === "done").length,
        refused: list.filter(({ type }) => type === "refused").length,
        granted: sumUp(list),
        marks: countMarks(list),
        behind: `/api/decisions/found?${new URLSearchParams({ ...defined(rest), ...weeks, [by]: value }).toString()}`,
      };
    })
    .toSorted((one, other) => other.decisions - one.decisions);
  return [200, { by, ...weeks, figures }];
}

/** What the ones that were done came to: minor units, by currency. */
function sumUp(
  decisions: readonly Pick<DecisionEntry, "type" | "money">[],
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { type, money } of decisions)
    if (type === "done" && money)
      sums[money.currency] = (sums[money.currency] ?? 0) + money.amount;
  return sums;
}

/** It is for whoever is above the one who decided. */
export function mayMarkDecision(
  people: PeopleFile,
  decidedBy: string,
  by: string,
): boolean {
  return ladderAbove(people, decidedBy).some((one) => one.name === by);
}

/** Keeps what somebody thinks of a decision, in place of what was thought before. */
export async function markDecision(
  { turns, clock, people }: Deps,
  id: string,
  body: unknown,
): Promise<Answer> {
  const read = markBody.safeParse(body);
  if (!read.success) return [400, { error: firstProblem(read.error) }];
  const { account, by, mark, words } = read.data;
  const key = { kind: "decisions", id: account };
  const book = await readContext<DecisionBook>(turns.store, key);
  const decision =
    book && Object.hasOwn(book.decisions, id) ? book.decisions[id] : undefined;
  if (!decision) return [404, { error: "There is no such decision." }];
  if (!findPerson(people(), by))
    return [422, { error: `"${by}" is nobody in the people file.` }];
  if (!mayMarkDecision(people(), decision.by, by))
    return [
      403,
      { error: "This is for whoever is above the one who decided." },
    ];
  const at = clock.now();
  const { outcome } = await takeTurn(turns, {
    key,
    token: `marked:${id}:${at}`,
    event: { type: "marked", at, decision: id, by, mark, words } as never,
    begins: false,
    asks: false,
  });
  return outcome === "ignored"
    ? [
        409,
        { error: "The decision is under way: there is nothing to mark yet." },
      ]
    : [200, { id, account, mark: { by, mark, words } }];
}

async function findDecisions(
  { turns, clock, timeZone }: Deps,
  { from, to, week: own, ...by }: Chosen,
) {
  const weeks = weeksOf(
    { from, to, week: own },
    weekOf(clock.now(), timeZone()),
  );
  const days = weeks.list.flatMap(daysOf);
  const found = await Promise.all(
    days.map((day) => decisionsOf(turns.store, day, clock.now())),
  );
  const decisions = found
    .flat()
    .filter((one) =>
      Object.entries(defined(by)).every(([field, value]) =>
        field === "mark"
          ? one.mark?.mark === value
          : one[field as Exclude<(typeof kinds)[number], "week">] === value,
      ),
    )
    .toReversed();
  return { from: weeks.from, to: weeks.to, decisions };
}

async function decisionsOf(store: Store, day: string, now: number) {
  const list = await readDecisionsOf(store, day, now);
  const week = DateTime.fromISO(day).toFormat("kkkk-'W'WW");
  return list.map((one) => ({ ...one, agent: one.by, week }));
}

function daysOf(week: string): string[] {
  const monday = DateTime.fromISO(week, { zone: "utc" });
  return [0, 1, 2, 3, 4, 5, 6].map(
    (days) => monday.plus({ days }).toISODate() ?? "",
  );
}
