import { currencyNames, type CurrencyName } from "./currency-names.js";
import type { Language } from "./language.js";
import { numberWords } from "./number-words.js";

export interface Money {
  /** Whole minor units: 210 is two dollars and ten cents. Negative: owed to the caller. */
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/**
 * How many decimals a currency has by ISO 4217: USD 2, JPY 0, KWD 3. RangeError for what is no code. Not asked of Intl, which
 * since ECMA-402 pull request 922 may follow everyday use instead: COP has 0 in Chrome and Node, 2 elsewhere, and amounts
 * would be spoken a hundred times too large.
 */
export function minorUnits(currency: string): number {
  checkCurrency(currency);
  if (withoutMinorUnit.has(currency)) return 0;
  if (withThousandths.has(currency)) return 3;
  return withTenThousandths.has(currency) ? 4 : 2;
}

// ISO 4217, list one. All other currencies have two.
const withoutMinorUnit = new Set(
  "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(
    " ",
  ),
);
const withThousandths = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));
const withTenThousandths = new Set(["CLF", "UYW"]);

/**
 * An amount as a person says it: "dos dólares con diez centavos". A part that is zero is left out; distinct amounts of one
 * currency never sound alike. RangeError when the amount is not a whole, safe number of minor units.
 */
export function spokenMoney(money: Money, language: Language): string {
  checkMoney(money);
  const decimals = minorUnits(money.currency);
  const scale = 10 ** decimals;
  const minus = { es: "menos ", en: "minus ", pt: "menos " }[language];
  const link = { es: " con ", en: " and ", pt: " e " }[language];
  const amount = Math.abs(money.amount);
  const major = Math.floor(amount / scale);
  const minor = amount % scale;
  const name = currencyNames(money.currency, language, major, decimals);
  const parts: string[] = [];
  if (major > 0 || minor === 0)
    parts.push(counted(major, name.major, language));
  if (minor > 0) parts.push(counted(minor, name.minor, language));
  return (money.amount < 0 ? minus : "") + parts.join(link);
}

/** The sum; RangeError when the currencies differ. */
export function addMoney(one: Money, other: Money): Money {
  checkSame(one, other);
  const sum = { amount: one.amount + other.amount, currency: one.currency };
  checkMoney(sum);
  return sum;
}

/** Below zero when the first is less, zero when equal, above when more; RangeError when the currencies differ. */
export function compareMoney(one: Money, other: Money): number {
  checkSame(one, other);
  return Math.sign(one.amount - other.amount);
}

/** Whether a value of unknown origin is money that can be spoken. */
export function isMoney(value: unknown): value is Money {
  if (typeof value !== "object" || value === null) return false;
  const { amount, currency } = value as Partial<Record<string, unknown>>;
  return (
    Number.isSafeInteger(amount) &&
    typeof currency === "string" &&
    currencyCode.test(currency)
  );
}

function counted(count: number, name: CurrencyName, language: Language) {
  const words = numberWords(
    count,
    language,
    name.feminine ? "feminine" : "masculine",
  );
  // "un millón de pesos", "dois milhões de reais"; English has no such "of".
  const of = language !== "en" && count > 0 && count % 1e6 === 0 ? " de" : "";
  return `${words}${of} ${count === 1 ? name.one : name.many}`;
}

const currencyCode = /^[A-Z]{3}$/;

function checkCurrency(currency: string): void {
  if (!currencyCode.test(currency)) {
    throw new RangeError(
      `A currency is three capital letters by ISO 4217, such as "USD"; "${currency}" is not.`,
    );
  }
}

function checkMoney({ amount, currency }: Money): void {
  checkCurrency(currency);
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(
      `An amount is a whole number of minor units, at most ${Number.MAX_SAFE_INTEGER}; ${amount} ${currency} is not. Multiply by 10 to the power of minorUnits("${currency}") and round.`,
    );
  }
}

function checkSame(one: Money, other: Money): void {
  checkMoney(one);
  checkMoney(other);
  if (one.currency !== other.currency) {
    throw new RangeError(
      `Amounts of one currency are expected; these are ${one.currency} and ${other.currency}. Convert one first.`,
    );
  }
}
