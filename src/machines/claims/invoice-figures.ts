import type { Money } from "../../flows/speech/index.js";
import { canonicalJson, hashText } from "../chain.js";

/** One figure of an invoice: minor units of its currency. */
export interface Figure {
  readonly charge: string;
  readonly amount: number;
}

/**
 * The figures of one corrected invoice, kept for good under their hash: what `directo ledger check` compares. Names, labels and mail
 * addresses are not among them; these stand on the paper alone, which expires.
 */
export interface InvoiceFigures {
  readonly account: string;
  readonly bill: string;
  /** The credit that it was issued for. */
  readonly charge: string;
  readonly currency: string;
  readonly due: string;
  readonly lines: readonly Figure[];
  readonly credits: readonly Figure[];
  readonly total: number;
}

/** What an invoice comes to: its lines less its credits. */
export function totalOf({
  lines,
  credits,
}: Pick<InvoiceFigures, "lines" | "credits">): number {
  const sum = (figures: readonly Figure[]) =>
    figures.reduce((total, { amount }) => total + amount, 0);
  return sum(lines) - sum(credits);
}

/** The document under which an invoice's figures are kept: its id and its text. */
export function figuresDocument(figures: InvoiceFigures): {
  readonly id: string;
  readonly text: string;
} {
  const text = canonicalJson(figures);
  return { id: `invoice:${hashText(text)}`, text };
}

/**
 * Why figures are not those of a corrected invoice for that credit, in words; `undefined` when they are. The charge stands there once with
 * its amount and was credited in full, no credit is of something else, and the total is what the rest comes to.
 */
export function figuresProblem(
  figures: InvoiceFigures,
  charge: string,
  money: Money,
): string | undefined {
  const { lines, credits, currency, total } = figures;
  const billed = new Map(lines.map((line) => [line.charge, line.amount]));
  if (billed.size !== lines.length) return "a charge stands on it twice";
  if (currency !== money.currency)
    return `it is in ${currency}, and the charge in ${money.currency}`;
  if (billed.get(charge) !== money.amount)
    return `charge "${charge}" stands on it with ${billed.get(charge) ?? "nothing"}, and is ${money.amount}`;
  const credited = new Set(credits.map((credit) => credit.charge));
  if (credited.size !== credits.length) return "a credit stands on it twice";
  if (!credited.has(charge)) return `the credit of "${charge}" is not on it`;
  const wrong = credits.find((one) => billed.get(one.charge) !== one.amount);
  if (wrong)
    return `a credit of ${wrong.amount} for "${wrong.charge}" is on it, which no line says`;
  if (totalOf(figures) !== total)
    return `its total is ${total}, and its lines and credits come to ${totalOf(figures)}`;
  return undefined;
}
