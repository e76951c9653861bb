/**
 * What the company's customer system is told of one account: every entry of its register (C13), in order. A machine of its own, so that a
 * system that is away keeps no claim waiting. It remembers nothing.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "./reduce.js";

export interface Decided {
  readonly type: "decided";
  readonly at: number;
  /** The entry's id in the register's chain, and its text. */
  readonly id: string;
  readonly text: string;
}

export const crmMachine: AnyStateMachine = createMachine({
  id: "crm",
  context: {},
  on: {
    decided: {
      actions: reduce<object>((context, { id, text }: Decided) => ({
        context,
        effects: [{ type: "post-decision", id, text }],
      })),
    },
  },
} as never) as AnyStateMachine;
