/** The corrected invoice on paper: A4, in the customer's language, every accent of every name. Loads its libraries when the first one is drawn. */
import { createRequire } from "node:module";
import { DateTime } from "luxon";
import type { Language } from "../flows/speech/index.js";
import { labelIn } from "../machines/claims/words.js";
import { writtenMoney } from "../machines/words.js";
import type { Bill, BillLine } from "./billing.js";
import { invoiceWords, type InvoiceWords } from "./invoice-words.js";

export interface InvoicePaper {
  readonly bill: Bill;
  /** Minor units: what the lines come to less the credits. */
  readonly total: number;
  readonly language: Language;
  /** The day on which it was corrected. */
  readonly corrected: string;
  /** Epoch ms; the file's own date. */
  readonly at: number;
}

type Page = PDFKit.PDFDocument;

const margin = 56;
/** Of A4, in points. */
const right = 595.28 - margin;
const columns = { day: margin, line: margin + 90, amount: right - 120 };
const ink = { text: "#1a1a1a", quiet: "#5a5a5a", line: "#c8c8c8" };

/** Draws it. Rejects when the fonts cannot be read. */
export async function drawInvoice(paper: InvoicePaper): Promise<Uint8Array> {
  const { default: PdfDocument } = await import("pdfkit");
  const words = invoiceWords[paper.language];
  const date = new Date(paper.at);
  const page: Page = new PdfDocument({
    size: "A4",
    margin,
    lang: paper.language,
    displayTitle: true,
    info: {
      Title: `${words.title} ${paper.bill.id}`,
      Author: paper.bill.issuer.name,
      CreationDate: date,
      ModDate: date,
    },
  });
  const require = createRequire(import.meta.url);
  page.registerFont(
    "text",
    require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
  );
  page.registerFont(
    "bold",
    require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
  );
  drawHead(page, paper, words);
  drawLines(page, paper, words);
  drawTotal(page, paper, words);
  page.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of page) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function drawHead(page: Page, paper: InvoicePaper, words: InvoiceWords): void {
  const { bill, language, corrected } = paper;
  page.font("bold").fontSize(15).fillColor(ink.text).text(bill.issuer.name);
  page.font("text").fontSize(9).fillColor(ink.quiet);
  for (const detail of bill.issuer.details) page.text(detail);
  page.moveDown(2);
  page.font("bold").fontSize(20).fillColor(ink.text).text(words.title);
  page.moveDown(0.4).font("text").fontSize(10);
  const facts: [string, string][] = [
    [words.bill, bill.id],
    [words.issued, writtenDay(bill.issued, language)],
    [words.corrected, writtenDay(corrected, language)],
    [words.due, `${writtenDay(bill.due, language)} (${words.unchanged})`],
  ];
  for (const [name, value] of facts)
    page
      .fillColor(ink.quiet)
      .text(`${name}: `, { continued: true })
      .fillColor(ink.text)
      .text(value);
  page.moveDown(1).font("bold").text(bill.customer.name).moveDown(1.5);
}

function drawLines(page: Page, paper: InvoicePaper, words: InvoiceWords): void {
  const { bill, language } = paper;
  page.font("bold").fontSize(9).fillColor(ink.quiet);
  drawRow(page, [words.day, words.line, words.amount]);
  rule(page);
  page.font("text").fontSize(10).fillColor(ink.text);
  const lines = new Map(bill.lines.map((line) => [line.charge, line]));
  const row = ({ date, amount }: BillLine, label: string) =>
    drawRow(page, [
      writtenDay(date, language, "medium"),
      label,
      written(amount, paper),
    ]);
  for (const line of bill.lines)
    row(line, capital(labelIn(line.label, language)));
  rule(page);
  const before = bill.lines.reduce((sum, { amount }) => sum + amount, 0);
  drawRow(page, ["", words.before, written(before, paper)]);
  for (const { charge, amount } of bill.credits) {
    const line = lines.get(charge);
    const label = line ? labelIn(line.label, language) : charge;
    drawRow(page, ["", words.credit(label), written(-amount, paper)]);
  }
  rule(page);
}

function drawTotal(page: Page, paper: InvoicePaper, words: InvoiceWords): void {
  page.font("bold").fontSize(13).fillColor(ink.text);
  drawRow(page, ["", words.total, written(paper.total, paper)]);
  page.moveDown(2).font("text").fontSize(10);
  page.text(words.thanks, margin);
}

/** A row as high as its longest cell; on the next page when this one is full. */
function drawRow(
  page: Page,
  [day, line, amount]: readonly [string, string, string],
): void {
  const width = columns.amount - columns.line - 12;
  const height = page.heightOfString(line, { width });
  if (page.y + height > page.page.height - margin) page.addPage();
  const { y } = page;
  page.text(day, columns.day, y, { width: columns.line - columns.day - 8 });
  page.text(line, columns.line, y, { width });
  page.text(amount, columns.amount, y, {
    width: right - columns.amount,
    align: "right",
  });
  page.x = margin;
  page.y = y + height + 6;
}

/** Labels are written as they are spoken inside a sentence; here each begins its own line. */
function capital(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function rule(page: Page): void {
  const y = page.y + 1;
  page.moveTo(margin, y).lineTo(right, y).lineWidth(0.5).stroke(ink.line);
  page.y = y + 7;
}

function written(amount: number, { bill, language }: InvoicePaper): string {
  return writtenMoney({ amount, currency: bill.currency }, language);
}

/** `3 de marzo de 2026`; `medium`: `3 mar 2026`. */
function writtenDay(
  day: string,
  language: Language,
  dateStyle: "long" | "medium" = "long",
): string {
  return DateTime.fromISO(day, { locale: language }).toLocaleString({
    dateStyle,
  });
}
