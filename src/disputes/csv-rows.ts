import { CsvError, parse } from "csv-parse/sync";
import { csvOptions, type Table } from "./find-table.js";
import type { Notices } from "./notices.js";

/** Calls for each row below the headings, with the line on which it ends. */
export type RowReader = (
  visit: (record: readonly string[], line: number) => void,
) => void;

/**
 * Runs `work` over the rows of a table and gives what it gives, with a reader that will not fail. The rows are never kept, so
 * they may be read more than once in little memory. A quotation mark that is opened and not closed would swallow the rows up to
 * the next one, or the rest of the file: then quotation marks are letters, and a notice says so.
 */
export function withRows<Result>(
  text: string,
  table: Table,
  notices: Notices,
  work: (rows: RowReader) => Result,
): { readonly rows: RowReader; readonly result: Result } {
  const quoted = readerOf(text, table, {});
  try {
    return { rows: quoted, result: work(quoted) };
  } catch (error) {
    const line = lineOfOpenQuote(error);
    if (line === undefined) throw error;
    notices.add(
      "A quotation mark is opened and not closed; quotation marks were read as letters.",
      line,
    );
  }
  const plain = readerOf(text, table, { quote: false });
  return { rows: plain, result: work(plain) };
}

function readerOf(text: string, table: Table, more: object): RowReader {
  return (visit) => {
    parse(text, {
      ...csvOptions,
      ...more,
      delimiter: table.delimiter,
      on_record: (record: string[], { lines }: { lines: number }) => {
        if (lines <= table.line) return null;
        if (record.some((cell) => holdsRows(cell, table)))
          throw new OpenQuote(lines);
        visit(record, lines);
        return null;
      },
    } as object);
  };
}

// A cell that has whole rows in it: a quotation mark was not closed.
class OpenQuote extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`A quotation mark before line ${line} is not closed.`);
    this.line = line;
  }
}

function holdsRows(cell: string, { delimiter, headings }: Table): boolean {
  if (!cell.includes("\n")) return false;
  return cell
    .split("\n")
    .slice(1, -1)
    .some((line) => line.split(delimiter).length >= headings.length);
}

function lineOfOpenQuote(error: unknown): number | undefined {
  if (error instanceof OpenQuote) return error.line;
  if (!(error instanceof CsvError) || error.code !== "CSV_QUOTE_NOT_CLOSED")
    return undefined;
  return typeof error["lines"] === "number" ? error["lines"] : 1;
}
