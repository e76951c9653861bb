import { parsePhoneNumberFromString } from "libphonenumber-js/core";
import metadata from "libphonenumber-js/min/metadata";
import type { Language } from "./language.js";

/**
 * Digits and letters to be written down, one by one: "4829" → "4, 8, 2, 9". Five and more come in even groups of up to four,
 * "4829156" → "4 8 2, 9 1 5 6": about four items are held in mind at once (Cowan 2001, "The magical number 4"), lists are
 * recalled best in threes (Wickelgren 1964), and a pause is heard as a group only where the digits inside have none. Digits
 * stand apart because a run of them is read as one number (Twilio, `<Say>`). Everything else is dropped.
 */
export function spokenDigits(text: string): string {
  const signs = text.match(/[\p{L}\p{Nd}]/gu) ?? [];
  if (signs.length <= mostInGroup) return signs.join(", ");
  return inGroups(signs)
    .map((group) => group.join(" "))
    .join(", ");
}

/**
 * A telephone number, digit by digit in the groups its country writes it in. A number of the country of `home` (where it is
 * heard, E.164) is told without the country's code, any other with it: "más 5 2, 5 5, 1 2 3 4, 5 6 7 8".
 */
export function spokenPhone(
  e164: string,
  language: Language,
  home = "",
): string {
  const phone = parsePhoneNumberFromString(e164, metadata);
  // What the library mends (a trunk zero too many) would not be the number we were given.
  if (phone?.number !== e164) return spokenDigits(e164);
  const isHere =
    parsePhoneNumberFromString(home, metadata)?.countryCallingCode ===
    phone.countryCallingCode;
  const written = isHere ? phone.formatNational() : phone.formatInternational();
  const groups = written.match(/\d+/g) ?? [];
  const spoken = groups
    .flatMap((group) => inGroups(Array.from(group)))
    .map((group) => group.join(" "))
    .join(", ");
  if (isHere) return spoken;
  return `${{ es: "más", en: "plus", pt: "mais" }[language]} ${spoken}`;
}

/**
 * The number that these digits are, E.164, as one dials them in the country of `home` (E.164): its own with or without its code, another
 * country's after what is dialled for abroad or with nothing before it. `undefined`: no such number can be given to anybody.
 */
export function readPhone(digits: string, home = ""): string | undefined {
  const country = parsePhoneNumberFromString(home, metadata)?.country;
  const here = country && parsePhoneNumberFromString(digits, country, metadata);
  if (here?.isValid()) return here.number;
  const abroad = digits.replace(/^00/, "");
  const there = parsePhoneNumberFromString(`+${abroad}`, metadata);
  return there?.isValid() ? there.number : undefined;
}

const mostInGroup = 4;

// As few groups as there can be and as even as they get, the shorter ones first: 7 is 3 and 4.
function inGroups(signs: readonly string[]): string[][] {
  const count = Math.ceil(signs.length / mostInGroup);
  return Array.from({ length: count }, (_, group) =>
    signs.slice(
      Math.floor((group * signs.length) / count),
      Math.floor(((group + 1) * signs.length) / count),
    ),
  );
}
