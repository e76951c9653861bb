import { createBook, type Bills } from "../../billing/book.js";
import type { Billing, PostedCredit } from "../../billing/billing.js";
import { BooksDiffer } from "../../billing/books.js";
import { addEntry, emptyChain, hashText } from "../../machines/chain.js";
import type { Ledger } from "../../machines/ledger.js";
import type { Store } from "../../store/contract.js";
import { readContext } from "../read-context.js";
import { takeTurn, type TurnDeps } from "../turn.js";

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

/** The credits of the embedded book, for whoever checks the books. Throws `BooksDiffer` when one was changed. */
export function embeddedCredits(store: Store) {
  return async (account: string): Promise<readonly PostedCredit[]> => {
    const ledger = await readContext<Ledger>(store, {
      kind: "ledger",
      id: account,
    });
    if (!ledger) return [];
    let chain = emptyChain;
    for (const { place, previous, ...credit } of ledger.credits) {
      if (place !== chain.count + 1 || previous !== chain.head) break;
      chain = addEntry(chain, credit);
    }
    if (chain.head !== ledger.chain.head)
      throw new BooksDiffer(
        `Billing's own book of account ${account}: a credit was changed, taken out or put in after it was written.`,
      );
    return ledger.credits.map(({ key, charge, money }) => ({
      key,
      charge,
      money,
    }));
  };
}
