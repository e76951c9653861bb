import { currencyNames } from "./currency-names.js";
import { readNumbers, type Piece } from "./heard-numbers.js";
import type { Language } from "./language.js";
import { minorUnits, type Money } from "./money.js";

/** The digits that an utterance names one after the other, "cuarenta y ocho, dos nueve" → "4829"; empty when there is none. */
export function heardDigits(text: string, language: Language): string {
  return readNumbers(text, language)
    .map((piece) => (piece.type === "number" ? piece.digits : ""))
    .join("");
}

/** The amount that an utterance names, "dos dólares con diez", "2,10", "ten cents"; `undefined` when there is none, or more than one. */
export function heardMoney(
  text: string,
  language: Language,
  currency: string,
): Money | undefined {
  const decimals = minorUnits(currency);
  const scale = 10 ** decimals;
  const written = writtenAmount(text, decimals);
  const money = (amount: number): Money | undefined =>
    Number.isSafeInteger(amount) && amount >= 0
      ? { amount, currency }
      : undefined;
  if (written !== undefined) return money(Math.round(written * scale));
  const pieces = readNumbers(text, language);
  const numbers = pieces.filter((piece) => piece.type === "number");
  const [first, second, third] = numbers;
  if (first === undefined || third !== undefined) return undefined;
  const minor = minorNames(currency, language, decimals);
  const isMinor = (number: Piece) => {
    const next = pieces[pieces.indexOf(number) + 1];
    return next?.type === "word" && minor.has(next.word);
  };
  if (second === undefined)
    return money(isMinor(first) ? first.value : first.value * scale);
  if (second.value >= scale) return undefined;
  // "two point five" is fifty cents more, "two dollars and five" five.
  const point = pieces
    .slice(pieces.indexOf(first) + 1, pieces.indexOf(second))
    .some((piece) => piece.type === "word" && points.has(piece.word));
  const isTenths = point && second.digits.length < decimals;
  const part = isTenths
    ? Number(second.digits.padEnd(decimals, "0"))
    : second.value;
  return money(first.value * scale + part);
}

const points = new Set(["punto", "coma", "point", "ponto", "virgula"]);

/** An amount in figures with a sign for its decimals or thousands: "1.234,5", "1,234.50"; `undefined` when there is no such, or two. */
function writtenAmount(text: string, decimals: number): number | undefined {
  const [figures, ...others] = text.match(/\d+(?:[.,]\d+)+/g) ?? [];
  if (figures === undefined || others.length > 0) return undefined;
  const [, whole = "", part = ""] = /^(.*)[.,](\d{1,2})$/.exec(figures) ?? [
    undefined,
    figures,
  ];
  if (part.length > decimals) return undefined;
  return Number(`${whole.replaceAll(/[.,]/g, "")}.${part || "0"}`);
}

function minorNames(
  currency: string,
  language: Language,
  decimals: number,
): ReadonlySet<string> {
  const { minor } = currencyNames(currency, language, 2, decimals);
  return new Set([minor.one, minor.many].map(plain));
}

function plain(word: string): string {
  return word.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
