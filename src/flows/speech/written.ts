import { DateTime } from "luxon";
import type { Language } from "./language.js";
import type { Clock } from "./moment.js";
import { minorUnits, type Money } from "./money.js";
import { spokenYesNo, type Known } from "./text-values.js";

/**
 * Where money is written so. Spanish goes by the country of the currency, whose code begins ISO 4217's: commas and signs differ
 * (`$1,234.10` in Mexico, `1234,10 €` in Spain). Dollars are told apart from everybody's pesos: `US$ 2,10`.
 */
function localeOf(currency: string, language: Language): string {
  switch (language) {
    case "es":
      return currency === "USD" ? "es-CO" : `es-${currency.slice(0, 2)}`;
    case "en":
      return "en-US";
    case "pt":
      return "pt-BR";
  }
}

/** `US$ 2,10`, `$2.10`, `R$ 2,10`: amount in integer minor units, places by ISO 4217 (Intl's own differ between runtimes). */
export function writtenMoney(money: Money, language: Language): string {
  const places = minorUnits(money.currency);
  return new Intl.NumberFormat(localeOf(money.currency, language), {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(money.amount / 10 ** places);
}

/** `22/11 a las 10:15`: enough for a message that is read the same day or the next. */
export function writtenMoment(
  at: number,
  zone: string,
  language: Language,
): string {
  const moment = DateTime.fromMillis(at, { zone });
  switch (language) {
    case "es":
      return moment.toFormat(
        moment.hour === 1 ? "dd/MM 'a la' HH:mm" : "dd/MM 'a las' HH:mm",
      );
    case "en":
      return moment.toFormat("MMM d, h:mm a");
    case "pt":
      return moment.toFormat(
        moment.hour === 1 ? "dd/MM 'à' HH:mm" : "dd/MM 'às' HH:mm",
      );
  }
}

/** A value as one reads it; `undefined` for a moment of which it is not known where it is told. */
export function writtenValue(
  known: Known,
  language: Language,
  clock: Clock | undefined,
): string | undefined {
  switch (known.type) {
    case "money":
      return writtenMoney(known.value, language);
    case "text":
    case "digits":
      return known.value;
    case "number":
      return String(known.value);
    case "yes-no":
      return spokenYesNo(known.value, language);
    case "date":
      return DateTime.fromISO(known.value, { zone: "utc" }).toFormat(
        language === "en" ? "MMM d, yyyy" : "dd/MM/yyyy",
      );
    case "moment":
      return clock && writtenMoment(known.value, clock.zone, language);
    default:
      return known satisfies never;
  }
}

/** Two messages' worth; carriers split and bill longer texts. */
export const mostWritten = 300;

/** Text for a message: no control characters or halves of characters, white space folded, 300 characters at most, cut between words. */
export function cleanWriting(text: string): string {
  const clean = text
    .replaceAll(/[\p{Cc}\p{Z}]+/gu, " ")
    .replaceAll(/\p{C}/gu, "")
    .normalize("NFC")
    .trim();
  if (clean.length <= mostWritten) return clean;
  const cut = clean.lastIndexOf(" ", mostWritten);
  return clean.slice(0, cut > 0 ? cut : mostWritten);
}
