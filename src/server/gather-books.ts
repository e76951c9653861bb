import {
  readChain,
  type AccountBooks,
  type WrittenEntry,
} from "../billing/books.js";
import type { AccountBookEntries } from "../account/check-account-book.js";
import type { PostedCredit } from "../billing/billing.js";
import {
  emptyAccount,
  type AccountBook,
  type AccountEntry,
} from "../machines/account.js";
import type { Budget } from "../machines/budget.js";
import type { Chain, Link } from "../machines/chain.js";
import { emptyRegister, type Register } from "../machines/claim-register.js";
import type { Directory, DirectoryEntry } from "../machines/directory.js";
import type { MachineKey, Store } from "../store/contract.js";
import { partitionOf } from "../store/index.js";
import { readContext } from "./read-context.js";

/** `undefined`: billing keeps its credits to itself. */
export type ListCredits = (
  account: string,
) => Promise<readonly PostedCredit[] | undefined>;

export interface Books {
  readonly accounts: readonly AccountBooks[];
  readonly budgets: readonly Budget[];
  /** What the embedded account system changed; none where the company has its own. */
  readonly changes: readonly AccountBookEntries[];
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
  return { accounts, budgets, changes };
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

async function namesIn(
  store: Store,
  id: "claims" | "budgets" | "accounts",
): Promise<ReadonlySet<string>> {
  const key = { kind: "directory", id };
  const directory = await readContext<Directory>(store, key);
  if (!directory) return new Set();
  const entries = await entriesOf<DirectoryEntry & Link>(
    store,
    key,
    `The directory of ${id}`,
    directory.chain,
  );
  return new Set(entries.map(({ name }) => name));
}

async function entriesOf<Entry extends Link>(
  store: Store,
  key: MachineKey,
  what: string,
  chain: Chain,
): Promise<Entry[]> {
  let waiting: ReadonlyMap<string, string> | undefined;
  return readChain<Entry>(what, chain, async (id) => {
    const kept = await store.getDocument(id);
    if (kept !== undefined) return kept;
    // Committed with its turn, and not yet put where it stays.
    waiting ??= await waitingDocuments(store, key);
    return waiting.get(id);
  });
}

const batch = 500;

async function waitingDocuments(
  store: Store,
  key: MachineKey,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let after: number | undefined;
  for (;;) {
    const entries = await store.pending(partitionOf(key), batch, after);
    for (const entry of entries) {
      const effect = JSON.parse(entry.effect) as {
        readonly type: string;
        readonly id?: string;
        readonly text?: string;
      };
      if (effect.type === "keep-document")
        found.set(effect.id ?? "", effect.text ?? "");
    }
    if (entries.length < batch) return found;
    after = entries.at(-1)?.place;
  }
}
