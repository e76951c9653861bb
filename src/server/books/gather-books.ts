import type { AccountBooks, WrittenEntry } from "../../billing/books.js";
import type { AccountBookEntries } from "../../account/check-account-book.js";
import type { ListedChange } from "../../account/accounts.js";
import type { DecisionBooks } from "../../billing/check-decisions.js";
import type { PostedCredit } from "../../billing/billing.js";
import {
  emptyAccount,
  type AccountBook,
  type AccountEntry,
} from "../../machines/account.js";
import type { Budget } from "../../machines/budget.js";
import type { Link } from "../../machines/chain.js";
import {
  emptyRegister,
  type Register,
} from "../../machines/claims/register.js";
import type { Store } from "../../store/contract.js";
import { readDecisions } from "./gather-decisions.js";
import { entriesOf, namesIn } from "./read-chains.js";
import { readContext } from "../read-context.js";

/** `undefined`: billing keeps its credits to itself. */
export type ListCredits = (
  account: string,
) => Promise<readonly PostedCredit[] | undefined>;

/** `undefined`: the account system keeps its changes to itself. */
export type ListChanges = (
  account: string,
) => Promise<readonly ListedChange[] | undefined>;

export interface Books {
  readonly accounts: readonly AccountBooks[];
  readonly budgets: readonly Budget[];
  /** What the embedded account system changed; none where the company has its own. */
  readonly changes: readonly AccountBookEntries[];
  readonly decided: readonly DecisionBooks[];
}

/** The entries of every account's register, account by account. Throws `BooksDiffer` when a chain is broken. */
export async function* readRegisters(
  store: Store,
): AsyncGenerator<readonly WrittenEntry[]> {
  for (const account of await namesIn(store, "claims"))
    yield (await readRegister(store, account)).entries;
}

/** Collects all books of disputes from the store and from billing. Throws `BooksDiffer` when a chain is broken. */
export async function gatherBooks(
  store: Store,
  listCredits: ListCredits,
  listChanges: ListChanges,
): Promise<Books> {
  const accounts: AccountBooks[] = [];
  for (const account of await namesIn(store, "claims")) {
    const { register, entries } = await readRegister(store, account);
    const credits = await listCredits(account);
    accounts.push({
      account,
      register,
      entries,
      invoices: await invoicesOf(store, entries),
      ...(credits && { credits }),
    });
  }
  const budgets: Budget[] = [];
  for (const id of await namesIn(store, "budgets")) {
    const budget = await readContext<Budget>(store, { kind: "budget", id });
    if (budget) budgets.push(budget);
  }
  const changes: AccountBookEntries[] = [];
  for (const account of await namesIn(store, "accounts"))
    changes.push(await readChanges(store, account));
  const decided: DecisionBooks[] = [];
  for (const account of await namesIn(store, "decisions")) {
    const listed = await listChanges(account);
    decided.push({
      ...(await readDecisions(store, account)),
      claims: accounts.find((one) => one.account === account)?.entries ?? [],
      ...(listed && { changes: listed }),
    });
  }
  return { accounts, budgets, changes, decided };
}

/** One account's register with all its entries, oldest first. Throws `BooksDiffer` when its chain is broken. */
export async function readRegister(
  store: Store,
  account: string,
): Promise<Pick<AccountBooks, "register" | "entries">> {
  const key = { kind: "claims", id: account };
  const register = (await readContext<Register>(store, key)) ?? emptyRegister;
  const entries = await entriesOf<WrittenEntry>(
    store,
    key,
    `Account ${account}`,
    register.chain,
  );
  return { register, entries };
}

async function readChanges(
  store: Store,
  account: string,
): Promise<AccountBookEntries> {
  const key = { kind: "account", id: account };
  const book = (await readContext<AccountBook>(store, key)) ?? emptyAccount;
  const what = `Changes of account ${account}`;
  const entries = await entriesOf<AccountEntry & Link>(
    store,
    key,
    what,
    book.chain,
  );
  return { account, book, entries };
}

async function invoicesOf(
  store: Store,
  entries: readonly WrittenEntry[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { invoice } of entries) {
    const text = invoice && (await store.getDocument(invoice));
    if (invoice !== undefined && text !== undefined) found.set(invoice, text);
  }
  return found;
}
