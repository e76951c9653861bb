import type { Field } from "./columns.js";
import type { Table } from "./find-table.js";
import type { Notices } from "./notices.js";
import { decimalSignOf, type DecimalSign } from "./read-amount.js";
import { dateOrderOf, type DateOrder } from "./read-date.js";
import type { RowReader } from "./csv-rows.js";
import type { ReadingSettings } from "./read-history.js";
import type { Conventions } from "./read-row.js";

const amountFields: readonly Field[] = ["claimed", "credited", "handlingCost"];

/** How this file writes amounts and dates, learnt from the cells that can mean one thing only; notices where it had to be assumed. */
export function learnConventions(
  rows: RowReader,
  table: Table,
  settings: ReadingSettings,
  notices: Notices,
): Conventions {
  const amounts = amountFields.flatMap(
    (field) => table.columns.at.get(field) ?? [],
  );
  const dateAt = table.columns.at.get("date") ?? 0;
  const signs = new Map<string, number>();
  const orders = new Map<DateOrder, number>();
  rows((record, line) => {
    for (const place of amounts)
      note(signs, decimalSignOf(record[place] ?? ""), line);
    note(orders, dateOrderOf(record[dateAt] ?? ""), line);
  });
  return {
    decimalSign: chooseSign(signs, notices),
    dateOrder: settings.dateOrder ?? chooseOrder(orders, notices),
    currency: table.columns.currency ?? settings.currency,
  };
}

// The first line of each kind is kept, to say where the file disagrees with itself.
function note<T>(
  seen: Map<T, number>,
  kind: T | undefined,
  line: number,
): void {
  if (kind !== undefined && !seen.has(kind)) seen.set(kind, line);
}

function chooseSign(seen: Map<string, number>, notices: Notices): DecimalSign {
  const [dot, comma] = [seen.get("."), seen.get(",")];
  if (dot !== undefined && comma !== undefined) {
    notices.add(
      `Some amounts have a decimal point (line ${dot}), others a decimal comma (line ${comma}); each was read by itself.`,
      Math.max(dot, comma),
    );
    return "mixed";
  }
  if (dot !== undefined) return ".";
  return comma === undefined ? "unknown" : ",";
}

function chooseOrder(
  seen: Map<DateOrder, number>,
  notices: Notices,
): DateOrder {
  const [day, month] = [seen.get("day-first"), seen.get("month-first")];
  if (day !== undefined && month !== undefined)
    notices.add(
      `Dates are day/month (line ${day}) and month/day (line ${month}) in one file; day/month was assumed, and what cannot be so was not read. Say --dates month-first if it is the other way round.`,
      Math.max(day, month),
    );
  if (day === undefined && month !== undefined) {
    notices.add(`Dates are month/day/year, as line ${month} shows.`, month);
    return "month-first";
  }
  return "day-first";
}
