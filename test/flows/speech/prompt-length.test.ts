import * as fc from "fast-check";
import {
  cleanSpeech,
  languages,
  spokenSeconds,
  type Language,
} from "../../../src/flows/speech/index.js";

describe("spokenSeconds", () => {
  it.each<[string, Language, number]>([
    ["", "es", 0],
    ["uno dos tres cuatro cinco", "es", 2],
    ["one two three four five.", "en", 2.5],
    ["one, two; three: four", "en", 1.6 + 0.75],
    // A numeral is said as its words, at four fifths of the rate.
    ["1", "en", 0.5],
    ["21", "es", 1],
    ["31", "es", 1.5],
    ["1999", "es", 2.5],
    ["1234", "pt", 3],
    ["4 8 2", "es", 1.5],
    ["3.5", "en", 1.5],
    ["12345678901234567890", "en", 10],
    ["0000", "en", 2],
    ["5 %", "en", 0.5 + 0.8],
    ["IVA", "es", 1.2],
    ["internacionalmente", "es", 0.8],
    ["don't", "en", 0.4],
    ["😀", "es", 0.8],
  ])("takes %j in %s to last %d s", (text, language, seconds) => {
    expect(spokenSeconds(text, language)).toBeCloseTo(seconds, 6);
  });

  it("is shorter at a faster rate, but for the pauses", () => {
    expect(spokenSeconds("one two three four", "en", 4)).toBeCloseTo(1, 6);
    expect(spokenSeconds("one two, three four", "en", 4)).toBeCloseTo(1.25, 6);
  });

  it("never falls when something is added, and is a number for any text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^[a-zé 0-9.,%]{0,40}$/),
    );
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom(...languages),
        (one, two, language) => {
          const both = spokenSeconds(`${one} ${two}`, language);
          expect(Number.isFinite(both)).toBe(true);
          expect(both + 1e-9).toBeGreaterThanOrEqual(
            spokenSeconds(one, language),
          );
          expect(both + 1e-9).toBeGreaterThanOrEqual(
            spokenSeconds(two, language),
          );
        },
      ),
    );
  });

  it("finds a menu of four seven-word options at the rate of the guides", () => {
    const option = "para hablar con una persona marque dos ";
    expect(spokenSeconds(option.repeat(4), "es")).toBeCloseTo(11.2, 6);
  });
});

describe("cleanSpeech", () => {
  it.each<[string, Language, string]>([
    ["a\u0000b\u001Fc", "es", "a b c"],
    ["a\u200Bb\uFEFFc", "es", "abc"],
    ["a\uD800b\uDC00c", "es", "abc"],
    ["a\uFFFEb\uFFFF", "es", "ab"],
    ["<speak>hola</speak>", "es", "speak hola /speak"],
    ["Smith & Sons", "en", "Smith and Sons"],
    ["a\u00A0 \u2028b", "en", "a b"],
    ["é", "es", "é"],
    ["😀", "es", "😀"],
  ])("turns %j in %s into %j", (text, language, clean) => {
    expect(cleanSpeech(text, language)).toBe(clean);
  });

  it("finds nothing more to do the second time", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 5000 }),
        fc.constantFrom(...languages),
        (text, language) => {
          const clean = cleanSpeech(text, language);
          expect(cleanSpeech(clean, language)).toBe(clean);
        },
      ),
    );
  });
});
