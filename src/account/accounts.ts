/**
 * The account port: what directo asks of the company's account system: plans, and what is given on top of them. Two homes: the embedded book
 * (a file of plans, gifts and accounts, changes in the store) and any system that speaks the HTTP contract in docs/account-openapi.yaml. It
 * promises that a key changes something once, and on the terms that were quoted; it does not decide who may change what.
 */
import type { Charge } from "../flows/events.js";
import type { Change, Quote } from "../machines/account-terms.js";

export interface Accounts {
  /** Plan, entitlements, and what may be had instead or besides; `undefined`: there is no such account. Rejects when it cannot say. */
  read(account: string): Promise<AccountView | undefined>;
  /** What a change would come to. It changes nothing. */
  quote(account: string, change: Change): Promise<QuoteResult>;
  /** Does what was quoted. The same `key` again is the same change. Rejects when it cannot say whether it did: ask again. */
  commit(request: KeyedQuote): Promise<ChangeResult>;
  /** Takes a change back, where its terms allow it. The same `key` again is the same undoing. */
  undo(request: KeyedQuote): Promise<ChangeResult>;
  /** All changes of an account that were committed, for whoever checks the books; `undefined` where the system keeps them to itself. */
  listChanges?(account: string): Promise<readonly ListedChange[] | undefined>;
  /** All plans and gifts there are, for whoever says what people may grant; `undefined` where the system keeps them to itself. */
  listOffers?(): Promise<Offers | undefined>;
}

/** `quote` names the change too: each is committed once. */
export interface KeyedQuote {
  readonly key: string;
  readonly account: string;
  readonly quote: string;
}

export type QuoteResult =
  { readonly outcome: "quoted"; readonly quote: Quote } | Refused;
export type ChangeResult = { readonly outcome: "done" } | Refused;
/** The company's system says no, for good. */
interface Refused {
  readonly outcome: "refused";
  readonly reason: string;
}

type Label = Charge["label"];

/** Amounts are minor units of `currency`. */
export interface AccountView {
  readonly plan: {
    readonly id: string;
    readonly label: Label;
    readonly currency: string;
    readonly monthly: number;
  };
  readonly entitlements: readonly {
    readonly id: string;
    readonly label: Label;
    /** The last day; absent: no end. */
    readonly until?: string;
  }[];
  readonly plans: readonly AccountView["plan"][];
  readonly gifts: readonly {
    readonly id: string;
    readonly label: Label;
    readonly currency: string;
    /** What it costs the company. */
    readonly cost: number;
  }[];
}

export type Offers = Pick<AccountView, "plans" | "gifts">;

export interface ListedChange {
  readonly key: string;
  readonly quote: string;
  readonly change: Change;
  readonly currency: string;
  readonly cost: number;
  readonly undone: boolean;
}
