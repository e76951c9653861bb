import { stringify } from "csv-stringify/sync";
import { minorUnits, type Money } from "../flows/speech/index.js";
import type { WrittenEntry } from "./books.js";

const columns: Readonly<
  Record<string, (entry: WrittenEntry) => string | number | undefined>
> = {
  account: ({ account }) => account,
  entry: ({ place }) => place,
  time: ({ at }) => new Date(at).toISOString(),
  what: ({ type }) => type,
  charge: ({ charge }) => charge,
  category: ({ category }) => category,
  amount: ({ money }) => decimal(money),
  currency: ({ money }) => money.currency,
  outcome: ({ outcome }) => outcome,
  reason: ({ reason }) => reason,
  attested: ({ attested }) =>
    attested === undefined ? undefined : attested ? "yes" : "no",
  policy: ({ policy }) => policy,
  "new total": ({ total }) => total && decimal(total),
  "without invoice": ({ notInvoiced }) => notInvoiced,
  "override role": ({ override }) => override?.role,
  "override by": ({ override }) => override?.by,
  "override reason": ({ override }) => override?.reason,
};

/**
 * Registers as CSV (RFC 4180, UTF-8 with its mark, so that spreadsheets read accents): a line for each entry, with a head. Amounts are decimals
 * with a point. A text that a spreadsheet would take for a formula is quoted with an apostrophe, as OWASP advises.
 */
export function registerCsv(entries: readonly WrittenEntry[]): string {
  return stringify(
    entries.map((entry) =>
      Object.values(columns).map((value) => value(entry) ?? ""),
    ),
    {
      header: true,
      columns: Object.keys(columns),
      bom: true,
      escape_formulas: true,
      record_delimiter: "windows",
    },
  );
}

/** An amount with its decimal point; in text, so that none goes through a float. */
export function decimal({ amount, currency }: Money): string {
  const places = minorUnits(currency);
  const digits = String(Math.abs(amount)).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const sign = amount < 0 ? "-" : "";
  return places === 0
    ? sign + whole
    : `${sign}${whole}.${digits.slice(-places)}`;
}
