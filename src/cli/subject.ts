import { parsePhoneNumberFromString } from "libphonenumber-js/core";
import metadata from "libphonenumber-js/min/metadata";

/** Whom a command is about, or why nobody can be. */
export type Subject =
  | {
      /** A number (E.164), or an account. */
      readonly subject: string;
      /** Said where nothing is kept of it: it may be a number that was meant otherwise. */
      readonly unlessKept?: string;
    }
  | { readonly mistake: string };

/**
 * Reads a number with its country, as people write it, or an account as the billing system has it. A number without its country is nobody's: it
 * is taken for an account, and never guessed at. `home`: the line's own number, E.164, in whose country one may have been meant.
 */
export function readSubject(text: string, home: string): Subject {
  const given = text.trim().replace(/^tel:/iu, "");
  if (given === "")
    return {
      mistake: `Whom? Write a number with its country, such as ${home}, or an account as the billing system has it.`,
    };
  const number = given.replaceAll(/[\p{Z}\p{Pd}\s().\-/]/gu, "");
  if (number.startsWith("+"))
    return /^\+[1-9]\d{6,14}$/u.test(number)
      ? { subject: number }
      : {
          mistake: `"${given}" is no number: after the + stand the country and the number, 7 to 15 digits, such as ${home}.`,
        };
  if (!/^\d{7,}$/u.test(number)) return { subject: given };
  const meant = readingsOf(number, home);
  return {
    subject: given,
    unlessKept: `Nothing is kept of an account "${given}". If it is a number, write it with its country: ${meant.length > 0 ? meant.join(" or ") : home}.`,
  };
}

/** The numbers that these digits may be, in the line's country or with another's code before them. */
function readingsOf(digits: string, home: string): readonly string[] {
  const { country } = parsePhoneNumberFromString(home, metadata) ?? {};
  const here =
    country &&
    parsePhoneNumberFromString(digits, { defaultCountry: country }, metadata);
  const anywhere = parsePhoneNumberFromString(
    `+${digits.replace(/^00/u, "")}`,
    metadata,
  );
  return [
    ...new Set([
      ...(here?.isPossible() ? [here.number] : []),
      ...(anywhere?.isValid() ? [anywhere.number] : []),
    ]),
  ];
}
