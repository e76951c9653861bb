import { createBook, type Bills } from "../billing/book.js";
import type { Billing } from "../billing/billing.js";
import { hashText } from "../machines/chain.js";
import type { Ledger } from "../machines/ledger.js";
import { readContext } from "./read-context.js";
import { takeTurn, type TurnDeps } from "./turn.js";

/** The embedded billing book with its ledgers in the line's own store. */
export function createBillingBook(
  book: Bills,
  turns: TurnDeps,
  now: () => number,
): Billing {
  const ledgerOf = (account: string) => ({ kind: "ledger", id: account });
  return createBook(
    book,
    {
      read: (account) => readContext<Ledger>(turns.store, ledgerOf(account)),
      async write(account, event) {
        await takeTurn(turns, {
          key: ledgerOf(account),
          token: `credit:${hashText(event.key)}`,
          event,
          begins: true,
          asks: false,
        });
      },
    },
    now,
  );
}
