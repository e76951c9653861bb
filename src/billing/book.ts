import { z } from "zod";
import type { Charge } from "../flows/events.js";
import { addMoney, type Money } from "../flows/speech/index.js";
import type { CreditEvent, Ledger } from "../machines/ledger.js";
import { largestAmount } from "../machines/company/policy.js";
import type { Billing, CreditRequest } from "./billing.js";

const name = z.string().regex(/^[!-~]{1,80}$/, {
  error: "1 to 80 letters, digits and signs, without spaces",
});

const charge = z
  .strictObject({
    id: name,
    amount: z
      .int({ error: "a whole number of minor units: 210 is $2.10" })
      .min(-largestAmount)
      .max(largestAmount),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** The day, or how many days ago it is on the day the line starts: a demo does not grow old. */
    date: z.iso.date().optional(),
    "days ago": z.int().min(0).max(3_000).optional(),
    category: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
      .optional(),
    label: z.partialRecord(z.enum(["es", "en", "pt"]), z.string().max(120)),
  })
  .refine(
    (one) => (one.date === undefined) !== (one["days ago"] === undefined),
    {
      error: "a charge has either a date or days ago",
    },
  );

const customer = z
  .strictObject({
    account: name,
    name: z.string().max(120),
    email: z.email().optional(),
    numbers: z.array(z.string().max(30)),
    /** The bill that all charges stand on; absent: no corrected invoice is issued. */
    bill: z
      .strictObject({
        id: z.string().min(1).max(60),
        "issued days ago": z.int().min(0).max(3_000),
        "due in days": z.int().min(0).max(3_000),
      })
      .optional(),
    /** What disputes are about most often, first. */
    charges: z.array(charge).max(200),
  })
  .refine(({ charges }) => isDistinct(charges.map(({ id }) => id)), {
    error: "two charges of this account have the same id",
  });

export const bills = z
  .strictObject({
    /** Who sends the bills. */
    company: z
      .strictObject({
        name: z.string().min(1).max(120),
        details: z.array(z.string().max(120)).max(6).default([]),
      })
      .default({ name: "directo", details: [] }),
    customers: z.array(customer),
  })
  .refine(({ customers }) => isDistinct(customers.map((one) => one.account)), {
    error: "two customers have the same account",
  })
  .refine(
    ({ customers }) => isDistinct(customers.flatMap((one) => one.numbers)),
    { error: "a phone number stands on two accounts" },
  );
export type Bills = z.output<typeof bills>;

/** Where the book's credits are kept: one ledger machine per account. */
export interface Ledgers {
  read(account: string): Promise<Ledger | undefined>;
  /** Delivers the event once per key. */
  write(account: string, event: CreditEvent): Promise<void>;
}

/** The demo company's billing system: customers and charges from a file, credits in the store, for good. */
export function createBook(
  book: Bills,
  ledgers: Ledgers,
  now: () => number,
): Billing {
  const startedAt = now();
  const customers = new Map(
    book.customers.map((one) => [
      one.account,
      {
        ...one,
        charges: one.charges.map((billed) => toCharge(billed, startedAt)),
      },
    ]),
  );
  const creditsOf = async (account: string): Promise<Ledger["credits"]> =>
    (await ledgers.read(account))?.credits ?? [];
  return {
    async findCharges(number) {
      for (const [account, one] of customers)
        if (one.numbers.includes(number))
          return {
            account,
            customer: { name: one.name },
            charges: openOf(one.charges, await creditsOf(account)),
          };
      return { charges: [] };
    },
    async postCredit({ key, account, charge: wanted }) {
      const charges = customers.get(account)?.charges ?? [];
      const billed = charges.find(({ id }) => id === wanted.id);
      const reason = refusal(billed, wanted);
      if (!billed || reason !== undefined)
        return { outcome: "refused", reason: reason ?? "" };
      await ledgers.write(account, {
        type: "credit",
        at: now(),
        key,
        charge: billed.id,
        money: billed.amount,
      });
      const credits = await creditsOf(account);
      const posted = credits.find((one) => one.charge === billed.id);
      if (posted?.key !== key)
        return {
          outcome: "refused",
          reason: posted
            ? `Charge "${billed.id}" was credited before, under another key.`
            : `This key credited another charge before.`,
        };
      return {
        outcome: "posted",
        total: totalOf(openOf(charges, credits), billed.amount.currency),
      };
    },
    async listCredits(account) {
      return (await creditsOf(account)).map((one) => ({
        key: one.key,
        charge: one.charge,
        money: one.money,
      }));
    },
    async findBill(account, chargeId) {
      const owner = customers.get(account);
      const wanted = owner?.charges.find(({ id }) => id === chargeId);
      if (!owner?.bill || !wanted) return undefined;
      const { currency } = wanted.amount;
      const { name: customerName, email, bill, charges } = owner;
      const isOfBill = (money: Money) => money.currency === currency;
      return {
        id: bill.id,
        issuer: book.company,
        customer: { name: customerName, ...(email !== undefined && { email }) },
        issued: dayOf(startedAt - bill["issued days ago"] * dayMs),
        due: dayOf(startedAt + bill["due in days"] * dayMs),
        currency,
        lines: charges
          .filter((one) => isOfBill(one.amount))
          .map(({ id, date, label, amount: { amount } }) => ({
            charge: id,
            date,
            label,
            amount,
          })),
        credits: (await creditsOf(account))
          .filter((one) => isOfBill(one.money))
          .map((one) => ({ charge: one.charge, amount: one.money.amount })),
      };
    },
  };
}

function refusal(
  billed: Charge | undefined,
  { id, amount }: CreditRequest["charge"],
): string | undefined {
  if (!billed) return `There is no charge "${id}" on the account.`;
  const { amount: owed, currency } = billed.amount;
  if (owed <= 0) return `Charge "${id}" is nothing to be credited.`;
  if (owed !== amount.amount || currency !== amount.currency)
    return `Charge "${id}" is ${owed} ${currency}, not ${amount.amount} ${amount.currency}.`;
  return undefined;
}

function openOf(
  charges: readonly Charge[],
  credits: Ledger["credits"],
): readonly Charge[] {
  const gone = new Set(credits.map((credit) => credit.charge));
  return charges.filter(({ id }) => !gone.has(id));
}

// A bill may have several currencies, and these are not added up.
function totalOf(charges: readonly Charge[], currency: string): Money {
  return charges
    .filter((one) => one.amount.currency === currency)
    .reduce<Money>((sum, one) => addMoney(sum, one.amount), {
      amount: 0,
      currency,
    });
}

function toCharge(
  billed: Bills["customers"][number]["charges"][number],
  startedAt: number,
): Charge {
  const { id, amount, currency, date, label, category } = billed;
  const ago = (billed["days ago"] ?? 0) * dayMs;
  return {
    id,
    amount: { amount, currency },
    date: date ?? dayOf(startedAt - ago),
    label,
    ...(category !== undefined && { category }),
  };
}

const dayMs = 24 * 3600 * 1000;

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
