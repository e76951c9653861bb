/**
 * The corrected invoice of one credit (C10): it is issued, and the customer is told where to find it. A machine of its own, so that a bill
 * that cannot be had for a while keeps none of the account's other claims waiting. Where there is no bill to correct, the message says the
 * new total alone. The register is told of both; nothing here decides about money.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { Charge } from "../../flows/events.js";
import type { Language, Money } from "../../flows/speech/index.js";
import { creditedText, invoiceMail } from "./words.js";
import type { MachineEffect } from "../effects.js";
import { reduce, type Step } from "../reduce.js";

export interface InvoiceWanted {
  readonly type: "issue";
  readonly at: number;
  readonly account: string;
  readonly charge: Charge;
  /** The number on file, and nothing else, is told. */
  readonly number: string;
  readonly language: Language;
  /** The bill's new total, as billing said with the credit. */
  readonly total: Money;
}

/** The answer to `issue-invoice`. */
export interface InvoiceIssued {
  readonly type: "issued";
  readonly at: number;
  /** The document that its figures are kept under. */
  readonly invoice: string;
  readonly total: Money;
  /** The last day (`2026-12-22`) on which the link leads somewhere. */
  readonly until: string;
  readonly link: string;
  /** Absent: no mail is sent. */
  readonly email?: string;
}

interface NotIssued {
  readonly type: "not-issued";
  readonly at: number;
  readonly reason: string;
}

interface Told {
  readonly type: "message-sent" | "message-refused";
  readonly at: number;
}

export interface Invoice {
  readonly status: "new" | "issuing" | "telling" | "told";
  /** Gone once the customer was told: number and language are needed no longer. */
  readonly wanted?: InvoiceWanted;
  /** The paper behind the link, whose it is, and its last day; absent: there is none. */
  readonly paper?: {
    readonly account: string;
    readonly link: string;
    readonly until: string;
  };
  /** What goes by mail as well. */
  readonly mail?: Extract<MachineEffect, { type: "send-mail" }>;
}

export const invoiceMachine: AnyStateMachine = createMachine({
  id: "invoice",
  context: { status: "new" },
  on: {
    issue: { actions: reduce(takeWanted) },
    issued: { actions: reduce(takeIssued) },
    "not-issued": { actions: reduce(takeNotIssued) },
    "message-sent": { actions: reduce(takeTold) },
    "message-refused": { actions: reduce(takeTold) },
  },
} as never) as AnyStateMachine;

function takeWanted(invoice: Invoice, wanted: InvoiceWanted): Step<Invoice> {
  if (invoice.status !== "new") return { context: invoice, effects: [] };
  const { account, charge, language } = wanted;
  return {
    context: { status: "issuing", wanted },
    effects: [{ type: "issue-invoice", account, charge, language }],
  };
}

function takeIssued(invoice: Invoice, issued: InvoiceIssued): Step<Invoice> {
  const { status, wanted } = invoice;
  if (status !== "issuing" || !wanted) return { context: invoice, effects: [] };
  const { link, until, total, email, invoice: id } = issued;
  const paper = { link, until };
  return {
    context: {
      status: "telling",
      wanted,
      paper: { account: wanted.account, ...paper },
      ...(email !== undefined && {
        mail: {
          type: "send-mail",
          to: email,
          ...invoiceMail(wanted, total, paper),
        },
      }),
    },
    effects: [
      tellRegister(wanted, { type: "invoice-issued", invoice: id, total }),
      message(wanted, creditedText(wanted, total, paper)),
    ],
  };
}

function takeNotIssued(invoice: Invoice, { reason }: NotIssued): Step<Invoice> {
  const { status, wanted } = invoice;
  if (status !== "issuing" || !wanted) return { context: invoice, effects: [] };
  return {
    context: { status: "telling", wanted },
    effects: [
      tellRegister(wanted, { type: "invoice-missing", reason }),
      message(wanted, creditedText(wanted, wanted.total)),
    ],
  };
}

function takeTold(invoice: Invoice, { type }: Told): Step<Invoice> {
  const { status, wanted, mail, paper } = invoice;
  if (status !== "telling" || !wanted) return { context: invoice, effects: [] };
  return {
    context: { status: "told", ...(paper && { paper }) },
    // A mail server that is away keeps only the mail waiting.
    effects: [
      tellRegister(wanted, { type, receipt: wanted.charge.id }),
      ...(mail ? [mail] : []),
    ],
  };
}

function tellRegister(
  { account, charge }: InvoiceWanted,
  event: { readonly type: string } & Record<string, unknown>,
): MachineEffect {
  return {
    type: "tell",
    to: { kind: "claims", id: account },
    event: { charge: charge.id, ...event },
  };
}

// By message too: a call that ended in between has its credit all the same.
function message(
  { number, charge }: InvoiceWanted,
  text: string,
): MachineEffect {
  return { type: "send-message", to: number, text, receipt: charge.id };
}
