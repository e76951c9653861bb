import {
  noDecisions,
  type Decision,
  type DecisionBook,
  type DecisionEntry,
} from "../../machines/decisions/book.js";
import { ringsAgainDays } from "../../machines/caller.js";
import type { Link } from "../../machines/chain.js";
import type { Store } from "../../store/contract.js";
import { entriesOf, namesIn } from "./read-chains.js";
import { readContext } from "../read-context.js";

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

/** What was decided on a day, of all accounts, as it is shown at `now` (epoch ms): oldest first. */
export async function readDecisionsOf(store: Store, day: string, now: number) {
  const found: (DecisionEntry & Link)[] = [];
  const books = new Map<string, DecisionBook>();
  for (const account of await namesIn(store, `decisions/${day}`)) {
    const { entries, book } = await readDecisions(store, account);
    books.set(account, book);
    found.push(
      ...entries.filter(
        ({ day: own, type }) =>
          own === day && (type === "done" || type === "refused"),
      ),
    );
  }
  return found
    .toSorted((one, other) => one.at - other.at)
    .map((entry) => {
      const decision = books.get(entry.account)?.decisions[entry.decision];
      const { mark } = decision ?? {};
      return {
        ...showDecision(entry, books.get(entry.account)),
        ...rangAgain(decision, now - entry.at),
        ...(mark && {
          mark: { ...mark, at: new Date(mark.at).toISOString() },
        }),
      };
    });
}

/** Whether the customer rang again, as far as that is known so long (ms) after the decision was done. */
function rangAgain(decision: Decision | undefined, passed: number) {
  if (decision?.status !== "done" || !decision.watched) return {};
  const within = (days: number) =>
    decision.rangAgain && decision.rangAgain.days < days
      ? true
      : passed < days * dayMs
        ? undefined
        : false;
  return {
    rangAgainWithin7Days: within(7),
    rangAgainWithin30Days: within(ringsAgainDays),
  };
}

const dayMs = 24 * 3600 * 1000;

/** An entry without what binds the books together; `label`: what the charge, plan or gift is called. */
export function showDecision(
  { previous: _previous, budget: _budget, at, ...entry }: DecisionEntry & Link,
  book: DecisionBook = noDecisions,
) {
  const { remedy, label } = book.decisions[entry.decision] ?? {};
  const called = remedy?.kind === "credit" ? remedy.charge.label : label;
  return {
    ...entry,
    ...(called && { label: called }),
    at: new Date(at).toISOString(),
  };
}
