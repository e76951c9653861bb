/**
 * One account's credits in the demo company's books: added to, never changed, each entry with the hash of the one before (C14). A key is
 * credited once, however often it is asked, and a charge once, whatever the key.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { Money } from "../flows/speech/index.js";
import { addEntry, emptyChain, type Chain, type Link } from "./chain.js";
import { reduce } from "./reduce.js";

export interface CreditEvent {
  readonly type: "credit";
  readonly at: number;
  readonly key: string;
  readonly charge: string;
  readonly money: Money;
}

export type Credit = Omit<CreditEvent, "type"> & Link;

export interface Ledger {
  /** In order; their texts under their hashes make the chain. */
  readonly credits: readonly Credit[];
  readonly chain: Chain;
}

export const ledgerMachine: AnyStateMachine = createMachine({
  id: "ledger",
  context: { credits: [], chain: emptyChain },
  on: {
    credit: {
      actions: reduce<Ledger>(
        (ledger, { key, charge, money, at }: CreditEvent) => {
          const known = ledger.credits.some(
            (one) => one.key === key || one.charge === charge,
          );
          if (known) return { context: ledger, effects: [] };
          const chain = addEntry(ledger.chain, { key, charge, money, at });
          const credit = JSON.parse(chain.text) as Credit;
          return {
            context: { chain, credits: [...ledger.credits, credit] },
            effects: [],
          };
        },
      ),
    },
  },
} as never) as AnyStateMachine;
