/**
 * Cases that are closed, by the week in which they were: what failed, by whose hand, and what came of it (C25, C26). One machine for each
 * week (`2026-W47`), told by the cases themselves; a case that is opened again leaves it. It holds no caller's number and no words, and outlives
 * the cases: once their time is over (`case-retention.ts`) it tells them so.
 */
import { DateTime } from "luxon";
import { createMachine, type AnyStateMachine } from "xstate";
import type { Case } from "./file.js";
import type { MachineEffect } from "../effects.js";
import type { TimeOver } from "./gone.js";
import { reduce, type Step } from "../reduce.js";

export interface ClosedCase {
  readonly id: string;
  readonly reference: string;
  readonly week: string;
  /** Epoch ms. */
  readonly openedAt: number;
  readonly closedAt: number;
  /** Who closed it. */
  readonly agent: string;
  readonly area: string;
  readonly reason: string;
  readonly contractor?: string;
  readonly outcome: string;
  /** The caller was rung by the time that they were told first. */
  readonly kept: boolean;
  /** The caller's own word. */
  readonly solved?: boolean;
  /** What the director thinks of the decision. */
  readonly mark?: string;
  /** Its time is over: the case itself is kept no more. */
  readonly gone?: true;
}

export interface ClosedCases {
  readonly cases: Readonly<Record<string, ClosedCase>>;
}

interface CaseClosed {
  readonly type: "case-closed";
  readonly id: string;
  /** Absent: it is open again. */
  readonly closed?: ClosedCase;
}

export const closedCasesMachine: AnyStateMachine = createMachine({
  id: "closed-cases",
  context: { cases: {} },
  on: {
    "case-closed": {
      actions: reduce<ClosedCases>(({ cases }, { id, closed }: CaseClosed) => {
        const { [id]: _before, ...others } = cases;
        return {
          context: { cases: closed ? { ...others, [id]: closed } : others },
          effects: [],
        };
      }),
    },
    "time-over": { actions: reduce(tellGone) },
  },
} as never) as AnyStateMachine;

/** Stays well under what the store takes in one turn. */
const goneAtOnce = 100;

/** Tells its cases, some at a time, and then itself. */
function tellGone(
  { cases }: ClosedCases,
  { closedBefore }: TimeOver,
): Step<ClosedCases> {
  const old = Object.values(cases).filter(
    ({ gone, closedAt }) => !gone && closedAt < closedBefore,
  );
  const now = old.slice(0, goneAtOnce);
  const event = { type: "time-over", closedBefore };
  const week = old[0]?.week ?? "";
  const told: [string, string][] = now.map(({ id }) => ["case", id]);
  if (old.length > now.length) told.push(["closed-cases", week]);
  return {
    context: {
      cases: {
        ...cases,
        ...Object.fromEntries(
          now.map((one) => [one.id, { ...one, gone: true as const }]),
        ),
      },
    },
    effects: told.map(([kind, id]) => ({
      type: "tell",
      to: { kind, id },
      event,
    })),
  };
}

/** Tells the week of a closed case what it is now; `isOpen`: that it is open again. */
export function tellClosedCases(file: Case, isOpen = false): MachineEffect[] {
  const { opened, closing, keptAt, firstDue, solved, mark } = file;
  if (!opened || !closing) return [];
  const { id, reference, timeZone } = opened;
  const { at, by, area, reason, contractor, outcome } = closing;
  const week = weekOf(at, timeZone);
  const closed: ClosedCase = {
    id,
    reference,
    week,
    openedAt: opened.at,
    closedAt: at,
    agent: by,
    area,
    reason,
    ...(contractor !== undefined && { contractor }),
    outcome,
    kept: keptAt !== undefined && keptAt <= firstDue,
    ...(solved !== undefined && { solved }),
    ...(mark && { mark: mark.mark }),
  };
  return [
    {
      type: "tell",
      to: { kind: "closed-cases", id: week },
      event: { type: "case-closed", id, ...(!isOpen && { closed }) },
    },
  ];
}

/** The week of ISO 8601, on the company's clock. */
export function weekOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat("kkkk-'W'WW");
}
