/**
 * Which cases are open: `open-cases:0` to `f` hold them all between them, by hash of their ids, so that no single machine is in every
 * case's way; `open-cases:+12025550143` holds those of one caller. Cases tell them of each change; they decide nothing.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { hashText } from "../chain.js";
import { reduce } from "../reduce.js";

export interface OpenCase {
  readonly id: string;
  readonly reference: string;
  readonly owner: string;
  /** Epoch ms. */
  readonly due: number;
  readonly openedAt: number;
  readonly acknowledged: boolean;
  readonly number: string;
  /** The line rings the number once somebody has approved that. */
  readonly toBeApproved?: true;
  /** The one of the line's people who asked for that: it is approved by somebody above them, where there is one. */
  readonly askedBy?: string;
}

/** A closed case of which no message told the caller: they hear of it, and are asked whether it is solved, when they ring. */
export interface UntoldCase {
  readonly id: string;
  readonly reference: string;
  readonly owner: string;
  /** What came of it. */
  readonly words: string;
  /** Which closing they are asked about. */
  readonly question: number;
  /** Epoch ms; from then on nobody asks any more. */
  readonly until: number;
}

export interface OpenCases {
  readonly cases: Readonly<Record<string, OpenCase>>;
  /** In a caller's own list alone. */
  readonly untold?: Readonly<Record<string, UntoldCase>>;
}

export interface CaseChanged {
  readonly type: "case-changed";
  readonly at: number;
  readonly id: string;
  /** Absent: it is closed. */
  readonly open?: OpenCase;
  /** Absent: the caller knows, or is asked by message. */
  readonly untold?: UntoldCase;
}

export const openCasesMachine: AnyStateMachine = createMachine({
  id: "open-cases",
  context: { cases: {} },
  on: {
    "case-changed": {
      actions: reduce<OpenCases>(
        ({ cases, untold = {} }, { id, open, untold: one }: CaseChanged) => ({
          context: {
            cases: withOne(cases, id, open),
            untold: withOne(untold, id, one),
          },
          effects: [],
        }),
      ),
    },
  },
} as never) as AnyStateMachine;

function withOne<Entry>(
  entries: Readonly<Record<string, Entry>>,
  id: string,
  entry: Entry | undefined,
): Readonly<Record<string, Entry>> {
  const { [id]: _before, ...others } = entries;
  return entry ? { ...others, [id]: entry } : others;
}

/** Longer than anything told of a case comes again, ms. */
const dayMs = 24 * 3600 * 1000;

/** How long (ms) from `at` (epoch ms) a list is of use to anybody; `undefined`: a case is open, or it is one of all callers. */
export function neededFor(
  id: string,
  { cases, untold = {} }: OpenCases,
  at: number,
): number | undefined {
  if (allShares.includes(id) || Object.keys(cases).length > 0) return undefined;
  return Math.max(
    dayMs,
    ...Object.values(untold).map(({ until }) => until - at),
  );
}

/** The ids of the machines that hold all open cases between them. */
export const allShares: readonly string[] = "0123456789abcdef".split("");

export function shareOf(caseId: string): string {
  return hashText(caseId).slice(0, 1);
}
