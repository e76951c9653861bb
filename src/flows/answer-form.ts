/**
 * What a question takes for an answer, by key and by voice: digits, an amount, a day. The form is part of the chart, so that the machine
 * reads answers by it, the carrier is told how many keys to wait for, and the proof knows how long that can take.
 */
import { DateTime } from "luxon";
import type { CallEvent } from "./events.js";
import {
  heardDay,
  heardDigits,
  heardMoney,
  languages,
  minorUnits,
  monthNames,
  numberWords,
  pressedDay,
  readPhone,
  spokenDigits,
  spokenMoney,
  spokenSeconds,
  type DayRange,
  type DayReading,
  type Language,
  type Money,
  type VariableType,
} from "./speech/index.js";
import type { SpokenLimit } from "./spoken-limits.js";

export type AnswerForm =
  /** A telephone number, as one keys it in where the line is, or with its country. */
  | { readonly type: "phone" }
  /** So many digits, at least and at most. */
  | { readonly type: "digits"; readonly from: number; readonly to: number }
  | {
      readonly type: "amount";
      readonly currency: string;
      /** In whole units: dollars, not cents. */
      readonly most: number;
      /** The last keys are cents; otherwise the keys are whole units. */
      readonly cents: boolean;
    }
  | {
      readonly type: "date";
      readonly range: DayRange;
      /** The keys are eight, with the year. */
      readonly year: boolean;
      readonly timeZone: string;
      /** The languages whose callers name the month first. */
      readonly monthFirst: readonly Language[];
    };

/** Digits as text, a telephone number as E.164, an amount, or a day as `YYYY-MM-DD`; `true` and `false` for yes and no. */
export type AnswerValue = string | Money | boolean;

/** Keys that end an answer early, where the number of keys does not. */
export const finishingKey = "#";

/** The longest number there is (ITU-T E.164), which no country has with all of what is dialled for abroad. */
const phoneKeys = 16;
const samplePhone = "12025550143";
const phoneLimit = { seconds: 9, characters: 16, why: "fifteen digits" };

/** How many keys make an answer at most. */
export function mostKeys(form: AnswerForm): number {
  switch (form.type) {
    case "phone":
      return phoneKeys;
    case "digits":
      return form.to;
    case "amount":
      return (
        String(form.most).length + (form.cents ? minorUnits(form.currency) : 0)
      );
    case "date":
      return form.year ? 8 : 4;
  }
}

/** The answer in what a caller pressed or said; `undefined` where it is none. `line`: the number that was called, whose country numbers are of. */
export function readAnswer(
  form: AnswerForm,
  event: CallEvent,
  language: Language,
  line = "",
): AnswerValue | undefined {
  if (event.type !== "digits" && event.type !== "speech") return undefined;
  const pressed = event.type === "digits" ? event.digits : undefined;
  if (pressed !== undefined && !/^\d+$/.test(pressed)) return undefined;
  const said = event.type === "speech" ? event.text : "";
  switch (form.type) {
    case "phone":
      return readPhone(pressed ?? heardDigits(said, language), line);
    case "digits": {
      const digits = pressed ?? heardDigits(said, language);
      return digits.length >= form.from && digits.length <= form.to
        ? digits
        : undefined;
    }
    case "amount": {
      const { currency, most, cents } = form;
      const scale = 10 ** minorUnits(currency);
      const money =
        pressed === undefined
          ? heardMoney(said, language, currency)
          : { amount: Number(pressed) * (cents ? 1 : scale), currency };
      return money && money.amount > 0 && money.amount <= most * scale
        ? money
        : undefined;
    }
    case "date": {
      const reading = readingOf(form, event.at, language);
      return pressed === undefined
        ? heardDay(said, language, reading)
        : pressedDay(pressed, reading);
    }
  }
}

/** An answer as keys and as words, for looking at what follows one. */
export function sampleReply(
  form: AnswerForm,
  at: number,
  language: Language,
): { readonly pressed: string; readonly said: string } {
  switch (form.type) {
    // Of its country, wherever the line is.
    case "phone":
      return { pressed: samplePhone, said: samplePhone };
    case "digits": {
      const digits = "1".repeat(form.from);
      return { pressed: digits, said: digits };
    }
    case "amount":
      return { pressed: "1", said: "1" };
    case "date": {
      const { monthFirst, today } = readingOf(form, at, language);
      const [year = "", month = "", day = ""] = today.split("-");
      const parts = monthFirst ? [month, day] : [day, month];
      return {
        pressed: `${parts.join("")}${form.year ? year : ""}`,
        said: parts.join("/"),
      };
    }
  }
}

/** What the recogniser is told to listen for. */
export function answerHints(form: AnswerForm, language: Language): string[] {
  const digits = Array.from({ length: 10 }, (_, digit) =>
    numberWords(digit, language),
  );
  switch (form.type) {
    case "phone":
    case "digits":
      return digits;
    case "amount":
      return [
        spokenMoney({ amount: 210, currency: form.currency }, language),
        spokenMoney({ amount: 15_000, currency: form.currency }, language),
        ...digits,
      ];
    case "date":
      return monthNames(language);
  }
}

/** What the answer is as a value of the call. */
export function answerType(form: AnswerForm): VariableType {
  switch (form.type) {
    case "phone":
    case "digits":
      return "digits";
    case "amount":
      return "money";
    case "date":
      return "date";
  }
}

/** How long the answer takes at most to say, in any language; `readAnswer` takes none that is longer. */
export function answerLimit(form: AnswerForm): SpokenLimit {
  switch (form.type) {
    case "phone":
      return phoneLimit;
    case "digits":
      return {
        seconds: longest(() => [spokenDigits("7".repeat(form.to))]),
        characters: form.to,
        why: `${form.to} digits`,
      };
    case "amount": {
      const { currency } = form;
      const places = mostKeys({ ...form, cents: true });
      return {
        // The longest names of digits there are, in all places.
        seconds: longest((language) =>
          ["4", "7", "9"].map((digit) =>
            spokenMoney(
              { amount: Number(digit.repeat(places)), currency },
              language,
            ),
          ),
        ),
        why: `amounts up to ${form.most} ${currency}`,
      };
    }
    case "date":
      return { seconds: 7.5, why: "a day with its year" };
  }
}

function longest(texts: (language: Language) => readonly string[]): number {
  const seconds = languages.flatMap((language) =>
    texts(language).map((text) => spokenSeconds(text, language)),
  );
  return Math.ceil(Math.max(...seconds) * 10) / 10;
}

function readingOf(
  { range, timeZone, monthFirst }: Extract<AnswerForm, { type: "date" }>,
  at: number,
  language: Language,
): DayReading {
  const today = DateTime.fromMillis(at, { zone: timeZone }).toISODate() ?? "";
  return { today, range, monthFirst: monthFirst.includes(language) };
}
