import { DateTime } from "luxon";

/** Whoever reads a message, in their language; written, not spoken. */
export type MessageLanguage = "es" | "en" | "pt";

export interface WrittenMoney {
  readonly amount: number;
  readonly currency: string;
}

/** `US$2.10`, `R$ 2,10`: amount in integer minor units, places by ISO 4217. */
export function writtenMoney(
  money: WrittenMoney,
  language: MessageLanguage,
): string {
  const format = new Intl.NumberFormat(
    { es: "es-MX", en: "en-US", pt: "pt-BR" }[language],
    { style: "currency", currency: money.currency },
  );
  const places = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(money.amount / 10 ** places);
}

/** `22/11 10:15`: enough for a message that is read the same day or the next. */
export function writtenMoment(
  at: number,
  zone: string,
  language: MessageLanguage,
): string {
  return DateTime.fromMillis(at, { zone }).toFormat(
    language === "en" ? "MMM d, h:mm a" : "dd/MM HH:mm",
  );
}
