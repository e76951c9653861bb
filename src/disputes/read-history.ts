import {
  HistoryError,
  type Claim,
  type History,
  type UnreadRow,
} from "./claim.js";
import { fields, withoutColumn, type Field } from "./columns.js";
import { decodeText } from "./decode-text.js";
import { withRows, type RowReader } from "./csv-rows.js";
import { findTable, type Table } from "./find-table.js";
import { createNotices, type Notices } from "./notices.js";
import { readRow, type Conventions } from "./read-row.js";
import { learnConventions } from "./conventions.js";

export interface ReadingSettings {
  /** The currency of amounts that name none; ISO 4217. */
  readonly currency: string;
  /** Headings named by hand, for files that call a column by a name we do not know. */
  readonly columns: ReadonlyMap<Field, string>;
  /** Set when the file does not tell day and month apart. */
  readonly dateOrder?: "day-first" | "month-first";
}

/**
 * Reads a history as companies have it: any of four delimiters, decimal commas, currency signs, Windows letters, titles above
 * the headings. Every row below the headings becomes a claim or an unread row with line, column and reason; what was assumed for
 * the whole file becomes a notice. HistoryError when there is no table with dates and amounts.
 */
export function readHistory(
  bytes: Uint8Array,
  settings: ReadingSettings,
): History {
  const { text, encoding } = decodeText(bytes);
  const table = findTable(text, settings.columns);
  const notices = createNotices();
  if (encoding === "windows-1252")
    notices.add(
      "The file is not UTF-8; it was read as Windows-1252 (Latin-1).",
    );
  noteColumns(table, settings, notices);
  const { rows, result: conventions } = withRows(text, table, notices, (all) =>
    learnConventions(all, table, settings, notices),
  );
  return readRows(rows, table, conventions, notices);
}

function noteColumns(
  { columns, headings, line }: Table,
  settings: ReadingSettings,
  notices: Notices,
): void {
  for (const place of columns.repeated)
    notices.add(
      `The column "${headings[place]}" means the same as one before it and was left out.`,
      line,
    );
  for (const field of fields) {
    const follows = withoutColumn[field];
    if (follows === undefined || columns.at.has(field)) continue;
    if (field === "currency" && columns.currency !== undefined) continue;
    const which = field === "currency" ? ` (${settings.currency})` : "";
    notices.add(`There is no ${fieldNames[field]} column: ${follows}${which}.`);
  }
}

const fieldNames: Readonly<Record<Field, string>> = {
  claim: "claim number",
  date: "date",
  account: "account",
  claimed: "claimed amount",
  currency: "currency",
  category: "category",
  outcome: "outcome",
  credited: "credited amount",
  handlingCost: "handling cost",
  handlingMinutes: "handling minutes",
  channel: "channel",
};

function readRows(
  rows: RowReader,
  table: Table,
  conventions: Conventions,
  notices: Notices,
): History {
  const claims: Claim[] = [];
  const unread: UnreadRow[] = [];
  const firstLines = new Map<string, number>();
  const claimAt = table.columns.at.get("claim");
  let count = 0;
  rows((record, line) => {
    if (record.every((cell) => cell === "")) return;
    if (record.every((cell, at) => cell === table.headings[at])) {
      notices.add("The headings are repeated further down.", line);
      return;
    }
    count += 1;
    const number = claimAt === undefined ? "" : (record[claimAt] ?? "");
    const before = number === "" ? undefined : firstLines.get(number);
    const reading =
      before === undefined
        ? readRow(record, line, table, conventions, notices)
        : {
            line,
            column: table.headings[claimAt ?? 0] ?? "",
            text: number,
            why: `is the claim of line ${before} again`,
          };
    if ("why" in reading) unread.push(reading);
    else {
      claims.push(reading);
      if (number !== "") firstLines.set(number, line);
    }
  });
  if (count === 0)
    throw new HistoryError(
      `There are headings on line ${table.line} and no claims below them.`,
    );
  return { claims, unread, notices: notices.all(), rows: count };
}
