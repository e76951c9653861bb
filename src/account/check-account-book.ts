import { isDeepStrictEqual } from "node:util";
import { BooksDiffer } from "../billing/books.js";
import type { Link } from "../machines/chain.js";
import type {
  AccountBook,
  AccountEntry,
  DoneChange,
} from "../machines/account.js";

export interface AccountBookEntries {
  readonly account: string;
  readonly book: AccountBook;
  /** Oldest first. */
  readonly entries: readonly (AccountEntry & Link)[];
}

/** Throws `BooksDiffer` when an account's changes, plan or costs are not what its entries come to. */
export function checkAccountBook({
  account,
  book,
  entries,
}: AccountBookEntries): void {
  const changes = new Map<string, DoneChange>();
  let plan: string | undefined;
  for (const { place: _place, previous: _previous, ...entry } of entries) {
    const where = `Changes of account ${account}, ${entry.quote}`;
    if (entry.account !== account)
      throw new BooksDiffer(`${where}: it is of account ${entry.account}.`);
    const known = changes.get(entry.quote);
    if (entry.type === "changed") {
      if (known) throw new BooksDiffer(`${where}: it was made twice.`);
      const { type: _type, account: _account, ...change } = entry;
      changes.set(entry.quote, change);
      if (change.change.kind === "plan") plan = change.change.plan;
      continue;
    }
    if (!known) throw new BooksDiffer(`${where}: undone, and never made.`);
    if (known.undone) throw new BooksDiffer(`${where}: it was undone twice.`);
    const { key, at } = entry;
    changes.set(entry.quote, { ...known, undone: { key, at } });
    if (known.change.kind === "plan") plan = known.from;
  }
  if (book.plan !== plan)
    throw new BooksDiffer(
      `Changes of account ${account}: the book says plan "${book.plan ?? ""}", and its entries come to "${plan ?? ""}".`,
    );
  const kept = new Map(book.changes.map((one) => [one.quote, one]));
  for (const quote of new Set([...kept.keys(), ...changes.keys()]))
    if (!isDeepStrictEqual(kept.get(quote), changes.get(quote)))
      throw new BooksDiffer(
        `Changes of account ${account}, ${quote}: the book and its entries do not say the same.`,
      );
}
