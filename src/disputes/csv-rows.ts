import { CsvError, parse } from "csv-parse/sync";
import { csvOptions, type Table } from "./find-table.js";
import type { Notices } from "./notices.js";

/** Calls for each row below the headings, with the line on which it ends. */
export type RowReader = (
  visit: (record: readonly string[], line: number) => void,
) => void;

/**
 * Runs `work` over the rows of a table and gives what it gives, with a reader that will not fail. The rows are never kept, so
 * they may be read more than once in little memory. A quotation mark that is opened and never closed would swallow the rest of
 * the file: then quotation marks are letters, and a notice says so.
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
    if (!(error instanceof CsvError)) throw error;
    notices.add(
      "A quotation mark is opened and never closed; quotation marks were read as letters.",
      typeof error["lines"] === "number" ? error["lines"] : undefined,
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
        if (lines > table.line) visit(record, lines);
        return null;
      },
    } as object);
  };
}
