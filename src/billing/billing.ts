/**
 * The billing port: what directo asks of the company's billing system, and nothing more. Two homes: the embedded book (a file of bills,
 * credits in the store) and any system that speaks the HTTP contract in docs/billing-openapi.yaml. It promises that a key is credited
 * once and that an amount is never another one than asked; it does not decide what is conceded. The server's effects call it.
 */
import type { Charge } from "../flows/events.js";
import type { Money } from "../flows/speech/index.js";

export interface Billing {
  /** The charges of the customer with that phone number, what is disputed most often first. Rejects when it cannot say. */
  findCharges(number: string): Promise<FoundCharges>;
  /**
   * Takes a charge off the bill, wholly. The same `key` again is the same credit. Rejects when it cannot say whether it did: ask again.
   */
  postCredit(credit: CreditRequest): Promise<CreditResult>;
  /** All credits that were posted on an account, for whoever checks the books; `undefined` where billing keeps them to itself. */
  listCredits?(account: string): Promise<readonly PostedCredit[] | undefined>;
  /** The bill that a charge stands on, as it is after its credits; `undefined` where billing keeps its bills to itself. */
  findBill?(account: string, charge: string): Promise<Bill | undefined>;
}

export interface FoundCharges {
  /** Absent: the number is on no account. */
  readonly account?: string;
  /** Whose account it is, for whoever talks with them (C16): no call keeps it. Absent: billing does not say. */
  readonly customer?: { readonly name: string };
  readonly charges: readonly Charge[];
}

export interface CreditRequest {
  /** Unique by account, charge and kind of adjustment. */
  readonly key: string;
  readonly account: string;
  readonly charge: Pick<Charge, "id" | "amount">;
}

export type CreditResult =
  | {
      readonly outcome: "posted";
      /** What is left on the bill, in the charge's currency. */
      readonly total: Money;
    }
  /** The company's system says no, for good. */
  | { readonly outcome: "refused"; readonly reason: string };

export interface PostedCredit {
  readonly key: string;
  readonly charge: string;
  readonly money: Money;
}

/** A bill as the customer has it: original lines, and what was taken off since. Days are `2026-11-30`, amounts minor units of its currency. */
export interface Bill {
  /** Its number, as printed. */
  readonly id: string;
  /** Who sends it; the details are printed under the name: address, tax number. */
  readonly issuer: {
    readonly name: string;
    readonly details: readonly string[];
  };
  readonly customer: {
    readonly name: string;
    /** On file; absent: nothing is sent by mail. */
    readonly email?: string;
  };
  readonly issued: string;
  readonly due: string;
  readonly currency: string;
  readonly lines: readonly BillLine[];
  readonly credits: readonly {
    readonly charge: string;
    readonly amount: number;
  }[];
}

export interface BillLine {
  /** The charge's id. */
  readonly charge: string;
  readonly date: string;
  readonly label: Charge["label"];
  readonly amount: number;
}
