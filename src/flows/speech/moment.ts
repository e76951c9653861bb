import { DateTime } from "luxon";
import type { Language } from "./language.js";
import { numberWords } from "./number-words.js";
import { spokenHour } from "./spoken-hour.js";

/** From when and from where a moment is told; the machines get it with the event. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA time zone of the person who listens, `America/Bogota`. */
  readonly zone: string;
}

/**
 * A calendar day (`2026-03-03`): "3 de marzo", "March 3rd", "3 de março". The year is said when asked for, or when the day is
 * more than 11 months from `reference` (also `YYYY-MM-DD`). RangeError when it is no day of the calendar.
 */
export function spokenDate(
  isoDate: string,
  language: Language,
  options: { readonly year?: boolean; readonly reference?: string } = {},
): string {
  const day = readDay(isoDate);
  const reference =
    options.reference === undefined ? undefined : readDay(options.reference);
  const year =
    options.year ?? (reference !== undefined && isFar(day, reference));
  return dayWords(day, language, year);
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    DateTime.fromISO(text, { zone: "utc" }).isValid
  );
}

/**
 * A moment (epoch ms) as told to somebody in `zone` at `now`: "mañana martes a las nueve de la mañana". Seconds are dropped, so
 * that what is promised is never later than what was meant. RangeError for an unknown zone or no moment.
 */
export function spokenMoment(
  at: number,
  { now, zone, language }: Clock & { readonly language: Language },
): string {
  const moment = readMoment(at, zone);
  const today = readMoment(now, zone);
  const days = Math.round(civilDay(moment).diff(civilDay(today), "days").days);
  const weekday = moment.setLocale(locales[language]).toFormat("cccc");
  const hour = spokenHour(moment.hour, moment.minute, language);
  const near = nearDay(days, weekday, language);
  if (near !== undefined) return `${near} ${hour}`;
  const date = dayWords(moment, language, isFar(moment, today));
  switch (language) {
    case "es":
      return `el ${weekday} ${date} ${hour}`;
    case "en":
      return `on ${weekday}, ${date}, ${hour}`;
    case "pt":
      return `${weekday.endsWith("feira") ? "na" : "no"} ${weekday}, ${date}, ${hour}`;
    default:
      return language satisfies never;
  }
}

/** A length of time in seconds, rounded up as one tells a wait: "menos de un minuto", "unos tres minutos", "about an hour". */
export function spokenDuration(seconds: number, language: Language): string {
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new RangeError(
      `A length of time is zero or more seconds; ${seconds} is not.`,
    );
  }
  const words = durationWords[language];
  if (seconds < 60) return seconds <= 45 ? words.moment : words.minute;
  const exact = Math.ceil(seconds / 60);
  if (exact === 1) return words.minute;
  const minutes = exact <= 10 ? exact : Math.ceil(exact / 5) * 5;
  if (minutes < 60)
    return words.minutes(numberWords(minutes, language, "masculine"));
  const halves = Math.ceil(minutes / 30);
  const hours = Math.floor(halves / 2);
  return words.hours(
    hours === 1 ? "" : numberWords(hours, language, "feminine"),
    halves % 2 === 1,
  );
}

const locales = { es: "es", en: "en", pt: "pt-BR" } as const;

const durationWords = {
  es: {
    moment: "menos de un minuto",
    minute: "alrededor de un minuto",
    minutes: (count: string) => `unos ${count} minutos`,
    hours: (count: string, half: boolean) =>
      `${count ? `unas ${count} horas` : "alrededor de una hora"}${half ? " y media" : ""}`,
  },
  en: {
    moment: "less than a minute",
    minute: "about a minute",
    minutes: (count: string) => `about ${count} minutes`,
    hours: (count: string, half: boolean) =>
      count
        ? `about ${count}${half ? " and a half" : ""} hours`
        : `about an hour${half ? " and a half" : ""}`,
  },
  pt: {
    moment: "menos de um minuto",
    minute: "cerca de um minuto",
    minutes: (count: string) => `cerca de ${count} minutos`,
    hours: (count: string, half: boolean) =>
      `cerca de ${count ? `${count} horas` : "uma hora"}${half ? " e meia" : ""}`,
  },
} as const satisfies Record<Language, unknown>;

function nearDay(
  days: number,
  weekday: string,
  language: Language,
): string | undefined {
  switch (days) {
    case 0:
      return { es: "hoy", en: "today", pt: "hoje" }[language];
    case 1:
      return {
        es: `mañana ${weekday}`,
        en: `tomorrow, ${weekday},`,
        pt: `amanhã, ${weekday},`,
      }[language];
    case -1:
      return {
        es: `ayer ${weekday}`,
        en: `yesterday, ${weekday},`,
        pt: `ontem, ${weekday},`,
      }[language];
    default:
      return undefined;
  }
}

// Speech engines read a bare number well in a date, but for the first of the month, and English wants the ordinal written.
function dayWords(day: DateTime, language: Language, year: boolean): string {
  const month = day.setLocale(locales[language]).toFormat("LLLL");
  switch (language) {
    case "es":
      return `${day.day === 1 ? "primero" : day.day} de ${month}${year ? ` de ${day.year}` : ""}`;
    case "en":
      return `${month} ${day.day}${ordinalEnding(day.day)}${year ? `, ${day.year}` : ""}`;
    case "pt":
      return `${day.day === 1 ? "primeiro" : day.day} de ${month}${year ? ` de ${day.year}` : ""}`;
    default:
      return language satisfies never;
  }
}

function ordinalEnding(day: number): string {
  if (day >= 11 && day <= 13) return "th";
  return ["th", "st", "nd", "rd"][day % 10] ?? "th";
}

function isFar(day: DateTime, reference: DateTime): boolean {
  return (
    civilDay(day) > civilDay(reference).plus({ months: 11 }) ||
    civilDay(day) < civilDay(reference).minus({ months: 11 })
  );
}

// Days are counted in UTC: in the zone itself one day in spring has 23 hours.
function civilDay({ year, month, day }: DateTime): DateTime {
  return DateTime.utc(year, month, day);
}

function readDay(isoDate: string): DateTime {
  if (!isDay(isoDate)) {
    throw new RangeError(
      `A day is written year-month-day, such as "2026-03-03"; "${isoDate}" is no day of the calendar.`,
    );
  }
  return DateTime.fromISO(isoDate, { zone: "utc" });
}

function readMoment(at: number, zone: string): DateTime {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) {
    throw new RangeError(`A moment is epoch milliseconds; ${at} is not.`);
  }
  const moment = DateTime.fromMillis(at, { zone });
  if (!moment.isValid) {
    throw new RangeError(
      `A time zone is an IANA name, such as "America/Bogota"; "${zone}" is not known.`,
    );
  }
  return moment;
}
