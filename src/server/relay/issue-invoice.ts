import { DateTime } from "luxon";
import type { Bill, Billing } from "../../billing/billing.js";
import { drawInvoice } from "../../billing/invoice-pdf.js";
import type { Files } from "../../files/index.js";
import type { MachineEffect } from "../../machines/effects.js";
import type { InvoiceIssued } from "../../machines/claims/invoice.js";
import {
  figuresDocument,
  figuresProblem,
  totalOf,
  type InvoiceFigures,
} from "../../machines/claims/invoice-figures.js";
import type { Store } from "../../store/contract.js";
import type { Clock } from "../clock.js";

export interface InvoiceDeps {
  readonly store: Store;
  readonly billing: Billing;
  readonly files: Files;
  readonly clock: Clock;
  readonly timeZone: () => string;
  readonly publicUrl: () => string;
  /** There is a way to send mail. */
  readonly mails: boolean;
}

type Wanted = Extract<MachineEffect, { type: "issue-invoice" }>;
type Answer =
  | Omit<InvoiceIssued, "at">
  | { readonly type: "not-issued"; readonly reason: string };

/** A link is good for so many days. */
const days = 30;
/** About a minute of growing waits: then the customer is told without an invoice. */
const mostAttempts = 8;

/**
 * Issues the corrected invoice of a credited charge: the bill as billing has it now, drawn, kept under a name that cannot be guessed.
 * `attempts`: how often it was tried before. Rejects while trying again may help.
 */
export async function issueInvoice(
  deps: InvoiceDeps,
  { account, charge, language }: Wanted,
  attempts: number,
): Promise<Answer> {
  const { store, files, clock, timeZone, publicUrl, mails } = deps;
  try {
    const bill = await deps.billing.findBill?.(account, charge.id);
    if (!bill) return { type: "not-issued", reason: "no-bill" };
    const figures = figuresOf(bill, account, charge.id);
    const problem = figuresProblem(figures, charge.id, charge.amount);
    // A bill may show a credit a little later than it was posted.
    if (problem !== undefined)
      throw new Error(`On bill ${bill.id}, ${problem}.`);
    const { id, text } = figuresDocument(figures);
    await store.putDocument(id, text);
    const at = clock.now();
    const today = DateTime.fromMillis(at, { zone: timeZone() });
    const { total, currency } = figures;
    const corrected = today.toISODate() ?? bill.issued;
    const until = today.plus({ days }).toISODate() ?? bill.due;
    const paper = await drawInvoice({ bill, total, language, corrected, at });
    const name = await files.keep(paper, until);
    const { email } = bill.customer;
    return {
      type: "issued",
      invoice: id,
      total: { amount: total, currency },
      until,
      link: `${publicUrl()}/invoices/${name}`,
      ...(mails && email !== undefined && { email }),
    };
  } catch (cause) {
    if (attempts < mostAttempts) throw cause;
    return { type: "not-issued", reason: "bill-unavailable" };
  }
}

function figuresOf(
  bill: Bill,
  account: string,
  charge: string,
): InvoiceFigures {
  const { id, currency, due } = bill;
  const lines = bill.lines.map((line) => ({
    charge: line.charge,
    amount: line.amount,
  }));
  const credits = bill.credits.map((credit) => ({
    charge: credit.charge,
    amount: credit.amount,
  }));
  const total = totalOf({ lines, credits });
  return { account, bill: id, charge, currency, due, lines, credits, total };
}
