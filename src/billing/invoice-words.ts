import type { Language } from "../flows/speech/index.js";

/** What is printed on a corrected invoice beside the customer's own data. */
export interface InvoiceWords {
  readonly title: string;
  readonly bill: string;
  readonly issued: string;
  readonly due: string;
  readonly unchanged: string;
  readonly corrected: string;
  readonly day: string;
  readonly line: string;
  readonly amount: string;
  readonly before: string;
  readonly credit: (label: string) => string;
  readonly total: string;
  readonly thanks: string;
}

export const invoiceWords: Readonly<Record<Language, InvoiceWords>> = {
  es: {
    title: "Factura corregida",
    bill: "Factura",
    issued: "Emitida",
    due: "Vence",
    unchanged: "la fecha no cambia",
    corrected: "Corregida",
    day: "Fecha",
    line: "Concepto",
    amount: "Importe",
    before: "Total anterior",
    credit: (label) => `Abono: ${label}`,
    total: "Total a pagar",
    thanks: "Gracias por avisarnos.",
  },
  en: {
    title: "Corrected invoice",
    bill: "Invoice",
    issued: "Issued",
    due: "Due",
    unchanged: "the date stays",
    corrected: "Corrected",
    day: "Date",
    line: "Item",
    amount: "Amount",
    before: "Total before",
    credit: (label) => `Credit: ${label}`,
    total: "Total to pay",
    thanks: "Thank you for pointing it out.",
  },
  pt: {
    title: "Fatura corrigida",
    bill: "Fatura",
    issued: "Emitida",
    due: "Vencimento",
    unchanged: "a data não muda",
    corrected: "Corrigida",
    day: "Data",
    line: "Descrição",
    amount: "Valor",
    before: "Total anterior",
    credit: (label) => `Crédito: ${label}`,
    total: "Total a pagar",
    thanks: "Obrigado por avisar.",
  },
};
