import { DateTime } from "luxon";
import {
  minorUnits,
  type Language,
  type Money,
} from "../flows/speech/index.js";

/** `$2.10`, `R$ 2,10`: amount in integer minor units, places by ISO 4217 (Intl's own differ between runtimes). */
export function writtenMoney(money: Money, language: Language): string {
  const places = minorUnits(money.currency);
  return new Intl.NumberFormat(
    { es: "es-MX", en: "en-US", pt: "pt-BR" }[language],
    {
      style: "currency",
      currency: money.currency,
      minimumFractionDigits: places,
      maximumFractionDigits: places,
    },
  ).format(money.amount / 10 ** places);
}

/** `22/11 10:15`: enough for a message that is read the same day or the next. */
export function writtenMoment(
  at: number,
  zone: string,
  language: Language,
): string {
  return DateTime.fromMillis(at, { zone }).toFormat(
    language === "en" ? "MMM d, h:mm a" : "dd/MM HH:mm",
  );
}
