import { z } from "zod";
import type { CreditEvent, Ledger } from "../machines/ledger.js";
import { addMoney, type Money } from "../flows/speech/index.js";
import type { Billing } from "./billing.js";
import type { Charge } from "../flows/events.js";
import { readState, takeTurn, type TurnDeps } from "./turn.js";

const charge = z.strictObject({
  id: z.string().max(60),
  amount: z.int().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/),
  date: z.iso.date(),
  label: z.partialRecord(z.enum(["es", "en", "pt"]), z.string().max(120)),
});

export const bills = z.strictObject({
  customers: z.array(
    z.strictObject({
      account: z.string().max(60),
      name: z.string().max(120),
      numbers: z.array(z.string().max(30)),
      /** What disputes are about most often, first. */
      charges: z.array(charge).max(200),
    }),
  ),
});
export type Bills = z.output<typeof bills>;

/** The demo company's billing system: customers and charges from a file, credits in the store, for good. */
export function createBillingBook(
  book: Bills,
  turns: TurnDeps,
  now: () => number,
): Billing {
  const ledgerOf = (account: string) => ({ kind: "ledger", id: account });
  const creditsOf = async (account: string): Promise<Ledger["credits"]> => {
    const { machine } = await turns.store.load(ledgerOf(account));
    if (!machine) return {};
    const { snapshot } = readState(machine.state);
    return (snapshot as unknown as { context: Ledger }).context.credits;
  };
  const customerBy = (number: string) =>
    book.customers.find(({ numbers }) => numbers.includes(number));
  return {
    async findCharges(number) {
      const customer = customerBy(number);
      if (!customer) return { charges: [] };
      const gone = new Set(
        Object.values(await creditsOf(customer.account)).map(
          (credit) => credit.charge,
        ),
      );
      return {
        account: customer.account,
        charges: customer.charges
          .filter(({ id }) => !gone.has(id))
          .map(toCharge),
      };
    },
    async postCredit({ key, account, charge: wanted }) {
      const customer = book.customers.find((one) => one.account === account);
      const billed = customer?.charges.find(({ id }) => id === wanted.id);
      if (!customer || !billed)
        return {
          outcome: "refused",
          reason: "There is no such charge on the account.",
        };
      const event: CreditEvent = {
        type: "credit",
        at: now(),
        key,
        charge: billed.id,
        money: { amount: billed.amount, currency: billed.currency },
      };
      await takeTurn(turns, {
        key: ledgerOf(account),
        token: `credit:${key}`,
        event,
        begins: true,
        asks: false,
      });
      const credits = Object.values(await creditsOf(account));
      return {
        outcome: "posted",
        total: totalOf(customer.charges.map(toCharge), credits),
      };
    },
  };
}

function totalOf(
  charges: readonly Charge[],
  credits: readonly Ledger["credits"][string][],
): Money {
  const currency = charges[0]?.amount.currency ?? "USD";
  const gone = new Set(credits.map((credit) => credit.charge));
  return charges
    .filter(({ id }) => !gone.has(id))
    .reduce<Money>((sum, one) => addMoney(sum, one.amount), {
      amount: 0,
      currency,
    });
}

function toCharge(
  billed: Bills["customers"][number]["charges"][number],
): Charge {
  const { id, amount, currency, date, label } = billed;
  return { id, amount: { amount, currency }, date, label };
}
