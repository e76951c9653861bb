import { minorUnits } from "../flows/speech/index.js";
import type { Claim, UnreadRow } from "./claim.js";
import type { Field } from "./columns.js";
import type { Table } from "./find-table.js";
import type { Notices } from "./notices.js";
import { readAmount, readCurrency, type DecimalSign } from "./read-amount.js";
import { readDay, type DateOrder } from "./read-date.js";
import { readOutcome } from "./read-outcome.js";
import { readSeconds } from "./read-seconds.js";

/** How a file writes what can be written in more than one way. */
export interface Conventions {
  readonly decimalSign: DecimalSign;
  readonly dateOrder: DateOrder;
  readonly currency: string;
}

/** One row as a claim; or, when its date or amounts cannot be read, where and why not. */
export function readRow(
  record: readonly string[],
  line: number,
  table: Table,
  conventions: Conventions,
  notices: Notices,
): Claim | UnreadRow {
  const { at } = table.columns;
  const cell = (field: Field) => record[at.get(field) ?? -1] ?? "";
  const unread = (field: Field, why: string): UnreadRow => ({
    line,
    column: table.headings[at.get(field) ?? -1] ?? field,
    text: cell(field).slice(0, 80),
    why,
  });
  if (record.slice(table.headings.length).some((extra) => extra !== ""))
    return {
      line,
      column: "row",
      text: record.join(table.delimiter).slice(0, 80),
      why: `has ${record.length} cells where the headings have ${table.headings.length}; is there a decimal comma or a delimiter without quotation marks?`,
    };
  const day = readDay(cell("date"), conventions.dateOrder);
  if (day === undefined)
    return unread(
      "date",
      `is no date; 2025-03-14 or ${conventions.dateOrder === "day-first" ? "14/03/2025" : "03/14/2025"} is expected`,
    );
  const currency = currencyOf(cell, conventions);
  if (currency === undefined)
    return unread("currency", "is no currency; a code such as USD is expected");
  const money = readMoney(cell, currency, conventions);
  if ("field" in money) return unread(money.field, money.why);
  const account = cell("account");
  const outcome = readOutcome(cell("outcome"));
  if (outcome === "unknown" && cell("outcome") !== "")
    notices.add(
      `The outcome "${cell("outcome").slice(0, 40)}" is unknown to us and counts as neither conceded nor refused.`,
      line,
    );
  return {
    line,
    day,
    ...(account !== "" && { account }),
    ...money,
    currency,
    category: cell("category") || "(none)",
    outcome,
    channel: cell("channel") || "(none)",
  };
}

function currencyOf(
  cell: (field: Field) => string,
  conventions: Conventions,
): string | undefined {
  const named = cell("currency");
  if (named !== "" && named !== "$") return readCurrency(named);
  const beside = readAmount(cell("claimed"), 4, conventions.decimalSign, true);
  return (
    ("amount" in beside ? beside.currency : undefined) ?? conventions.currency
  );
}

type MoneyOfRow = Pick<
  Claim,
  "claimed" | "credited" | "handlingCost" | "handlingSeconds"
>;

function readMoney(
  cell: (field: Field) => string,
  currency: string,
  { decimalSign }: Conventions,
): MoneyOfRow | { field: Field; why: string } {
  const places = minorUnits(currency);
  const read = (field: Field) =>
    readAmount(cell(field), places, decimalSign, field === "handlingCost");
  const claimed = read("claimed");
  if (cell("claimed") === "") return { field: "claimed", why: "is empty" };
  if ("why" in claimed) return { field: "claimed", why: claimed.why };
  if (claimed.amount === 0)
    return { field: "claimed", why: "is zero; nothing is in dispute" };
  const money: { -readonly [Key in keyof MoneyOfRow]: MoneyOfRow[Key] } = {
    claimed: claimed.amount,
  };
  for (const field of ["credited", "handlingCost"] as const) {
    if (isBlank(cell(field))) continue;
    const reading = read(field);
    if ("why" in reading) return { field, why: reading.why };
    money[field] = reading.amount;
  }
  for (const { currency: beside } of [claimed].filter(
    (one) => one.currency !== undefined,
  ))
    if (beside !== currency)
      return {
        field: "claimed",
        why: `says ${beside} where the currency column says ${currency}`,
      };
  if (!isBlank(cell("handlingMinutes"))) {
    const seconds = readSeconds(cell("handlingMinutes"), decimalSign);
    if (seconds === undefined)
      return {
        field: "handlingMinutes",
        why: "is no number of minutes; 12, 12.5 or 0:12:30 is expected",
      };
    money.handlingSeconds = seconds;
  }
  return money;
}

// What spreadsheets write where there is nothing.
function isBlank(text: string): boolean {
  return /^(?:|-|–|—|n\/?[ad]|null|#n\/[ad]|s\/d)$/i.test(text);
}
