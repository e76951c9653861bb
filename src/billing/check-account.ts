import type { Money } from "../flows/speech/index.js";
import { hashText } from "../machines/chain.js";
import {
  claimOf,
  isCredited,
  isUnderWay,
  type Register,
  type RegisterEntry,
} from "../machines/claims/register.js";
import {
  figuresProblem,
  type InvoiceFigures,
} from "../machines/claims/invoice-figures.js";
import type { PostedCredit } from "./billing.js";
import {
  BooksDiffer,
  nameOf,
  written,
  type AccountBooks,
  type WrittenEntry,
} from "./books.js";

/**
 * Throws `BooksDiffer` for the first thing in an account's books that does not agree to the cent. A claim under way may stand in one book
 * and not yet in the other.
 */
export function checkAccount(books: AccountBooks): void {
  const { account, register, entries, credits } = books;
  const credited = new Map<string, WrittenEntry>();
  const last = new Map<string, WrittenEntry>();
  for (const entry of entries) {
    const before = last.get(entry.charge);
    const problem = entryProblem(account, entry, before);
    if (problem !== undefined)
      throw new BooksDiffer(`${nameOf(entry)}: ${problem}`);
    if (entry.type === "credited") credited.set(entry.charge, entry);
    if (entry.type === "invoiced") checkInvoice(entry, books.invoices);
    // A denial says nothing of where the claim is: somebody else asked again.
    if (entry.type !== "denied") last.set(entry.charge, entry);
  }
  checkTotals(register, [...credited.values()]);
  checkRegister(register, credited, last);
  if (credits) checkCredits(books, credits, credited);
}

/** What may be written about a charge after what. */
const follows: Readonly<
  Record<RegisterEntry["type"], readonly (RegisterEntry["type"] | undefined)[]>
> = {
  denied: [],
  conceded: [undefined, "refused", "over-budget"],
  "over-budget": [undefined, "refused", "over-budget"],
  credited: ["conceded"],
  refused: ["conceded"],
  invoiced: ["credited"],
  closed: ["credited", "invoiced"],
};

function entryProblem(
  account: string,
  entry: WrittenEntry,
  before: WrittenEntry | undefined,
): string | undefined {
  if (entry.account !== account)
    return `it is about account ${entry.account}, and stands in the books of ${account}.`;
  if (entry.type === "denied") return undefined;
  if (!follows[entry.type].includes(before?.type))
    return `"${entry.type}" cannot come after ${before ? `"${before.type}"` : "nothing"}.`;
  const { amount } = entry.money;
  if (!Number.isSafeInteger(amount) || amount <= 0)
    return `${amount} ${entry.money.currency} is no amount of a charge.`;
  if (entry.type === "conceded" || entry.type === "over-budget")
    return undefined;
  if (before && !isSame(before.money, entry.money))
    return `it is about ${written(entry.money)}, and ${written(before.money)} was ${before.type}.`;
  if (before?.key !== entry.key)
    return `its key is "${entry.key}", and "${before?.key}" was ${before?.type}.`;
  return undefined;
}

function checkTotals(
  { account, totals }: Register,
  credited: readonly WrittenEntry[],
): void {
  const sums: Record<string, number> = {};
  for (const { money } of credited)
    sums[money.currency] = (sums[money.currency] ?? 0) + money.amount;
  for (const currency of new Set([
    ...Object.keys(totals),
    ...Object.keys(sums),
  ])) {
    const total = { amount: totals[currency] ?? 0, currency };
    const sum = { amount: sums[currency] ?? 0, currency };
    if (!isSame(total, sum))
      throw new BooksDiffer(
        `Account ${account}: the register's total is ${written(total)}, and its entries come to ${written(sum)}.`,
      );
  }
}

function checkRegister(
  register: Register,
  credited: ReadonlyMap<string, WrittenEntry>,
  last: ReadonlyMap<string, WrittenEntry>,
): void {
  for (const entry of credited.values()) {
    const claim = claimOf(register, entry.charge);
    if (!claim && register.settled.includes(entry.charge)) continue;
    if (!claim || !isCredited(claim))
      throw new BooksDiffer(
        `${nameOf(entry)}: the register does not know this credit.`,
      );
    if (!isSame(claim.charge.amount, entry.money))
      throw new BooksDiffer(
        `${nameOf(entry)}: it says ${written(entry.money)}, and the register ${written(claim.charge.amount)}.`,
      );
  }
  for (const claim of Object.values(register.claims)) {
    const { id } = claim.charge;
    const newest = last.get(id);
    if (claim.status !== "reserving" && newest?.type !== claim.status)
      throw new BooksDiffer(
        `Account ${register.account}, charge ${id}: the register says "${claim.status}", and the entries ${newest ? `"${newest.type}"` : "nothing"}.`,
      );
  }
  for (const id of register.settled)
    if (!credited.has(id))
      throw new BooksDiffer(
        `Account ${register.account}, charge ${id}: the register says that it was credited long ago, and no entry does.`,
      );
}

function checkCredits(
  { account, register }: AccountBooks,
  credits: readonly PostedCredit[],
  credited: ReadonlyMap<string, WrittenEntry>,
): void {
  const posted = new Map(credits.map((one) => [one.key, one]));
  if (posted.size !== credits.length)
    throw new BooksDiffer(
      `Account ${account}: billing lists two credits under one key.`,
    );
  for (const entry of credited.values()) {
    const credit = posted.get(entry.key ?? "");
    if (!credit)
      throw new BooksDiffer(`${nameOf(entry)}: billing has no such credit.`);
    if (credit.charge !== entry.charge || !isSame(credit.money, entry.money))
      throw new BooksDiffer(
        `${nameOf(entry)}: it says ${written(entry.money)} for ${entry.charge}, and billing ${written(credit.money)} for ${credit.charge}.`,
      );
  }
  for (const credit of credits) {
    const entry = credited.get(credit.charge);
    const claim = claimOf(register, credit.charge);
    if (entry?.key === credit.key || (claim && isUnderWay(claim))) continue;
    throw new BooksDiffer(
      `Account ${account}, charge ${credit.charge}: billing credited ${written(credit.money)} under the key "${credit.key}", and no entry says so.`,
    );
  }
}

function checkInvoice(
  entry: WrittenEntry,
  invoices: AccountBooks["invoices"],
): void {
  const { invoice = "", charge, money, total } = entry;
  const text = invoices.get(invoice);
  if (text === undefined)
    throw new BooksDiffer(`${nameOf(entry)}: its invoice is missing.`);
  if (`invoice:${hashText(text)}` !== invoice)
    throw new BooksDiffer(
      `${nameOf(entry)}: its invoice was changed after it was issued. It now reads ${text.slice(0, 300)}`,
    );
  const figures = JSON.parse(text) as InvoiceFigures;
  const problem =
    figures.account === entry.account && figures.charge === charge
      ? figuresProblem(figures, charge, money)
      : `it is of charge ${figures.charge} of account ${figures.account}`;
  if (problem !== undefined)
    throw new BooksDiffer(`${nameOf(entry)}: of its invoice ${problem}.`);
  const { currency } = figures;
  if (!total || !isSame(total, { amount: figures.total, currency }))
    throw new BooksDiffer(
      `${nameOf(entry)}: it says a total of ${total ? written(total) : "nothing"}, and its invoice ${written({ amount: figures.total, currency })}.`,
    );
}

function isSame(one: Money, other: Money): boolean {
  return one.amount === other.amount && one.currency === other.currency;
}
