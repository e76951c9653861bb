import * as fc from "fast-check";
import {
  addMoney,
  compareMoney,
  isMoney,
  minorUnits,
  spokenMoney,
} from "../../../src/flows/speech/money.js";
import { writtenMoney } from "../../../src/flows/speech/written.js";

describe("spokenMoney in Spanish", () => {
  it.each([
    [210, "USD", "dos dólares con diez centavos"],
    [100, "USD", "un dólar"],
    [101, "USD", "un dólar con un centavo"],
    [4000, "USD", "cuarenta dólares"],
    [0, "USD", "cero dólares"],
    [-0, "USD", "cero dólares"],
    [10, "USD", "diez centavos"],
    [-10, "USD", "menos diez centavos"],
    [-210, "USD", "menos dos dólares con diez centavos"],
    [2100, "USD", "veintiún dólares"],
    [31, "USD", "treinta y un centavos"],
    [3131, "USD", "treinta y un dólares con treinta y un centavos"],
    [1616, "USD", "dieciséis dólares con dieciséis centavos"],
    [10100, "USD", "ciento un dólares"],
    [10000, "USD", "cien dólares"],
    [2100, "GBP", "veintiuna libras"],
    [100, "GBP", "una libra"],
    [20000, "GBP", "doscientas libras"],
    [10101, "GBP", "ciento una libras con un penique"],
    [2_100_000, "GBP", "veintiuna mil libras"],
    [100_000_000, "COP", "un millón de pesos"],
    [200_000_000, "MXN", "dos millones de pesos"],
    [100_000_100, "COP", "un millón un pesos"],
    [150_000_000, "COP", "un millón quinientos mil pesos"],
    [2_100_000, "MXN", "veintiún mil pesos"],
    [3_100_000_000, "ARS", "treinta y un millones de pesos"],
    [100_100_000_000, "ARS", "mil un millones de pesos"],
    [100_000_000_000, "ARS", "mil millones de pesos"],
    [1, "CLP", "un peso"],
    [21, "CLP", "veintiún pesos"],
    [1990, "CLP", "mil novecientos noventa pesos"],
    [1_000_000, "PYG", "un millón de guaraníes"],
    [500, "JPY", "quinientos yenes"],
    [1500, "KWD", "un dinar kuwaití con quinientos fils"],
    [21_001, "KWD", "veintiún dinares kuwaitíes con un fils"],
    [150, "EUR", "un euro con cincuenta céntimos"],
    [150, "PEN", "un sol con cincuenta céntimos"],
    [250, "BRL", "dos reales con cincuenta centavos"],
    [150, "UYU", "un peso con cincuenta centésimos"],
    [200, "CRC", "dos colones"],
    [2100, "SEK", "veintiuna coronas suecas"],
    [150, "SEK", "una corona sueca con cincuenta céntimos"],
    [1_002, "BHD", "un dinar bareiní con dos milésimas"],
    [150, "XYZ", "un XYZ con cincuenta céntimos"],
    [10_001, "CLF", "una unidad de fomento chilena con una diezmilésima"],
  ])("says %d %s as %s", (amount, currency, spoken) => {
    expect(spokenMoney({ amount, currency }, "es")).toBe(spoken);
  });
});

describe("spokenMoney in English", () => {
  it.each([
    [210, "USD", "two dollars and ten cents"],
    [100, "USD", "one dollar"],
    [101, "USD", "one dollar and one cent"],
    [4000, "USD", "forty dollars"],
    [0, "EUR", "zero euros"],
    [1, "USD", "one cent"],
    [-199, "USD", "minus one dollar and ninety-nine cents"],
    [2100, "USD", "twenty-one dollars"],
    [
      123_456,
      "USD",
      "one thousand two hundred thirty-four dollars and fifty-six cents",
    ],
    [100_000_000, "COP", "one million pesos"],
    [101, "GBP", "one pound and one penny"],
    [202, "GBP", "two pounds and two pence"],
    [1, "JPY", "one yen"],
    [500, "JPY", "five hundred yen"],
    [12_345, "KWD", "twelve Kuwaiti dinars and three hundred forty-five fils"],
    [250, "BRL", "two reais and fifty centavos"],
    [100, "CAD", "one Canadian dollar"],
    [250, "SEK", "two Swedish kronor and fifty hundredths"],
    [1001, "BHD", "one Bahraini dinar and one thousandth"],
  ])("says %d %s as %s", (amount, currency, spoken) => {
    expect(spokenMoney({ amount, currency }, "en")).toBe(spoken);
  });
});

describe("spokenMoney in Portuguese", () => {
  it.each([
    [210, "USD", "dois dólares e dez centavos"],
    [100, "BRL", "um real"],
    [101, "BRL", "um real e um centavo"],
    [4000, "BRL", "quarenta reais"],
    [0, "BRL", "zero reais"],
    [-350, "BRL", "menos três reais e cinquenta centavos"],
    [1616, "BRL", "dezesseis reais e dezesseis centavos"],
    [1717, "BRL", "dezessete reais e dezessete centavos"],
    [1919, "BRL", "dezenove reais e dezenove centavos"],
    [100_000_000, "BRL", "um milhão de reais"],
    [200_000_000, "BRL", "dois milhões de reais"],
    [150_000_000, "BRL", "um milhão e quinhentos mil reais"],
    [110_000, "BRL", "mil e cem reais"],
    [123_000, "BRL", "mil duzentos e trinta reais"],
    [100_000_000_000, "BRL", "um bilhão de reais"],
    [2100, "GBP", "vinte e uma libras"],
    [200, "GBP", "duas libras"],
    [20000, "GBP", "duzentas libras"],
    [200_000, "GBP", "duas mil libras"],
    [200, "EUR", "dois euros"],
    [2, "JPY", "dois ienes"],
    [1500, "KWD", "um dinar do Kuwait e quinhentos fils"],
    [2200, "SEK", "vinte e duas coroas suecas"],
  ])("says %d %s as %s", (amount, currency, spoken) => {
    expect(spokenMoney({ amount, currency }, "pt")).toBe(spoken);
  });
});

describe("writtenMoney", () => {
  it.each([
    ["es", "USD", 123_410, "US$ 1.234,10"],
    ["es", "USD", -210, "-US$ 2,10"],
    ["es", "COP", 123_410, "$ 1.234,10"],
    ["es", "MXN", 123_410, "$1,234.10"],
    ["es", "CLP", 1_234, "$1.234"],
    ["es", "EUR", 210, "2,10 €"],
    ["es", "JPY", 1_234, "1234 JPY"],
    ["en", "USD", 123_410, "$1,234.10"],
    ["en", "COP", 210, "COP 2.10"],
    ["pt", "BRL", 123_410, "R$ 1.234,10"],
    ["pt", "USD", 210, "US$ 2,10"],
  ] as const)(
    "is as people write it: %s, %s",
    (language, currency, amount, expected) => {
      const written = writtenMoney({ amount, currency }, language);
      expect(written.replaceAll(/\s/g, " ")).toBe(expected);
    },
  );
});

describe("money", () => {
  const language = fc.constantFrom("es", "en", "pt");
  const currency = fc.constantFrom("USD", "COP", "JPY", "KWD", "GBP", "SEK");

  it("sounds different for different amounts", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2000 })),
        currency,
        language,
        (amount, step, code, tongue) => {
          const other = Number.isSafeInteger(amount + step)
            ? amount + step
            : amount - step;
          const one = spokenMoney({ amount, currency: code }, tongue);
          const two = spokenMoney({ amount: other, currency: code }, tongue);
          expect(one === two).toBe(amount === other);
        },
      ),
      { numRuns: process.env["LONG"] ? 2_000 : 400 },
    );
  });

  it("sounds different for every amount up to a hundred dollars", () => {
    for (const tongue of ["es", "en", "pt"] as const) {
      const all = Array.from({ length: 10_001 }, (_, amount) =>
        spokenMoney({ amount, currency: "USD" }, tongue),
      );
      expect(new Set(all).size).toBe(10_001);
    }
  });

  it("is spoken in letters and spaces alone", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        currency,
        language,
        (amount, code, tongue) => {
          expect(spokenMoney({ amount, currency: code }, tongue)).toMatch(
            /^[\p{L} -]+$/u,
          );
        },
      ),
    );
  });

  it.each([
    ["USD", 2],
    ["JPY", 0],
    ["CLP", 0],
    ["PYG", 0],
    ["KWD", 3],
    ["COP", 2],
    ["HUF", 2],
    ["BHD", 3],
    ["CLF", 4],
  ])("knows the decimals of %s", (code, decimals) => {
    expect(minorUnits(code)).toBe(decimals);
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    "refuses an amount of %d and says what is expected",
    (amount) => {
      expect(() => spokenMoney({ amount, currency: "USD" }, "es")).toThrow(
        new RegExp(`whole number of minor units.*${amount} USD is not`),
      );
    },
  );

  it.each(["usd", "US", "", "DOLLAR"])(
    "refuses the currency %j by name",
    (code) => {
      expect(() => spokenMoney({ amount: 1, currency: code }, "es")).toThrow(
        `"${code}" is not`,
      );
      expect(() => minorUnits(code)).toThrow(RangeError);
    },
  );

  it("adds and compares amounts of one currency", () => {
    const one = { amount: 210, currency: "USD" };
    const two = { amount: -10, currency: "USD" };
    expect(addMoney(one, two)).toEqual({ amount: 200, currency: "USD" });
    expect(compareMoney(one, two)).toBe(1);
    expect(compareMoney(two, one)).toBe(-1);
    expect(compareMoney(one, { ...one })).toBe(0);
  });

  it("refuses to mix currencies or to leave the safe integers", () => {
    const dollar = { amount: 1, currency: "USD" };
    const peso = { amount: 1, currency: "COP" };
    expect(() => addMoney(dollar, peso)).toThrow("these are USD and COP");
    expect(() => compareMoney(dollar, peso)).toThrow("these are USD and COP");
    expect(() =>
      addMoney({ amount: Number.MAX_SAFE_INTEGER, currency: "USD" }, dollar),
    ).toThrow(RangeError);
  });

  it("recognises money among values of unknown origin", () => {
    expect(isMoney({ amount: 1, currency: "USD" })).toBe(true);
    for (const value of [
      null,
      1,
      "1",
      {},
      { amount: 1.5, currency: "USD" },
      { amount: 1, currency: "usd" },
    ]) {
      expect(isMoney(value)).toBe(false);
    }
  });
});
