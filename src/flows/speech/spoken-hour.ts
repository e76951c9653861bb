import type { Language } from "./language.js";
import { numberWords } from "./number-words.js";

/** A time of day as a person says it, with its preposition: "a las diez y cuarto de la mañana", "at half past ten …". */
export function spokenHour(
  hour: number,
  minute: number,
  language: Language,
): string {
  switch (language) {
    case "es":
      return spanish(hour, minute);
    case "en":
      return english(hour, minute);
    case "pt":
      return portuguese(hour, minute);
    default:
      return language satisfies never;
  }
}

// "a las doce de la noche" would leave open which of two midnights is meant, so the hour zero is said as such.
function spanish(hour: number, minute: number): string {
  if (hour === 0 && minute === 0) return "a las cero horas";
  const twelve = hour % 12 || 12;
  const words = numberWords(twelve, "es", "feminine");
  const at = twelve === 1 ? "a la" : "a las";
  return `${at} ${words}${spanishMinutes(minute)} ${spanishPart(hour)}`;
}

function spanishMinutes(minute: number): string {
  if (minute === 0) return "";
  if (minute === 15) return " y cuarto";
  if (minute === 30) return " y media";
  // "menos cuarto" and "un cuarto para las" each belong to one side of the ocean.
  return minute === 1 ? " y un minuto" : ` y ${numberWords(minute, "es")}`;
}

function spanishPart(hour: number): string {
  if (hour < 6) return "de la madrugada";
  if (hour < 12) return "de la mañana";
  if (hour === 12) return "del mediodía";
  return hour < 20 ? "de la tarde" : "de la noche";
}

function english(hour: number, minute: number): string {
  if (hour === 0 && minute === 0) return "at midnight, at the start of the day";
  if (hour === 12 && minute === 0) return "at noon";
  const part =
    hour < 12
      ? "in the morning"
      : hour < 18
        ? "in the afternoon"
        : hour < 21
          ? "in the evening"
          : "at night";
  return `at ${englishTime(hour, minute)} ${part}`;
}

function englishTime(hour: number, minute: number): string {
  const words = numberWords(hour % 12 || 12, "en");
  if (minute === 0) return words;
  if (minute === 15) return `a quarter past ${words}`;
  if (minute === 30) return `half past ${words}`;
  return `${words} ${minute < 10 ? "oh " : ""}${numberWords(minute, "en")}`;
}

function portuguese(hour: number, minute: number): string {
  if (hour === 12) return `ao meio-dia${portugueseMinutes(minute)}`;
  if (hour === 0) return `à zero hora${portugueseMinutes(minute)}`;
  const twelve = hour % 12;
  const words = numberWords(twelve, "pt", "feminine");
  const at = twelve === 1 ? "à" : "às";
  const part =
    hour < 6
      ? "da madrugada"
      : hour < 12
        ? "da manhã"
        : hour < 18
          ? "da tarde"
          : "da noite";
  return `${at} ${words}${portugueseMinutes(minute)} ${part}`;
}

function portugueseMinutes(minute: number): string {
  if (minute === 0) return "";
  if (minute === 30) return " e meia";
  return minute === 1 ? " e um minuto" : ` e ${numberWords(minute, "pt")}`;
}
