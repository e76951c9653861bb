import type { Money } from "../flows/speech/index.js";
import { entryId, type Link } from "../machines/chain.js";
import {
  claimOf,
  isCredited,
  isUnderWay,
  type Register,
  type RegisterEntry,
} from "../machines/claim-register.js";
import { writtenMoney } from "../machines/words.js";
import type { PostedCredit } from "./billing.js";

export type WrittenEntry = RegisterEntry & Link;

/** One account's books, as whoever gathered them found them. */
export interface AccountBooks {
  readonly account: string;
  readonly register: Register;
  /** Oldest first. */
  readonly entries: readonly WrittenEntry[];
  /** What billing says it credited; absent where it does not say. */
  readonly credits?: readonly PostedCredit[];
}

/** What does not fit, in words that name the entry. */
export class BooksDiffer extends Error {
  readonly code = "books-differ";
  constructor(message: string) {
    super(message);
    this.name = "BooksDiffer";
  }
}

/**
 * Reads a chain from its newest entry back to its first, each looked up under its hash. Throws `BooksDiffer` for one that is missing, was
 * changed, or stands in another place. Gives them oldest first.
 */
export async function readChain<Entry extends Link>(
  what: string,
  chain: { readonly count: number; readonly head: string },
  find: (id: string) => Promise<string | undefined>,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  let id = chain.head;
  for (let place = chain.count; place > 0; place -= 1) {
    const text = await find(id);
    if (text === undefined)
      throw new BooksDiffer(`${what}, entry ${place}: it is missing.`);
    if (entryId(text) !== id)
      throw new BooksDiffer(
        `${what}, entry ${place}: it was changed after it was written. It now reads ${text.slice(0, 300)}`,
      );
    const entry = JSON.parse(text) as Entry;
    if (entry.place !== place)
      throw new BooksDiffer(
        `${what}, entry ${place}: it says that it is entry ${entry.place}.`,
      );
    entries.push(entry);
    id = entry.previous;
  }
  if (id !== "")
    throw new BooksDiffer(`${what}: there is an entry before the first one.`);
  return entries.toReversed();
}

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
  closed: ["credited"],
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

function nameOf({ account, place, type, charge }: WrittenEntry): string {
  return `Account ${account}, entry ${place} (${type}, ${charge})`;
}

function isSame(one: Money, other: Money): boolean {
  return one.amount === other.amount && one.currency === other.currency;
}

/** An amount as the check prints it. */
export function written(money: Money): string {
  return writtenMoney(money, "en");
}
