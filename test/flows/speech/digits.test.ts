import * as fc from "fast-check";
import { spokenDigits, spokenPhone } from "../../../src/flows/speech/digits.js";
import type { Language } from "../../../src/flows/speech/language.js";

describe("spokenDigits", () => {
  it.each([
    ["4829", "4, 8, 2, 9"],
    ["0", "0"],
    ["07", "0, 7"],
    ["48291", "4 8, 2 9 1"],
    ["482915", "4 8 2, 9 1 5"],
    ["4829156", "4 8 2, 9 1 5 6"],
    ["48291563", "4 8 2 9, 1 5 6 3"],
    ["123456789", "1 2 3, 4 5 6, 7 8 9"],
    ["1234567890", "1 2 3, 4 5 6, 7 8 9 0"],
    ["123456789012", "1 2 3 4, 5 6 7 8, 9 0 1 2"],
    ["AB-48", "A, B, 4, 8"],
    ["48 29", "4, 8, 2, 9"],
    ["", ""],
    ["--- ---", ""],
  ])("says %j as %j", (digits, spoken) => {
    expect(spokenDigits(digits)).toBe(spoken);
  });

  it("says every digit once and in order, in groups of two to four", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{5,60}$/), (digits) => {
        const spoken = spokenDigits(digits);
        expect(spoken.replaceAll(/[ ,]/g, "")).toBe(digits);
        for (const group of spoken.split(", ")) {
          expect(group).toMatch(/^\d( \d){1,3}$/);
        }
      }),
    );
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(spokenDigits(text)).not.toMatch(/[<>&\p{C}]/u);
      }),
    );
  });
});

describe("spokenPhone", () => {
  it.each<[string, Language, string, string]>([
    ["+525512345678", "es", "", "más 5 2, 5 5, 1 2 3 4, 5 6 7 8"],
    ["+525512345678", "es", "+525599998888", "5 5, 1 2 3 4, 5 6 7 8"],
    ["+12125550142", "en", "", "plus 1, 2 1 2, 5 5 5, 0 1 4 2"],
    ["+12125550142", "en", "+13055550100", "2 1 2, 5 5 5, 0 1 4 2"],
    ["+5511987654321", "pt", "", "mais 5 5, 1 1, 9 8, 7 6 5, 4 3 2 1"],
    ["+5511987654321", "pt", "+551133334444", "1 1, 9 8, 7 6 5, 4 3 2 1"],
    ["+12125550142", "es", "+525599998888", "más 1, 2 1 2, 5 5 5, 0 1 4 2"],
    ["4829", "es", "", "4, 8, 2, 9"],
    ["anonymous", "en", "", "a n o, n y m, o u s"],
    ["", "en", "", ""],
  ])("says %j in %s from %j", (phone, language, home, spoken) => {
    expect(spokenPhone(phone, language, home)).toBe(spoken);
  });

  it("keeps every digit of a number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), (phone) => {
        expect(spokenPhone(phone, "en").replaceAll(/\D/g, "")).toBe(
          phone.slice(1),
        );
      }),
    );
  });
});
