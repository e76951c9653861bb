/**
 * The demo company's book of one account: what was changed of its plan and what it was given. Quotes are open for a while; a change is the
 * quote that was committed, once, on the account as it was quoted, and it is undone at most once. Changes and undoings are entries of a chain. It promises that what is
 * asked for twice is done once; what a plan costs and who may change it, others say.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { isPast, type Quote } from "./account-terms.js";
import { addEntry, emptyChain, type Chain } from "./chain.js";
import { enterDirectory } from "./directory.js";
import { keepEntry, reduce, type Step } from "./reduce.js";

/** A quote with the plan that the account had, which an undoing brings back. */
export interface OpenQuote extends Quote {
  readonly from: string;
}

interface Quoted {
  readonly type: "quoted";
  readonly at: number;
  readonly quote: OpenQuote;
}

interface Commit {
  readonly type: "commit";
  readonly at: number;
  readonly account: string;
  readonly key: string;
  readonly quote: string;
}

interface Undo {
  readonly type: "undo";
  readonly at: number;
  readonly key: string;
  readonly quote: string;
}

export type AccountEvent = Quoted | Commit | Undo;

export interface DoneChange extends OpenQuote {
  readonly key: string;
  /** Epoch ms. */
  readonly at: number;
  readonly undone?: { readonly key: string; readonly at: number };
}

export type AccountEntry =
  | ({ readonly type: "changed"; readonly account: string } & Omit<
      DoneChange,
      "undone"
    >)
  | {
      readonly type: "undone";
      readonly account: string;
      readonly quote: string;
      readonly key: string;
      readonly at: number;
    };

export interface AccountBook {
  /** Empty before the first change. */
  readonly account: string;
  /** Absent: the plan of the company's file. */
  readonly plan?: string;
  readonly quotes: readonly OpenQuote[];
  /** Oldest first. */
  readonly changes: readonly DoneChange[];
  readonly chain: Chain;
}

export const emptyAccount: AccountBook = {
  account: "",
  quotes: [],
  changes: [],
  chain: emptyChain,
};

export const accountMachine: AnyStateMachine = createMachine({
  id: "account",
  context: emptyAccount,
  on: {
    quoted: { actions: reduce(takeQuoted) },
    commit: { actions: reduce(takeCommit) },
    undo: { actions: reduce(takeUndo) },
  },
} as never) as AnyStateMachine;

function takeQuoted(
  book: AccountBook,
  { quote, at }: Quoted,
): Step<AccountBook> {
  const open = book.quotes.filter(({ expires }) => !isPast(expires, at));
  return { context: { ...book, quotes: [...open, quote] }, effects: [] };
}

function takeCommit(book: AccountBook, event: Commit): Step<AccountBook> {
  const { account, key, at } = event;
  if (whyNotCommitted(book, event) !== undefined || isDone(book, event))
    return { context: book, effects: [] };
  const quote = book.quotes.find((one) => one.quote === event.quote);
  if (!quote) return { context: book, effects: [] };
  const change: DoneChange = { ...quote, key, at };
  const entry: AccountEntry = { type: "changed", account, ...change };
  const chain = addEntry(book.chain, entry);
  const context = {
    ...book,
    account,
    ...(quote.change.kind === "plan" && { plan: quote.change.plan }),
    // They were made for the account as it was.
    quotes: [],
    changes: [...book.changes, change],
    chain,
  };
  const enter =
    book.account === "" ? [enterDirectory("accounts", account)] : [];
  return { context, effects: [keepEntry(chain), ...enter] };
}

function takeUndo(book: AccountBook, event: Undo): Step<AccountBook> {
  const { key, quote, at } = event;
  const change = book.changes.find((one) => one.quote === quote);
  if (!change || change.undone || whyNotUndone(book, event) !== undefined)
    return { context: book, effects: [] };
  const { account } = book;
  const entry: AccountEntry = { type: "undone", account, quote, key, at };
  const chain = addEntry(book.chain, entry);
  const undone: DoneChange = { ...change, undone: { key, at } };
  const context = {
    ...book,
    ...(change.change.kind === "plan" && { plan: change.from }),
    quotes: [],
    changes: book.changes.map((one) => (one === change ? undone : one)),
    chain,
  };
  return { context, effects: [keepEntry(chain)] };
}

/** Whether the quote was committed under that key. */
function isDone(
  book: AccountBook,
  { key, quote }: Pick<Commit, "key" | "quote">,
): boolean {
  return book.changes.some((one) => one.quote === quote && one.key === key);
}

/** Why a quote is not committed, in words; `undefined`: it is, or was under this key. */
export function whyNotCommitted(
  book: AccountBook,
  event: Omit<Commit, "type" | "account">,
): string | undefined {
  if (isDone(book, event)) return undefined;
  if (book.changes.some(({ key }) => key === event.key))
    return "This key made another change before.";
  if (book.changes.some(({ quote }) => quote === event.quote))
    return `Quote "${event.quote}" was committed before, under another key.`;
  const quote = book.quotes.find((one) => one.quote === event.quote);
  if (!quote)
    return `There is no open quote "${event.quote}" of this account, or the account was changed since.`;
  if (isPast(quote.expires, event.at))
    return `Quote "${event.quote}" expired at ${quote.expires}.`;
  return undefined;
}

/** Why a change is not undone, in words; `undefined`: it is, or was under this key. */
export function whyNotUndone(
  book: AccountBook,
  { key, quote, at }: Omit<Undo, "type">,
): string | undefined {
  const change = book.changes.find((one) => one.quote === quote);
  if (!change) return `There is no change "${quote}" of this account.`;
  if (change.undone)
    return change.undone.key === key
      ? undefined
      : `Change "${quote}" was undone before, under another key.`;
  if (book.changes.some((one) => one.undone?.key === key))
    return "This key undid another change before.";
  if (change.undoUntil === undefined)
    return `Change "${quote}" cannot be undone.`;
  if (isPast(change.undoUntil, at))
    return `Change "${quote}" could be undone until ${change.undoUntil}.`;
  if (change.change.kind === "plan" && book.plan !== change.change.plan)
    return "The plan was changed again since.";
  return undefined;
}
