import type { Money } from "../flows/speech/index.js";

const digitsOf = (currency: string) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/** As people write it; `amount` is in minor units. */
export function writeMoney({ amount, currency }: Money, language: string) {
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
  }).format(amount / 10 ** digitsOf(currency));
}

/** The amount alone, as it is typed. */
export function writeAmount({ amount, currency }: Money, language: string) {
  const digits = digitsOf(currency);
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(amount / 10 ** digits);
}

/** What somebody wrote, in minor units; `undefined`: no amount. */
export function readMoney(text: string, currency: string): Money | undefined {
  const value = Number(text.trim().replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    return undefined;
  return { amount: Math.round(value * 10 ** digitsOf(currency)), currency };
}
