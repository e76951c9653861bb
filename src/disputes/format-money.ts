import { minorUnits } from "../flows/speech/index.js";

// What a bare "$" would leave open is named; other currencies stand with their ISO code.
const signs: Readonly<Record<string, string>> = { USD: "US$" };

/** Minor units as people write them in English: 138900 USD is "US$1,389.00", -5 JPY "-JPY 5". */
export function formatMoney(amount: number, currency: string): string {
  const places = minorUnits(currency);
  const digits = String(Math.abs(amount)).padStart(places + 1, "0");
  const whole = formatCount(Number(digits.slice(0, digits.length - places)));
  const parts = places === 0 ? "" : `.${digits.slice(-places)}`;
  const sign = signs[currency] ?? `${currency} `;
  return `${amount < 0 ? "-" : ""}${sign}${whole}${parts}`;
}

/** 12345 is "12,345". */
export function formatCount(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** A number of things: "1 claim", "2,500 claims". */
export function countOf(count: number, thing: string): string {
  return `${formatCount(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** Ten-thousandths as a percentage: 2550 is "25.5%". */
export function formatShare(share: number): string {
  const whole = Math.trunc(share / 100);
  const tenths = Math.abs(Math.round((share % 100) / 10));
  if (tenths === 10) return `${whole + 1}%`;
  return `${whole}${tenths === 0 ? "" : `.${tenths}`}%`;
}

/** A part of a whole in ten-thousandths; zero of nothing. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000);
}
