import {
  decimalSignOf,
  readAmount,
  type DecimalSign,
} from "../../src/disputes/read-amount.js";
import { readSeconds } from "../../src/disputes/read-seconds.js";

describe("An amount", () => {
  it.each<[string, number, DecimalSign, number]>([
    ["2.10", 2, "unknown", 210],
    ["2,10", 2, "unknown", 210],
    [".5", 2, "unknown", 50],
    ["US$.50", 2, "unknown", 50],
    ["$ 1,234.50", 2, "unknown", 123_450],
    ["1.234,50 €", 2, "unknown", 123_450],
    ["1.234.567", 2, "unknown", 123_456_700],
    ["1 234,50", 2, "unknown", 123_450],
    ["1\u00A0234,50", 2, "unknown", 123_450],
    ["1'234.50", 2, "unknown", 123_450],
    ["COP 12.500", 2, "unknown", 1_250_000],
    ["12.500", 2, ",", 1_250_000],
    ["2.100", 2, ".", 210],
    ["0.125000", 3, ".", 125],
    ["1.250", 3, "unknown", 1_250],
    ["1.250", 0, "unknown", 1_250],
    ["S/.2.10", 2, "unknown", 210],
    ["R$ 2,10", 2, "unknown", 210],
    ["USD2.1", 2, "unknown", 210],
    ["1,00,000.50", 2, "unknown", 10_000_050],
  ])(
    "%s with %i places, where the file writes %s, is %i",
    (text, places, sign, amount) => {
      expect(readAmount(text, places, sign)).toMatchObject({ amount });
    },
  );

  it.each<[string, DecimalSign, RegExp]>([
    ["", "unknown", /no amount/],
    ["abc", "unknown", /no amount/],
    ["1.5E+05", "unknown", /no amount/],
    ["-2.10", "unknown", /below zero/],
    ["(2.10)", "unknown", /below zero/],
    ["2.10-", "unknown", /below zero/],
    ["\u22122,10", "unknown", /below zero/],
    ["2.125", ".", /3 decimals; the currency has 2/],
    ["2.125", "mixed", /could be thousands or decimals/],
    ["1,23,4.50", "unknown", /no amount/],
    ["2.10 XYQ", "unknown", /no currency we know/],
    ["99,999,999,999.00", "unknown", /too large/],
    ["2.10.2025", "unknown", /no amount/],
  ])("%j is not guessed at where the file writes %s", (text, sign, why) => {
    expect(readAmount(text, 2, sign)).toEqual({
      why: expect.stringMatching(why) as string,
    });
  });

  it("of a computed cost is rounded to the cent, halves up", () => {
    expect(readAmount("11.304", 2, ".", true)).toEqual({ amount: 1130 });
    expect(readAmount("11.305", 2, ".", true)).toEqual({ amount: 1131 });
    expect(readAmount("11.999", 2, ".", true)).toEqual({ amount: 1200 });
  });

  it("tells the decimal sign of its file only when it can be one thing", () => {
    expect(
      ["2.10", "1,234.5", "1.234.567", "1.234", "2,5", "7"].map(decimalSignOf),
    ).toEqual([".", ".", ",", undefined, ",", undefined]);
  });
});

describe("A handling time", () => {
  it.each([
    ["12", 720],
    ["12,5", 750],
    ["12.5 min", 750],
    ["12:30", 750],
    ["1:05:00", 3900],
    ["0", 0],
  ])("%s is %i seconds", (text, seconds) => {
    expect(readSeconds(text, "unknown")).toBe(seconds);
  });

  it("is not read from words", () => {
    expect(readSeconds("a while", "unknown")).toBeUndefined();
  });
});
