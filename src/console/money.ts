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

/** `USD`, `US$` or `$`. */
function signOf(currency: string, language: string, currencyDisplay: string) {
  const style = { style: "currency", currency, currencyDisplay } as const;
  const parts = new Intl.NumberFormat(
    language,
    style as Intl.NumberFormatOptions,
  ).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}

/**
 * What somebody wrote, with or without the currency's sign, in minor units; `undefined`: no amount, or more digits behind the point than the currency has: 1,000 is a thousand to
 * one reader, and one to another.
 */
export function readMoney(text: string, currency: string): Money | undefined {
  const digits = digitsOf(currency);
  const signs = ["code", "symbol", "narrowSymbol"].flatMap((currencyDisplay) =>
    ["en", "es"].map((language) => signOf(currency, language, currencyDisplay)),
  );
  // "US$" before "$".
  const sign =
    signs
      .toSorted((one, other) => other.length - one.length)
      .find((one) => text.includes(one)) ?? "";
  const bare = text.replace(sign, "").trim();
  const [, whole, part = ""] = /^(\d+)(?:[.,](\d+))?$/.exec(bare) ?? [];
  if (whole === undefined || part.length > digits) return undefined;
  return { amount: Number(whole + part.padEnd(digits, "0")), currency };
}
