import type { Charge } from "./events.js";
import {
  isDay,
  isMoney,
  spokenDate,
  spokenMoney,
  spokenSeconds,
  type Language,
} from "./speech/index.js";

/** A variable's greatest spoken length. */
export interface SpokenLimit {
  /** Seconds at 150 words a minute, in any language. */
  readonly seconds: number;
  /** For a text: characters at most. */
  readonly characters?: number;
  readonly why: string;
}

/** By the name of the variable. */
export type SpokenLimits = Readonly<Record<string, SpokenLimit>>;

/**
 * How long each variable takes at most to say; every bound that a flow promises counts with it. Longer names are refused with the
 * people file, longer texts are cut between words where they are spoken (`fitSpoken`), and a charge whose amount or day takes longer is
 * left to a person (`isSoonTold`).
 */
export const spokenLimits: SpokenLimits = {
  "director.name": { seconds: 2.4, characters: 40, why: "six words" },
  "director.title": { seconds: 2.4, characters: 40, why: "six words" },
  "director.number": { seconds: 9, characters: 16, why: "fifteen digits" },
  "person.name": { seconds: 2.4, characters: 40, why: "six words" },
  "deputy.name": { seconds: 2.4, characters: 40, why: "six words" },
  "last.name": { seconds: 2.4, characters: 40, why: "six words" },
  "adviser.name": { seconds: 2.4, characters: 40, why: "six words" },
  "owner.name": { seconds: 2.4, characters: 40, why: "six words" },
  "charge.label": { seconds: 3.2, characters: 80, why: "eight words" },
  "charge.amount": { seconds: 4.8, why: "twelve words" },
  total: { seconds: 8, why: "amounts under a million" },
  "charge.date": { seconds: 2.4, why: "a day within eleven months" },
  due: { seconds: 7.5, why: "a moment within eleven months" },
  reference: { seconds: 4.5, characters: 8, why: "eight digits" },
  "case.owner": { seconds: 2.4, characters: 40, why: "six words" },
  "promised.reference": { seconds: 4.5, characters: 8, why: "eight digits" },
  "case.reference": { seconds: 4.5, characters: 8, why: "eight digits" },
  "outcome.owner": { seconds: 2.4, characters: 40, why: "six words" },
  "outcome.words": { seconds: 8, characters: 140, why: "twenty words" },
  "caller.number": { seconds: 9, characters: 16, why: "fifteen digits" },
  waited: { seconds: 2.5, why: "told up to 999 seconds" },
  "hours.opens": { seconds: 7.5, why: "a moment within eleven months" },
  "hours.reason": { seconds: 10, characters: 160, why: "25 words" },
};

/** The longest wait that is told, in seconds. */
export const longestWaited = 999;

/** The text, cut between words where it would take longer to say than its variable may. */
export function fitSpoken(
  name: string,
  text: string,
  language: Language,
): string {
  const limit = spokenLimits[name];
  if (!limit) return text;
  // A number is hardly ever spoken twice, and soon cut.
  if (digitsAlone.test(text)) return fitWithin(limit, text, language);
  const key = `${language} ${name} ${text}`;
  const fitting = fitted.get(key) ?? fitWithin(limit, text, language);
  if (fitted.size > mostFitted) fitted.clear();
  fitted.set(key, fitting);
  return fitting;
}

const digitsAlone = /^[+\d]*$/;

/** The same names are spoken on each call: measured once. */
const fitted = new Map<string, string>();
const mostFitted = 1_000;

/** The text, cut between words where it would take longer to say than a limit has. */
export function fitWithin(
  limit: SpokenLimit,
  text: string,
  language: Language,
): string {
  let fitting = text.slice(0, limit.characters);
  // Digits are read one by one, so that their number is their length.
  if (digitsAlone.test(fitting)) return fitting;
  while (fitting !== "" && spokenSeconds(fitting, language) > limit.seconds) {
    const cut = fitting.trimEnd().lastIndexOf(" ");
    fitting = cut > 0 ? fitting.slice(0, cut) : fitting.slice(0, -1);
  }
  return fitting;
}

/** Whether a charge can be named within the seconds that its variables may take, in each of the languages. */
export function isSoonTold(
  charge: Charge,
  languages: readonly Language[],
  today: string | undefined,
): boolean {
  if (!isMoney(charge.amount) || !isDay(charge.date)) return false;
  const soon = (name: string, text: string, language: Language) =>
    spokenSeconds(text, language) <= (spokenLimits[name]?.seconds ?? Infinity);
  return languages.every(
    (language) =>
      soon("charge.amount", spokenMoney(charge.amount, language), language) &&
      soon(
        "charge.date",
        spokenDate(charge.date, language, {
          ...(today !== undefined && { reference: today }),
        }),
        language,
      ),
  );
}
