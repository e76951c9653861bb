import { toCardinal as toEnglish } from "n2words/en-US";
import { toCardinal as toSpanish } from "n2words/es-ES";
import { toCardinal as toPortuguese } from "n2words/pt-PT";
import type { Language } from "./language.js";

/** "counting" is a bare number (uno); the others agree with the noun that follows (un dólar, una libra). */
export type NumberForm = "counting" | "masculine" | "feminine";

/**
 * The words of an integer from 0 to Number.MAX_SAFE_INTEGER: Spanish by the long scale (mil millones),
 * English and Brazilian Portuguese by the short one. Throws a RangeError for anything else.
 */
export function numberWords(
  value: number,
  language: Language,
  form: NumberForm = "counting",
): string {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(
      `A number to be spoken is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}; ${value} is not. Round it first.`,
    );
  }
  switch (language) {
    case "es":
      return spanish(value, form);
    case "en":
      return toEnglish(value);
    case "pt":
      return brazilian(value, form);
    default:
      return language satisfies never;
  }
}

// n2words is right below a thousand but for one accent and one gender; above, it says "veintiuno mil" and
// "mil millones un millón", so the groups are put together here.
function spanish(value: number, form: NumberForm): string {
  const parts: string[] = [];
  for (const [size, one, many] of [
    [1e12, "billón", "billones"],
    [1e6, "millón", "millones"],
  ] as const) {
    const count = Math.floor(value / size) % 1e6;
    if (count > 0) {
      parts.push(
        `${spanishBelowMillion(count, "masculine")} ${count === 1 ? one : many}`,
      );
    }
  }
  const rest = value % 1e6;
  if (rest > 0 || parts.length === 0)
    parts.push(spanishBelowMillion(rest, form));
  return parts.join(" ");
}

function spanishBelowMillion(value: number, form: NumberForm): string {
  const thousands = Math.floor(value / 1000);
  const rest = value % 1000;
  const parts: string[] = [];
  if (thousands > 1) {
    parts.push(
      spanishBelowThousand(thousands, form === "counting" ? "masculine" : form),
    );
  }
  if (thousands > 0) parts.push("mil");
  if (rest > 0 || thousands === 0) parts.push(spanishBelowThousand(rest, form));
  return parts.join(" ");
}

function spanishBelowThousand(value: number, form: NumberForm): string {
  const gender = form === "feminine" ? "feminine" : "masculine";
  const words = toSpanish(value, { gender })
    .replace("dieciseis", "dieciséis")
    .replace(/^cienta /u, "ciento ");
  if (form !== "masculine") return words;
  return words.replace(/veintiuno$/u, "veintiún").replace(/uno$/u, "un");
}

const brazilianScales = [
  [1e15, "quatrilhão", "quatrilhões"],
  [1e12, "trilhão", "trilhões"],
  [1e9, "bilhão", "bilhões"],
  [1e6, "milhão", "milhões"],
  [1e3, "mil", "mil"],
] as const;

// n2words speaks the Portuguese of Portugal (dezasseis, mil milhões) and knows no gender.
function brazilian(value: number, form: NumberForm): string {
  const parts: string[] = [];
  let last = value % 1000;
  if (last > 0 || value === 0) parts.push(brazilianBelowThousand(last, form));
  for (const [size, one, many] of brazilianScales.toReversed()) {
    const count = Math.floor(value / size) % 1000;
    if (count === 0) continue;
    if (parts.length === 0) last = count;
    const spoken = brazilianBelowThousand(
      count,
      size === 1e3 ? form : "masculine",
    );
    if (size === 1e3 && count === 1) parts.unshift("mil");
    else parts.unshift(`${spoken} ${count === 1 ? one : many}`);
  }
  // "mil e cem", "um milhão e quinhentos mil", but "mil duzentos e trinta".
  const linked = last < 100 || last % 100 === 0;
  const final = parts.pop() ?? "";
  if (parts.length === 0) return final;
  return `${parts.join(" ")}${linked ? " e " : " "}${final}`;
}

function brazilianBelowThousand(value: number, form: NumberForm): string {
  const words = toPortuguese(value)
    .replace("dezasseis", "dezesseis")
    .replace("dezassete", "dezessete")
    .replace("dezanove", "dezenove");
  if (form !== "feminine") return words;
  return words
    .replace(/um$/u, "uma")
    .replace(/dois$/u, "duas")
    .replace(/entos(?=$| )/u, "entas");
}
