import type { Language } from "./language.js";

/** The carrier speaks 3,000 characters at most with a Polly voice (Twilio, `<Say>`, warning 13521). */
const mostSpoken = 3000;

/** What there is to do, but for composing letters; most sentences need nothing. */
const unclean = /[&<>\p{C}]|(?! )\p{Z}| {2}|^ | $/u;

/**
 * Text that can be spoken and put into any XML: no control or unassigned characters, lone surrogates or markup; "&" becomes the
 * word for it; white space is folded; at most 3,000 characters, cut between words.
 */
export function cleanSpeech(text: string, language: Language): string {
  const composed = text.normalize("NFC");
  if (composed.length <= mostSpoken && !unclean.test(text)) return composed;
  const and = { es: " y ", en: " and ", pt: " e " }[language];
  const clean = text
    .replaceAll(/&(?:amp;)?/g, and)
    .replaceAll(/[<>\p{Cc}\p{Z}]/gu, " ")
    .replaceAll(/\p{C}/gu, "")
    .normalize("NFC")
    .replaceAll(/ +/g, " ")
    .trim();
  if (clean.length <= mostSpoken) return clean;
  const cut = clean.lastIndexOf(" ", mostSpoken);
  return cut > 0
    ? clean.slice(0, cut)
    : clean.slice(0, mostSpoken).replace(/[\uD800-\uDBFF]$/, "");
}
