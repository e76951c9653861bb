import {
  noDecisions,
  type DecisionBook,
  type DecisionEntry,
} from "../machines/decision-book.js";
import type { Link } from "../machines/chain.js";
import type { Store } from "../store/contract.js";
import { entriesOf, namesIn } from "./read-chains.js";
import { readContext } from "./read-context.js";

export interface DecisionEntries {
  readonly account: string;
  readonly book: DecisionBook;
  /** Oldest first. */
  readonly entries: readonly (DecisionEntry & Link)[];
}

/** One account's decisions with all entries. Throws `BooksDiffer` when their chain is broken. */
export async function readDecisions(
  store: Store,
  account: string,
): Promise<DecisionEntries> {
  const key = { kind: "decisions", id: account };
  const book = (await readContext<DecisionBook>(store, key)) ?? noDecisions;
  const entries = await entriesOf<DecisionEntry & Link>(
    store,
    key,
    `Decisions of account ${account}`,
    book.chain,
  );
  return { account, book, entries };
}

/** What was decided on a day, of all accounts, as it is shown: oldest first. */
export async function readDecisionsOf(store: Store, day: string) {
  const found: (DecisionEntry & Link)[] = [];
  for (const account of await namesIn(store, `decisions/${day}`))
    found.push(
      ...(await readDecisions(store, account)).entries.filter(
        (one) => one.day === day && one.type !== "granted",
      ),
    );
  return found.toSorted((one, other) => one.at - other.at).map(showDecision);
}

/** An entry without what binds the books together. */
export function showDecision({
  previous: _previous,
  budget: _budget,
  at,
  ...entry
}: DecisionEntry & Link) {
  return { ...entry, at: new Date(at).toISOString() };
}
