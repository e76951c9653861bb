import { bills, createBook } from "../../../src/billing/book.js";
import type { Billing } from "../../../src/billing/billing.js";
import { advance } from "../../../src/machines/advance.js";
import { ledgerMachine, type Ledger } from "../../../src/machines/ledger.js";

export const maria = "+12025550143";
export const john = "+12025550144";

const charge = (id: string, amount: number, category?: string) => ({
  id,
  amount,
  currency: "USD",
  date: "2026-11-03",
  ...(category !== undefined && { category }),
  label: { en: "a charge" },
});

/** Two customers, and the real ledger machine in memory. */
export function createMemoryBook(): Billing {
  const ledgers = new Map<string, Parameters<typeof advance>[1]>();
  return createBook(
    bills.parse({
      customers: [
        {
          account: "a-1",
          name: "María",
          numbers: [maria],
          bill: { id: "F-1", "issued days ago": 9, "due in days": 9 },
          charges: [
            charge("ld-1", 210, "long-distance"),
            charge("late-1", 90),
            charge("plan-1", 3000),
            charge("refund", -500),
          ],
        },
        {
          account: "a-2",
          name: "John",
          numbers: [john],
          charges: [charge("fee-1", 4000), charge("plan-1", 3500)],
        },
      ],
    }),
    {
      read: (account) => {
        const snapshot = ledgers.get(account) as
          { context: Ledger } | undefined;
        return Promise.resolve(snapshot?.context);
      },
      write: (account, event) => {
        const { snapshot } = advance(
          ledgerMachine,
          ledgers.get(account),
          event,
        );
        ledgers.set(account, snapshot);
        return Promise.resolve();
      },
    },
    () => Date.now(),
  );
}
