import type { Charge } from "../flows/events.js";
import type { Money } from "../flows/speech/index.js";

/** What directo asks of the company's billing system. */
export interface Billing {
  /** The charges of the customer with that phone number, what is disputed most often first. Rejects when it cannot say. */
  findCharges(number: string): Promise<{
    /** Absent: the number is on no account. */
    readonly account?: string;
    readonly charges: readonly Charge[];
  }>;
  /** Takes a charge off the bill. The same `key` again is the same credit. Gives the bill's new total. */
  postCredit(credit: {
    readonly key: string;
    readonly account: string;
    readonly charge: Charge;
  }): Promise<CreditResult>;
}

export type CreditResult =
  | { readonly outcome: "posted"; readonly total: Money }
  /** The company's system says no, for good. */
  | { readonly outcome: "refused"; readonly reason: string };
