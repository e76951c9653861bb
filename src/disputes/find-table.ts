import { parse } from "csv-parse/sync";
import { recogniseColumns, type Columns, type Field } from "./columns.js";
import { HistoryError } from "./claim.js";

/** Where the table of a file begins, and how its cells are told apart. */
export interface Table {
  readonly delimiter: string;
  /** The line of the headings, counted from one. */
  readonly line: number;
  readonly headings: readonly string[];
  readonly columns: Columns;
}

const delimiters = [",", ";", "\t", "|"];

/** How csv-parse is asked to read here: cells as they stand, rows of any length, with the line on which each ends. */
export const csvOptions = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  trim: true,
} as const;

// What csv-parse hands over for a row with `info`.
interface CsvRow {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

// Reports put their title, dates and blank lines above the headings.
const rowsLookedAt = 30;

/** Finds delimiter and headings among the first rows; HistoryError when no row has a date and a claimed amount. */
export function findTable(
  text: string,
  chosen: ReadonlyMap<Field, string>,
): Table {
  const start = text.slice(0, 200_000);
  const found = delimiters
    .flatMap((delimiter) => tablesBy(start, delimiter, chosen))
    .toSorted((one, other) => score(other) - score(one));
  const [best] = found;
  if (best === undefined)
    throw new HistoryError(
      "The file is empty. A history has a line of headings and one line for each claim.",
    );
  const missing = (["date", "claimed"] as const).filter(
    (field) => !best.columns.at.has(field),
  );
  if (missing.length > 0)
    throw new HistoryError(describeMissing(best, missing));
  for (const [field, heading] of chosen)
    if (!best.columns.at.has(field))
      throw new HistoryError(
        `There is no column "${heading}". The columns are: ${quoteAll(best.headings)}.`,
      );
  return best;
}

function tablesBy(
  start: string,
  delimiter: string,
  chosen: ReadonlyMap<Field, string>,
): Table[] {
  return readStart(start, delimiter).map(({ record, info }) => ({
    delimiter,
    line: info.lines,
    headings: record,
    columns: recogniseColumns(record, chosen),
  }));
}

function readStart(start: string, delimiter: string): CsvRow[] {
  const options = { ...csvOptions, info: true, delimiter, to: rowsLookedAt };
  try {
    return parse(start, options) as unknown as CsvRow[];
  } catch {
    // A quotation mark that is never closed: look again, taking quotation marks as letters.
    return parse(start, { ...options, quote: false }) as unknown as CsvRow[];
  }
}

function score({ columns, headings, line }: Table): number {
  const needed =
    Number(columns.at.has("date")) + Number(columns.at.has("claimed"));
  return (
    needed * 1000 +
    columns.at.size * 10 +
    Math.min(headings.length, 9) -
    line / 1e6
  );
}

function describeMissing(
  { headings, line, columns }: Table,
  missing: readonly ("date" | "claimed")[],
): string {
  const names = { date: "the date", claimed: "the claimed amount" };
  const examples = {
    date: '"date" or "fecha"',
    claimed: '"amount" or "monto reclamado"',
  };
  const seen =
    columns.at.size === 0
      ? `The first line says: ${quoteAll(headings)}.`
      : `Line ${line} has the columns ${quoteAll(headings)}.`;
  return [
    `No column is known as ${missing.map((field) => names[field]).join(" or ")} of a claim, and nothing can be said without.`,
    seen,
    `Name it ${missing.map((field) => examples[field]).join(" and ")}, or say which one it is with --column ${missing[0]}="its heading".`,
  ].join(" ");
}

function quoteAll(cells: readonly string[]): string {
  const shown = cells.slice(0, 15).map((cell) => `"${cell.slice(0, 40)}"`);
  return shown.join(", ") + (cells.length > 15 ? " …" : "");
}
