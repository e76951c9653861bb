import { createAccountBook } from "../../src/account/book.js";
import { accountsFile } from "../../src/account/book-file.js";
import type { Accounts } from "../../src/account/accounts.js";
import { advance } from "../../src/machines/advance.js";
import {
  accountMachine,
  type AccountBook,
} from "../../src/machines/account.js";

const en = (text: string) => ({ en: text });
const usd = (id: string, monthly: number) => ({
  id,
  label: en(`plan ${id}`),
  currency: "USD",
  monthly,
});

const file = accountsFile.parse({
  "undo days": 14,
  plans: [
    usd("basic", 1500),
    usd("plus", 2100),
    { ...usd("yen", 700), currency: "JPY" },
  ],
  gifts: [
    {
      id: "faster",
      label: en("a faster line"),
      currency: "USD",
      cost: 300,
      "lasts days": 90,
      "undo days": 14,
    },
    { id: "voucher", label: en("a voucher"), currency: "USD", cost: 1000 },
  ],
  accounts: [
    {
      account: "a-1",
      plan: "plus",
      entitlements: [{ id: "tv", label: en("TV") }],
    },
    { account: "a-2", plan: "basic" },
  ],
});

/** Two accounts, and the real account machine in memory; the clock may be set. */
export function createMemoryAccounts(
  now: () => number = () => Date.now(),
): Accounts {
  const kept = new Map<string, Parameters<typeof advance>[1]>();
  let quotes = 0;
  return createAccountBook({
    file,
    now,
    newQuote: () => `q-${(quotes += 1)}`,
    books: {
      read: (account) =>
        Promise.resolve(
          (kept.get(account) as { context: AccountBook } | undefined)?.context,
        ),
      write: (account, event) => {
        const { snapshot } = advance(accountMachine, kept.get(account), event);
        kept.set(account, snapshot);
        return Promise.resolve();
      },
    },
  });
}
