import type { Charge } from "../flows/events.js";

/** What may be changed of a customer's account: the plan, or a gift on top of it. Names are the account system's. */
export type Change =
  | { readonly kind: "plan"; readonly plan: string }
  | { readonly kind: "gift"; readonly gift: string };

/** What a change comes to. Amounts are minor units of one currency; times are ISO 8601 with an offset. */
export interface Terms {
  readonly change: Change;
  /** What it is called, as it is told to the customer. */
  readonly label: Charge["label"];
  readonly currency: string;
  /** What the customer pays a month from then on, in all. */
  readonly monthly: number;
  /** What the customer pays once for the change. */
  readonly once: number;
  /** What it costs the company, once. */
  readonly cost: number;
  /** Absent: it cannot be undone. */
  readonly undoUntil?: string;
}

/** Terms that bind the company until they expire. Nothing is changed by one. */
export interface Quote extends Terms {
  readonly quote: string;
  readonly expires: string;
}

/** Whether that time (ISO 8601) is over at `at`, epoch ms. */
export function isPast(time: string, at: number): boolean {
  return Date.parse(time) <= at;
}
