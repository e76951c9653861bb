/**
 * When closed cases go by themselves, where the line keeps them for a time alone. Each day the weeks whose last case is old enough are told
 * (`closed-cases`), and they tell their cases, which decide: one that is open stays. So a case that was closed before the setting was set goes too.
 */
import { DateTime } from "luxon";
import { createMachine, type AnyStateMachine } from "xstate";
import { weekOf } from "./closed-cases.js";
import type { MachineEffect } from "../effects.js";
import { reduce, type Step } from "../reduce.js";

export interface CaseRetention {
  /** ms that a case is kept after it was closed; absent: for good. */
  readonly keepMs?: number;
  /** The last week that was told. */
  readonly through?: string;
}

/** A server starts with another setting than is known. */
export interface CasesKeptFor {
  readonly type: "cases-kept-for";
  readonly at: number;
  readonly keepMs?: number;
}

export const caseRetention = { kind: "case-retention", id: "line" } as const;

const dayMs = 24 * 3600 * 1000;
const weekMs = 7 * dayMs;
/** A week ends later in the west; what was closed in its last hour is told a moment later. */
const lateMs = dayMs;
/** No line closed cases before. */
const furthestWeeks = 520;

export const caseRetentionMachine: AnyStateMachine = createMachine(
  {
    id: "case-retention",
    context: {},
    initial: "for-good",
    on: {
      "cases-kept-for": [
        {
          guard: "for-a-time",
          target: ".for-a-time",
          reenter: true,
          actions: reduce(takeSetting),
        },
        { target: ".for-good", actions: reduce(takeSetting) },
      ],
    },
    states: {
      "for-good": {},
      "for-a-time": {
        after: {
          [dayMs]: {
            target: "for-a-time",
            reenter: true,
            actions: reduce(look),
          },
        },
      },
    },
  } as never,
  {
    guards: {
      "for-a-time": ({ event }: { event: CasesKeptFor }) =>
        event.keepMs !== undefined,
    },
  } as never,
) as AnyStateMachine;

function takeSetting(
  { through }: CaseRetention,
  { at, keepMs }: CasesKeptFor,
): Step<CaseRetention> {
  const known = {
    ...(through !== undefined && { through }),
    ...(keepMs !== undefined && { keepMs }),
  };
  return look(known, { at });
}

function look(
  known: CaseRetention,
  { at }: { readonly at: number },
): Step<CaseRetention> {
  const { keepMs, through } = known;
  if (keepMs === undefined) return { context: known, effects: [] };
  const closedBefore = at - keepMs;
  const last = startOf(closedBefore - lateMs - weekMs);
  const first =
    through === undefined
      ? last.minus({ weeks: furthestWeeks })
      : DateTime.fromISO(through, { zone: "utc" }).plus({ weeks: 1 });
  const effects: MachineEffect[] = [];
  for (let week = first; week <= last; week = week.plus({ weeks: 1 }))
    effects.push({
      type: "tell",
      to: { kind: "closed-cases", id: weekOf(week.toMillis(), "utc") },
      event: { type: "time-over", closedBefore },
    });
  const told = first <= last ? weekOf(last.toMillis(), "utc") : through;
  return {
    context: { ...known, ...(told !== undefined && { through: told }) },
    effects,
  };
}

/** Of the week of that moment. */
function startOf(at: number): DateTime {
  return DateTime.fromMillis(at, { zone: "utc" }).startOf("week");
}
