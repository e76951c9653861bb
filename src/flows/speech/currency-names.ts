import type { Language } from "./language.js";

export interface CurrencyName {
  readonly one: string;
  readonly many: string;
  readonly feminine: boolean;
}

export interface CurrencyNames {
  readonly major: CurrencyName;
  readonly minor: CurrencyName;
}

/**
 * What a currency and its hundredth are called. The catalogue has the currencies of the Americas and the large ones of Europe
 * by the name people use at home ("pesos", not "pesos colombianos"); any other takes its name from Intl, in the number
 * that goes with `count`, and "céntimos" or "milésimas" for its parts.
 */
export function currencyNames(
  currency: string,
  language: Language,
  count: number,
  decimals: number,
): CurrencyNames {
  const known = catalogue[language][currency];
  if (known === undefined)
    return namesFromIntl(currency, language, count, decimals);
  const [major = "", minor = ""] = known.split(", ");
  return { major: parseName(major), minor: parseName(minor) };
}

// "one/many", with "f:" before a feminine one.
function parseName(entry: string): CurrencyName {
  const feminine = entry.startsWith("f:");
  const [one = "", many = one] = entry.replace("f:", "").split("/");
  return { one, many, feminine };
}

function namesFromIntl(
  currency: string,
  language: Language,
  count: number,
  decimals: number,
): CurrencyNames {
  const format = new Intl.NumberFormat(intlTag[language], {
    style: "currency",
    currency,
    currencyDisplay: "name",
    maximumFractionDigits: 0,
  });
  const found = format
    .formatToParts(count)
    .find(({ type }) => type === "currency")?.value;
  const name = plainName(found ?? currency, language);
  return {
    major: {
      one: name,
      many: name,
      // corona, libra, lira, rupia, coroa: the gender of a name that is not in the catalogue shows in its first word.
      feminine:
        language !== "en" && /^(?:\p{L}+as?|unidade?s?)(?:\s|$)/iu.test(name),
    },
    minor: parseName(fraction[language][decimals] ?? ""),
  };
}

const intlTag = { es: "es", en: "en", pt: "pt-BR" } as const;

// Brazil's Intl writes "Coroas suecas", as a title.
function plainName(name: string, language: Language): string {
  const isCode = /^[A-Z]{3}$/.test(name);
  return language === "en" || isCode
    ? name
    : name.toLocaleLowerCase(intlTag[language]);
}

// The part of a currency whose own word for it is not in the catalogue, by the number of decimals.
const fraction: Readonly<
  Record<Language, Readonly<Record<number, string | undefined>>>
> = {
  es: {
    2: "céntimo/céntimos",
    3: "f:milésima/milésimas",
    4: "f:diezmilésima/diezmilésimas",
  },
  en: {
    2: "hundredth/hundredths",
    3: "thousandth/thousandths",
    4: "ten-thousandth/ten-thousandths",
  },
  pt: {
    2: "centésimo/centésimos",
    3: "milésimo/milésimos",
    4: "décimo de milésimo/décimos de milésimo",
  },
};

const catalogue: Readonly<
  Record<Language, Readonly<Record<string, string | undefined>>>
> = {
  es: {
    USD: "dólar/dólares, centavo/centavos",
    CAD: "dólar canadiense/dólares canadienses, centavo/centavos",
    MXN: "peso/pesos, centavo/centavos",
    COP: "peso/pesos, centavo/centavos",
    ARS: "peso/pesos, centavo/centavos",
    CLP: "peso/pesos, centavo/centavos",
    UYU: "peso/pesos, centésimo/centésimos",
    DOP: "peso/pesos, centavo/centavos",
    CUP: "peso/pesos, centavo/centavos",
    PEN: "sol/soles, céntimo/céntimos",
    BRL: "real/reales, centavo/centavos",
    BOB: "boliviano/bolivianos, centavo/centavos",
    PYG: "guaraní/guaraníes, céntimo/céntimos",
    CRC: "colón/colones, céntimo/céntimos",
    GTQ: "quetzal/quetzales, centavo/centavos",
    HNL: "lempira/lempiras, centavo/centavos",
    NIO: "córdoba/córdobas, centavo/centavos",
    PAB: "balboa/balboas, centésimo/centésimos",
    VES: "bolívar/bolívares, céntimo/céntimos",
    EUR: "euro/euros, céntimo/céntimos",
    GBP: "f:libra/libras, penique/peniques",
    CHF: "franco suizo/francos suizos, céntimo/céntimos",
    JPY: "yen/yenes",
    KWD: "dinar kuwaití/dinares kuwaitíes, fils/fils",
  },
  en: {
    USD: "dollar/dollars, cent/cents",
    CAD: "Canadian dollar/Canadian dollars, cent/cents",
    MXN: "peso/pesos, centavo/centavos",
    COP: "peso/pesos, centavo/centavos",
    ARS: "peso/pesos, centavo/centavos",
    CLP: "peso/pesos, centavo/centavos",
    UYU: "peso/pesos, centésimo/centésimos",
    DOP: "peso/pesos, centavo/centavos",
    CUP: "peso/pesos, centavo/centavos",
    PEN: "sol/soles, céntimo/céntimos",
    BRL: "real/reais, centavo/centavos",
    BOB: "boliviano/bolivianos, centavo/centavos",
    PYG: "guarani/guaranis, céntimo/céntimos",
    CRC: "colón/colones, céntimo/céntimos",
    GTQ: "quetzal/quetzals, centavo/centavos",
    HNL: "lempira/lempiras, centavo/centavos",
    NIO: "córdoba/córdobas, centavo/centavos",
    PAB: "balboa/balboas, centésimo/centésimos",
    VES: "bolívar/bolívars, céntimo/céntimos",
    EUR: "euro/euros, cent/cents",
    GBP: "pound/pounds, penny/pence",
    CHF: "Swiss franc/Swiss francs, rappen/rappen",
    JPY: "yen/yen",
    KWD: "Kuwaiti dinar/Kuwaiti dinars, fils/fils",
  },
  pt: {
    USD: "dólar/dólares, centavo/centavos",
    CAD: "dólar canadense/dólares canadenses, centavo/centavos",
    MXN: "peso/pesos, centavo/centavos",
    COP: "peso/pesos, centavo/centavos",
    ARS: "peso/pesos, centavo/centavos",
    CLP: "peso/pesos, centavo/centavos",
    UYU: "peso/pesos, centésimo/centésimos",
    DOP: "peso/pesos, centavo/centavos",
    CUP: "peso/pesos, centavo/centavos",
    PEN: "sol/sóis, cêntimo/cêntimos",
    BRL: "real/reais, centavo/centavos",
    BOB: "boliviano/bolivianos, centavo/centavos",
    PYG: "guarani/guaranis, cêntimo/cêntimos",
    CRC: "colón/colóns, cêntimo/cêntimos",
    GTQ: "quetzal/quetzais, centavo/centavos",
    HNL: "f:lempira/lempiras, centavo/centavos",
    NIO: "córdoba/córdobas, centavo/centavos",
    PAB: "balboa/balboas, centésimo/centésimos",
    VES: "bolívar/bolívares, cêntimo/cêntimos",
    EUR: "euro/euros, centavo/centavos",
    GBP: "f:libra/libras, penny/pence",
    CHF: "franco suíço/francos suíços, cêntimo/cêntimos",
    JPY: "iene/ienes",
    KWD: "dinar do Kuwait/dinares do Kuwait, fils/fils",
  },
};
