import { DateTime, Info } from "luxon";
import { toOrdinal } from "n2words/en-US";
import { readNumbers } from "./heard-numbers.js";
import type { Language } from "./language.js";
import { numberWords } from "./number-words.js";

/** Which year a day without one belongs to, seen from today: the last such day, or the next. */
export type DayRange = "past" | "future";

/** How a day is understood: `today` is `YYYY-MM-DD`; where the month is said or pressed first, as in the United States. */
export interface DayReading {
  readonly today: string;
  readonly range: DayRange;
  readonly monthFirst: boolean;
}

/** The years that a day may be in. */
const firstYear = 1900;
const lastYear = 2100;

/** Four keys (day and month) or eight (with the year) → `YYYY-MM-DD`; `undefined` for what is no day, or not in the range. */
export function pressedDay(
  digits: string,
  reading: DayReading,
): string | undefined {
  const found = /^(\d\d)(\d\d)(\d{4})?$/.exec(digits);
  if (!found) return undefined;
  const [, one = "", other = "", year] = found;
  const [day, month] = reading.monthFirst ? [other, one] : [one, other];
  return dayIn(
    reading,
    Number(day),
    Number(month),
    year === undefined ? undefined : Number(year),
  );
}

/** The day that an utterance names: "tres de marzo", "March 3rd, 2026", "3/11", "ayer"; `undefined` when there is none in the range. */
export function heardDay(
  text: string,
  language: Language,
  reading: DayReading,
): string | undefined {
  const today = DateTime.fromISO(reading.today, { zone: "utc" });
  const pieces = readNumbers(withOrdinals(text, language), language);
  const words = pieces.flatMap((one) =>
    one.type === "word" ? [one.word] : [],
  );
  for (const word of words) {
    const days = nearDays[language][word];
    if (days !== undefined) return inRange(today.plus({ days }), reading);
  }
  const numbers = pieces.flatMap((one) =>
    one.type === "number" ? [one.value] : [],
  );
  const named = words.map((word) => months[language].indexOf(word) + 1);
  const month = named.find((one) => one > 0);
  if (month !== undefined) {
    const [day, ...year] = numbers;
    return day === undefined
      ? undefined
      : dayIn(reading, day, month, yearOf(year));
  }
  const [one, other, ...year] = numbers;
  if (one === undefined || other === undefined) return undefined;
  const [day, number] = reading.monthFirst ? [other, one] : [one, other];
  return dayIn(reading, day, number, yearOf(year));
}

/** "twenty twenty-six" is two numbers. */
function yearOf(numbers: readonly number[]): number | undefined {
  const [first, second] = numbers;
  return first !== undefined && second !== undefined && first < 100
    ? first * 100 + second
    : first;
}

function dayIn(
  reading: DayReading,
  day: number,
  month: number,
  year: number | undefined,
): string | undefined {
  const today = DateTime.fromISO(reading.today, { zone: "utc" });
  if (year !== undefined)
    return year < firstYear || year > lastYear
      ? undefined
      : inRange(DateTime.utc(year, month, day), reading);
  // The 29th of February may be years away.
  const step = reading.range === "past" ? -1 : 1;
  for (let away = 0; away <= 8; away += 1) {
    const found = DateTime.utc(today.year + away * step, month, day);
    const iso = inRange(found, reading);
    if (iso !== undefined) return iso;
  }
  return undefined;
}

function inRange(day: DateTime, reading: DayReading): string | undefined {
  if (!day.isValid) return undefined;
  const iso = day.toISODate() ?? "";
  const isThere =
    reading.range === "past" ? iso <= reading.today : iso >= reading.today;
  return isThere ? iso : undefined;
}

const locales = { es: "es", en: "en", pt: "pt-BR" } as const;

const months = {
  es: monthsOf("es"),
  en: monthsOf("en"),
  pt: monthsOf("pt"),
} as const satisfies Record<Language, unknown>;

function monthsOf(language: Language): string[] {
  return Info.months("long", { locale: locales[language] }).map((name) =>
    name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase(),
  );
}

/** The names of the months, for the recogniser. */
export function monthNames(language: Language): string[] {
  return Info.months("long", { locale: locales[language] });
}

const nearDays: Readonly<
  Record<Language, Readonly<Record<string, number | undefined>>>
> = {
  es: { hoy: 0, ayer: -1, anteayer: -2, antier: -2, manana: 1 },
  en: { today: 0, yesterday: -1, tomorrow: 1 },
  pt: { hoje: 0, ontem: -1, anteontem: -2, amanha: 1 },
};

// "primero de mayo", "March third", "3rd": the ordinals that days have.
function withOrdinals(text: string, language: Language): string {
  if (language !== "en")
    return text.replaceAll(/\bprimeir[oa]\b|\bprimer[oa]?\b/giu, "1");
  return text
    .replaceAll(/(\d+)(?:st|nd|rd|th)\b/giu, "$1")
    .replaceAll(/[a-z]+/giu, (word) => ordinals[word.toLowerCase()] ?? word);
}

// "twenty-third" is a number and its last word.
const ordinals: Readonly<Record<string, string | undefined>> =
  Object.fromEntries(
    [...Array.from({ length: 20 }, (_, index) => index + 1), 30].map(
      (value) => [toOrdinal(value), numberWords(value, "en")],
    ),
  );
