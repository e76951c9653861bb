import * as fc from "fast-check";
import {
  findPhrase,
  readUtterance,
  sharesStem,
} from "../../../src/flows/speech/find-phrase.js";
import {
  compileHeard,
  unheardPhrases,
} from "../../../src/flows/speech/heard.js";
import { vocabularies } from "../../../src/flows/speech/heard-vocabulary.js";
import { splitWords } from "../../../src/flows/speech/heard-words.js";
import { languages } from "../../../src/flows/speech/language.js";
import { personPhrases, yesNo } from "../../../src/flows/speech/yes-no.js";
import { summary } from "./support/summary.js";

const choices = [
  { id: "charge", key: "1", phrases: ["cobro", "no es mío", "por qué no"] },
  { id: "person", key: "2", phrases: ["hablar con alguien", "persona"] },
];

describe("compileHeard", () => {
  it("takes any text in any language without a fault", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 700 }),
          fc.string({ unit: "grapheme", maxLength: 700 }),
        ),
        fc.constantFrom(...languages),
        (text, language) => {
          const heard = compileHeard(choices, language)(text);
          expect(Object.keys(heard)).toHaveLength(1);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("takes any phrase and key without a fault", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            id: fc.string(),
            key: fc.string(),
            phrases: fc.array(fc.string({ unit: "binary" })),
          }),
        ),
        fc.string(),
        (any, text) => {
          expect(compileHeard(any, "es")(text)).toBeDefined();
        },
      ),
    );
  });

  it("hears the same whatever the case, accents and pauses", () => {
    const word = fc.constantFrom(
      ..."cobro cobró facturación persona alguien no es mío hablar con dos sí opción eh".split(
        " ",
      ),
    );
    const hear = compileHeard(choices, "es");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const plain = hear(words.join(" "));
        expect(hear(words.join("  ").toUpperCase())).toEqual(plain);
        expect(
          hear(words.join(" ").normalize("NFD").replaceAll(/\p{M}/gu, "")),
        ).toEqual(plain);
        expect(hear(words.join(" ").normalize("NFD"))).toEqual(plain);
      }),
    );
  });

  it("listens to the first 500 characters alone", () => {
    const hear = compileHeard(choices, "es");
    expect(summary(hear(`${"eh ".repeat(150)}persona`))).toBe("person");
    expect(summary(hear(`${"eh ".repeat(170)}persona`))).toBe("none");
  });

  it("hears nothing where there is nothing to choose", () => {
    expect(compileHeard([], "es")("cobro")).toEqual({ none: true });
    expect(compileHeard([{ id: "a", phrases: ["", "…"] }], "es")("…")).toEqual({
      none: true,
    });
  });

  it("names several choices in their order and each once", () => {
    const hear = compileHeard(
      [
        { id: "b", phrases: ["pedido"] },
        { id: "a", phrases: ["cobro"] },
        { id: "b", phrases: ["pedido"] },
      ],
      "es",
    );
    expect(hear("cobro, pedido")).toEqual({ several: ["b", "a"] });
    expect(hear("pedido")).toEqual({ id: "b" });
  });

  it("does not take the names of object properties for words", () => {
    for (const text of [
      "constructor",
      "__proto__",
      "toString",
      "hasOwnProperty",
    ]) {
      expect(compileHeard(choices, "en")(text)).toEqual({ none: true });
    }
  });
});

describe("findPhrase", () => {
  // Shapes that make a search by trying out every start take quadratic or exponential time.
  const texts = ["no", "hablar", "con", "cobro", "eh", "alguien", "a"].flatMap(
    (one) =>
      ["no", "es", "hablar", "un", "zz"].flatMap((two) =>
        [" ", ", ", ". "].flatMap((pause) =>
          Array.from({ length: 24 }, (_, times) =>
            `${one}${pause}${two} `.repeat(times * 4),
          ),
        ),
      ),
  );
  const phrases = [
    "hablar con alguien",
    "no es mío",
    "hablar hablar hablar hablar persona",
    "no no no no mío",
  ];

  it("compares each word of ten thousand hard utterances with each of the phrase at most once", () => {
    let searches = 0;
    for (const text of texts) {
      const words = splitWords(text, "es");
      const said = readUtterance(words, vocabularies.es);
      expect(words.length).toBeLessThanOrEqual(250);
      for (const phrase of phrases) {
        const parts = splitWords(phrase, "es");
        let comparisons = 0;
        findPhrase(said, parts, (one, other) => {
          comparisons += 1;
          return sharesStem(one, other);
        });
        searches += 1;
        if (comparisons > words.length * parts.length) {
          throw new Error(`${comparisons} comparisons for: ${text}`);
        }
      }
    }
    expect(searches).toBeGreaterThanOrEqual(10_000);
  });
});

describe("unheardPhrases", () => {
  it("finds the phrases that two choices share", () => {
    expect(
      unheardPhrases(
        [
          { id: "charge", phrases: ["cobro", "factura"] },
          { id: "bill", phrases: ["facturas", "recibo"] },
          { id: "empty", phrases: ["¿?"] },
        ],
        "es",
      ),
    ).toEqual([
      {
        id: "charge",
        phrase: "factura",
        heard: { several: ["charge", "bill"] },
      },
      {
        id: "bill",
        phrase: "facturas",
        heard: { several: ["charge", "bill"] },
      },
      { id: "empty", phrase: "¿?", heard: { none: true } },
    ]);
  });

  it.each(languages)(
    "finds none among yes, no and unsure in %s",
    (language) => {
      expect(unheardPhrases(yesNo(language), language)).toEqual([]);
    },
  );

  it.each(languages)(
    "finds none among the words for a person in %s",
    (language) => {
      expect(
        unheardPhrases(
          [{ id: "person", phrases: personPhrases(language) }],
          language,
        ),
      ).toEqual([]);
    },
  );
});
