/**
 * One account's credits, kept for good: the demo company's books. A key is credited once, however often it is asked (C14).
 */
import { assign, createMachine, type AnyStateMachine } from "xstate";
import type { Money } from "../flows/speech/index.js";

export interface Credit {
  readonly charge: string;
  readonly money: Money;
  /** Epoch ms. */
  readonly at: number;
}

export interface CreditEvent {
  readonly type: "credit";
  readonly at: number;
  readonly key: string;
  readonly charge: string;
  readonly money: Money;
}

export interface Ledger {
  readonly credits: Readonly<Record<string, Credit>>;
}

export const ledgerMachine: AnyStateMachine = createMachine(
  {
    id: "ledger",
    context: { credits: {} },
    on: { credit: { guard: "new", actions: "write" } },
  } as never,
  {
    guards: {
      new: ({ context, event }: { context: Ledger; event: CreditEvent }) =>
        context.credits[event.key] === undefined,
    },
    actions: {
      write: assign(({ context, event }) => {
        const { credits } = context as unknown as Ledger;
        const { key, charge, money, at } = event as unknown as CreditEvent;
        return { credits: { ...credits, [key]: { charge, money, at } } };
      }),
    },
  } as never,
) as AnyStateMachine;
