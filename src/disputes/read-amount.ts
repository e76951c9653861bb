/**
 * Amounts as people write them in files: "US$ 2.10", "2,10 €", "1.234,50", "COP 12.500", "(2.10)". One separator followed by
 * three digits may be either; the rest of the file decides it, and where the rest disagrees with itself the amount is not guessed.
 */

/** Which sign stands before the decimals, as the unambiguous amounts of a file tell; "mixed" when they disagree. */
export type DecimalSign = "." | "," | "mixed" | "unknown";

export type AmountReading =
  | { readonly amount: number; readonly currency?: string }
  | { readonly why: string };

interface Written {
  readonly negative: boolean;
  readonly digits: string;
  readonly currency?: string;
}

/** The most that one claim may be, in minor units: sums of a million rows stay exact to the cent. */
const largestAmount = 9_000_000_000;

/**
 * An amount in minor units of a currency with that many `places`. `rounds`: more decimals than the currency has are rounded (a
 * computed cost); else they are a reason not to read it, and so is what is no number, below zero or beyond `largestAmount`.
 */
export function readAmount(
  text: string,
  places: number,
  sign: DecimalSign,
  rounds = false,
): AmountReading {
  const written = parseWritten(text);
  if ("why" in written) return written;
  if (written.negative)
    return { why: "is below zero; an amount of zero or more is expected" };
  const number = splitNumber(written.digits, places, sign);
  if ("why" in number) return number;
  const fraction = number.fraction.replace(/0+$/, "");
  if (fraction.length > places && !rounds)
    return {
      why: `has ${fraction.length} decimals; the currency has ${places}`,
    };
  const kept = fraction.slice(0, places).padEnd(places, "0");
  const up = Number(fraction[places] ?? "0") >= 5 ? 1 : 0;
  const amount = Number(`${number.whole}${kept}`) + up;
  if (amount > largestAmount)
    return { why: "is too large for a claim; is it another column?" };
  return {
    amount,
    ...(written.currency !== undefined && { currency: written.currency }),
  };
}

/** What one amount tells about the decimal sign of its file; undefined when it could be either. */
export function decimalSignOf(text: string): "." | "," | undefined {
  const written = parseWritten(text);
  if ("why" in written) return undefined;
  return signIn(written.digits);
}

function signIn(digits: string): "." | "," | undefined {
  const signs = digits.replaceAll(/[^.,]/g, "");
  if (signs === "") return undefined;
  const last = signs.endsWith(".") ? "." : ",";
  const other = last === "." ? "," : ".";
  if (signs.includes(other)) return last;
  if (signs.length > 1) return other;
  const [whole = "", fraction = ""] = digits.split(last);
  const either = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return either ? undefined : last;
}

/** The ISO code that a cell of the currency column, or a sign beside an amount, stands for; undefined when it is none we know. */
export function readCurrency(text: string): string | undefined {
  const written = text.trim();
  const code = written.replace(/\s*\$$/, "").toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && isoCodes.has(code)) return code;
  return signs[written.toLowerCase().replace(/\.$/, "")];
}

const isoCodes = new Set(Intl.supportedValuesOf("currency"));

const signs: Readonly<Record<string, string>> = {
  us$: "USD",
  u$s: "USD",
  dolares: "USD",
  dólares: "USD",
  dollars: "USD",
  "€": "EUR",
  euros: "EUR",
  "£": "GBP",
  r$: "BRL",
  "s/": "PEN",
  soles: "PEN",
  "₡": "CRC",
  "₲": "PYG",
  mx$: "MXN",
  rd$: "DOP",
  bs: "BOB",
  "b/": "PAB",
};

function parseWritten(text: string): Written | { readonly why: string } {
  const plain = text
    .trim()
    .replaceAll(/[\u2212\u2013]/g, "-")
    .replaceAll(/[\s\u00A0\u202F]+/g, " ");
  const parts =
    /^(\(|-)? ?(S\/\.?|B\/\.?|Bs\.?|[A-Za-zÀ-ÿ$€£₡₲]+ ?\$?)? ?(-)? ?([.,]?\d[\d.,'’ ]*?) ?([A-Za-zÀ-ÿ$€£₡₲/]+)? ?(-)?(\))?$/.exec(
      plain,
    );
  if (parts === null) return { why: "is no amount" };
  const [, open, before, minus, digits = "", after, trailing] = parts;
  const sign = (before ?? after ?? "$").trim();
  const currency = sign === "$" ? undefined : readCurrency(sign);
  if (sign !== "$" && currency === undefined)
    return { why: `has "${sign}" beside it, which is no currency we know` };
  return {
    negative:
      open !== undefined || minus !== undefined || trailing !== undefined,
    digits,
    ...(currency !== undefined && { currency }),
  };
}

type Split =
  | { readonly whole: string; readonly fraction: string }
  | { readonly why: string };

function splitNumber(digits: string, places: number, sign: DecimalSign): Split {
  const spaced = /^\d{1,3}(?:[ '’]\d{3})+(?=$|[.,])/;
  const joined = spaced.test(digits) ? digits.replaceAll(/[ '’]/g, "") : digits;
  if (/[ '’]/.test(joined)) return { why: "is no amount" };
  const decimal = signIn(joined) ?? ambiguousSign(joined, places, sign);
  if (decimal === "mixed")
    return {
      why: `could be thousands or decimals; the file writes both "2.10" and "2,10"`,
    };
  const [whole = "", fraction = "", more] = joined.split(decimal);
  const grouped = /^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/.test(whole);
  if (more !== undefined || /[.,]/.test(fraction))
    return { why: "is no amount" };
  if (!/^\d*$/.test(whole) && !grouped) return { why: "is no amount" };
  return { whole: whole.replaceAll(/[.,]/g, "") || "0", fraction };
}

function ambiguousSign(
  digits: string,
  places: number,
  sign: DecimalSign,
): "." | "," | "mixed" {
  const separator = /[.,]/.exec(digits)?.[0];
  if (separator === undefined) return ".";
  if (sign === "mixed") return "mixed";
  if (sign !== "unknown") return sign;
  // Nothing in the file tells. Three digits can only be decimals where the currency has three of them.
  if (places === 3) return separator as "." | ",";
  return separator === "." ? "," : ".";
}
