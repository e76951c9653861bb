/**
 * Which cases are open: `open-cases:0` to `f` hold them all between them, by hash of their ids, so that no single machine is in every
 * case's way; `open-cases:+12025550143` holds those of one caller. Cases tell them of each change; they decide nothing.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { hashText } from "./chain.js";
import { reduce } from "./reduce.js";

export interface OpenCase {
  readonly id: string;
  readonly reference: string;
  readonly owner: string;
  /** Epoch ms. */
  readonly due: number;
  readonly openedAt: number;
  readonly acknowledged: boolean;
  readonly number: string;
}

export interface OpenCases {
  readonly cases: Readonly<Record<string, OpenCase>>;
}

export interface CaseChanged {
  readonly type: "case-changed";
  readonly at: number;
  readonly id: string;
  /** Absent: it is closed. */
  readonly open?: OpenCase;
}

export const openCasesMachine: AnyStateMachine = createMachine({
  id: "open-cases",
  context: { cases: {} },
  on: {
    "case-changed": {
      actions: reduce<OpenCases>(({ cases }, { id, open }: CaseChanged) => {
        const { [id]: _before, ...others } = cases;
        return {
          context: { cases: open ? { ...others, [id]: open } : others },
          effects: [],
        };
      }),
    },
  },
} as never) as AnyStateMachine;

/** The ids of the machines that hold all open cases between them. */
export const allShares: readonly string[] = "0123456789abcdef".split("");

export function shareOf(caseId: string): string {
  return hashText(caseId).slice(0, 1);
}
