import type { Money } from "../flows/speech/index.js";
import { entryId, type Link } from "../machines/chain.js";
import type { Register, RegisterEntry } from "../machines/claims/register.js";
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
  /** The figures of the corrected invoices that entries speak of, as kept, by their ids; a missing one is not there. */
  readonly invoices: ReadonlyMap<string, string>;
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

export function nameOf({ account, place, type, charge }: WrittenEntry): string {
  return `Account ${account}, entry ${place} (${type}, ${charge})`;
}

/** An amount as the check prints it. */
export function written(money: Money): string {
  return writtenMoney(money, "en");
}
