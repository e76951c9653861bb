import { randomUUID } from "node:crypto";
import type { Accounts, ListedChange } from "../../account/accounts.js";
import { createAccountBook, listChangesOf } from "../../account/book.js";
import type { AccountsFile } from "../../account/book-file.js";
import type { AccountBook } from "../../machines/account.js";
import { canonicalJson, hashText } from "../../machines/chain.js";
import type { Store } from "../../store/contract.js";
import { readContext } from "../read-context.js";
import { takeTurn, type TurnDeps } from "../turn.js";

/** The embedded account system with its books in the line's own store. */
export function createEmbeddedAccounts(
  file: AccountsFile,
  turns: TurnDeps,
  now: () => number,
): Accounts {
  const bookOf = (account: string) => ({ kind: "account", id: account });
  return createAccountBook({
    file,
    books: {
      read: (account) => readContext<AccountBook>(turns.store, bookOf(account)),
      async write(account, event) {
        await takeTurn(turns, {
          key: bookOf(account),
          // The book itself knows what is asked for again, for good; a token is forgotten after a day.
          token: hashText(canonicalJson(event)),
          event,
          begins: true,
          asks: false,
        });
      },
    },
    now,
    newQuote: () => `q-${randomUUID()}`,
  });
}

/** The changes of the embedded books, for whoever checks the books. */
export function embeddedChanges(store: Store) {
  return async (account: string): Promise<readonly ListedChange[]> =>
    listChangesOf(
      await readContext<AccountBook>(store, { kind: "account", id: account }),
    );
}
