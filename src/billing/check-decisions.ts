import { isDeepStrictEqual } from "node:util";
import type { ListedChange } from "../account/accounts.js";
import type { Link } from "../machines/chain.js";
import {
  entryOf,
  isOpen,
  isQuiet,
  type DecisionBook,
  type DecisionEntry,
} from "../machines/decisions/book.js";
import { BooksDiffer, written, type WrittenEntry } from "./books.js";

export interface DecisionBooks {
  readonly account: string;
  readonly book: DecisionBook;
  /** Oldest first. */
  readonly entries: readonly (DecisionEntry & Link)[];
  /** The account's register of claims, where credits stand. */
  readonly claims: readonly WrittenEntry[];
  /** What the account system says it changed; absent where it does not say. */
  readonly changes?: readonly ListedChange[];
}

/** Throws `BooksDiffer` for the first decision whose entries, credit or change do not agree. */
export function checkDecisions(books: DecisionBooks): void {
  const { account, book, entries } = books;
  const newest = new Map<string, DecisionEntry & Link>();
  for (const entry of entries) {
    const { decision: id, type, place } = entry;
    const before = newest.get(id)?.type;
    const where = `Decisions of account ${account}, entry ${place} (${type}, ${entry.kind})`;
    if (entry.account !== account)
      throw new BooksDiffer(`${where}: it is of account ${entry.account}.`);
    const isLater = type === "rang-again";
    const fits = type === "granted" ? !before : isLater === (before === "done");
    if (
      !fits ||
      before === "rang-again" ||
      before === "refused" ||
      (type === "done" && !before)
    )
      throw new BooksDiffer(
        `${where}: "${type}" cannot come after "${before ?? "nothing"}".`,
      );
    newest.set(id, entry);
    if (type === "done") checkDone(where, entry, books);
  }
  for (const id of new Set([...newest.keys(), ...Object.keys(book.decisions)]))
    checkKept(account, id, book, newest.get(id));
}

function checkDone(
  where: string,
  { decision: id, kind, money, what }: DecisionEntry,
  { claims, changes }: DecisionBooks,
): void {
  if (kind === "credit") {
    const credited = claims.find(
      ({ type, charge, override }) =>
        type === "credited" && charge === what && override?.decision === id,
    );
    if (!credited)
      throw new BooksDiffer(`${where}: no claim says that it was credited.`);
    if (!isDeepStrictEqual(credited.money, money))
      throw new BooksDiffer(
        `${where}: it says ${money ? written(money) : "nothing"}, and the claim ${written(credited.money)}.`,
      );
  }
  if ((kind !== "plan" && kind !== "gift") || !changes) return;
  const change = changes.find(({ key }) => key === id);
  if (!change)
    throw new BooksDiffer(`${where}: the account system made no such change.`);
  if (money && money.amount !== change.cost)
    throw new BooksDiffer(
      `${where}: it says a cost of ${written(money)}, and the account system ${written({ amount: change.cost, currency: change.currency })}.`,
    );
}

function checkKept(
  account: string,
  id: string,
  { decisions }: DecisionBook,
  entry: (DecisionEntry & Link) | undefined,
): void {
  const decision = Object.hasOwn(decisions, id) ? decisions[id] : undefined;
  const quiet = decision !== undefined && isQuiet(decision);
  if (quiet && !entry) return;
  const where = `Decisions of account ${account}, decision ${id}`;
  if (!decision || !entry || quiet)
    throw new BooksDiffer(
      `${where}: the book says "${decision?.status ?? "nothing"}", and its entries "${entry?.type ?? "nothing"}".`,
    );
  const { place: _place, previous: _previous, ...told } = entry;
  if (!isDeepStrictEqual(told, entryOf(account, decision, entry.at)))
    throw new BooksDiffer(
      `${where}: the book and its newest entry do not say the same.`,
    );
  if (isOpen(decision) !== (entry.type === "granted"))
    throw new BooksDiffer(`${where}: the book and its entries part.`);
}
