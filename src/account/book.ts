import {
  emptyAccount,
  whyNotCommitted,
  whyNotUndone,
  type AccountBook,
  type AccountEvent,
  type DoneChange,
} from "../machines/account.js";
import type { Change, Quote, Terms } from "../machines/account-terms.js";
import type {
  AccountView,
  Accounts,
  ChangeResult,
  ListedChange,
} from "./accounts.js";
import type { AccountsFile } from "./book-file.js";

/** Where the book's changes are kept: one account machine each. */
export interface AccountBooks {
  read(account: string): Promise<AccountBook | undefined>;
  write(account: string, event: AccountEvent): Promise<void>;
}

export interface BookDeps {
  readonly file: AccountsFile;
  readonly books: AccountBooks;
  /** Epoch ms. */
  readonly now: () => number;
  /** A new name for a quote, never one that was given before. */
  readonly newQuote: () => string;
}

/** How long a quote can be committed. */
const quoteMs = 15 * 60 * 1000;
const dayMs = 24 * 3600 * 1000;

/** The demo company's account system: plans, gifts and accounts from a file, changes in the store, for good. */
export function createAccountBook(deps: BookDeps): Accounts {
  const { file, books, now, newQuote } = deps;
  const find = async (account: string): Promise<Holder | undefined> => {
    const owner = file.accounts.find((one) => one.account === account);
    if (!owner) return undefined;
    const book = (await books.read(account)) ?? emptyAccount;
    return { owner, book, plan: book.plan ?? owner.plan };
  };
  return {
    async read(account) {
      const holder = await find(account);
      return holder && viewOf(file, holder, now());
    },
    async quote(account, change) {
      const holder = await find(account);
      if (!holder) return noAccount(account);
      const at = now();
      const terms = termsOf(file, holder, change, at);
      if (typeof terms === "string")
        return { outcome: "refused", reason: terms };
      const expires = new Date(at + quoteMs).toISOString();
      const quote: Quote = { ...terms, quote: newQuote(), expires };
      const open = { ...quote, from: holder.plan };
      await books.write(account, { type: "quoted", at, quote: open });
      return { outcome: "quoted", quote };
    },
    async commit({ key, account, quote }) {
      if (!(await find(account))) return noAccount(account);
      const commit = { at: now(), account, key, quote };
      await books.write(account, { type: "commit", ...commit });
      const book = (await books.read(account)) ?? emptyAccount;
      return resultOf(whyNotCommitted(book, commit));
    },
    async undo({ key, account, quote }) {
      if (!(await find(account))) return noAccount(account);
      const undo = { at: now(), key, quote };
      await books.write(account, { type: "undo", ...undo });
      const book = (await books.read(account)) ?? emptyAccount;
      return resultOf(whyNotUndone(book, undo));
    },
    listChanges: async (account) => listChangesOf(await books.read(account)),
    listOffers: () =>
      Promise.resolve({
        plans: file.plans.map(shownPlan),
        gifts: file.gifts.map(shownGift),
      }),
  };
}

/** What a book says was changed. */
export function listChangesOf(book: AccountBook | undefined): ListedChange[] {
  return (book?.changes ?? []).map(
    ({ key, quote, change, currency, cost, undone }) => ({
      key,
      quote,
      change,
      currency,
      cost,
      undone: undone !== undefined,
    }),
  );
}

interface Holder {
  readonly owner: AccountsFile["accounts"][number];
  readonly book: AccountBook;
  /** The plan of now. */
  readonly plan: string;
}

function noAccount(account: string): ChangeResult & { outcome: "refused" } {
  return {
    outcome: "refused",
    reason: `There is no account "${account}".`,
  };
}

function resultOf(reason: string | undefined): ChangeResult {
  return reason === undefined
    ? { outcome: "done" }
    : { outcome: "refused", reason };
}

/** What the change comes to, or why there is no such change, in words. */
function termsOf(
  file: AccountsFile,
  holder: Holder,
  change: Change,
  at: number,
): Terms | string {
  const current = planOf(file, holder.plan);
  const undoUntil = (days: number | undefined) =>
    days !== undefined && {
      undoUntil: new Date(at + days * dayMs).toISOString(),
    };
  if (change.kind === "plan") {
    const wanted = file.plans.find(({ id }) => id === change.plan);
    if (!wanted) return `There is no plan "${change.plan}".`;
    if (wanted.id === current.id) return `The plan is "${wanted.id}" already.`;
    if (wanted.currency !== current.currency)
      return `Plan "${wanted.id}" is in ${wanted.currency}, and the account in ${current.currency}.`;
    const { label, currency, monthly, once } = wanted;
    const days = undoUntil(file["undo days"]);
    return { change, label, currency, monthly, once, cost: 0, ...days };
  }
  const wanted = file.gifts.find(({ id }) => id === change.gift);
  if (!wanted) return `There is no gift "${change.gift}".`;
  if (wanted.currency !== current.currency)
    return `Gift "${wanted.id}" is in ${wanted.currency}, and the account in ${current.currency}.`;
  if (givenOf(file, holder.book, at).some(({ id }) => id === wanted.id))
    return `The account has "${wanted.id}" already.`;
  const { label, currency, cost } = wanted;
  const days = undoUntil(wanted["undo days"]);
  const { monthly } = current;
  return { change, label, currency, monthly, once: 0, cost, ...days };
}

function viewOf(
  file: AccountsFile,
  { owner, book, plan }: Holder,
  at: number,
): AccountView {
  const current = planOf(file, plan);
  const isSame = (one: { currency: string }) =>
    one.currency === current.currency;
  return {
    plan: shownPlan(current),
    entitlements: [...owner.entitlements, ...givenOf(file, book, at)],
    plans: file.plans
      .filter((one) => isSame(one) && one.id !== plan)
      .map(shownPlan),
    gifts: file.gifts.filter(isSame).map(shownGift),
  };
}

function shownPlan(plan: AccountsFile["plans"][number]): AccountView["plan"] {
  const { id, label, currency, monthly } = plan;
  return { id, label, currency, monthly };
}

function shownGift(
  gift: AccountsFile["gifts"][number],
): AccountView["gifts"][number] {
  const { id, label, currency, cost } = gift;
  return { id, label, currency, cost };
}

/** The gifts that are on the account now. */
function givenOf(
  file: AccountsFile,
  book: AccountBook,
  at: number,
): AccountView["entitlements"] {
  return book.changes.flatMap((done: DoneChange) => {
    const { change, label, undone } = done;
    if (change.kind !== "gift" || undone) return [];
    const gift = file.gifts.find(({ id }) => id === change.gift);
    const days = gift?.["lasts days"];
    if (days === undefined) return [{ id: change.gift, label }];
    const end = done.at + days * dayMs;
    const until = new Date(end).toISOString().slice(0, 10);
    return end <= at ? [] : [{ id: change.gift, label, until }];
  });
}

// The file names no plan that it does not have; a change to one that was taken out of it since is the company's to mend.
function planOf(file: AccountsFile, id: string): AccountsFile["plans"][number] {
  const plan = file.plans.find((one) => one.id === id);
  if (!plan)
    throw new Error(
      `An account has plan "${id}", which is no longer in the file of plans.`,
    );
  return plan;
}
