import * as fc from "fast-check";
import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import {
  compileSource,
  renderText,
  type Values,
} from "../../../src/flows/speech/index.js";
import type { Language } from "../../../src/flows/speech/language.js";
import { circumstances, values, variables } from "./support/line.js";

function render(source: string, given = values, language: Language = "es") {
  const text = compileSource(source, { language, variables });
  return renderText(text, given, circumstances);
}

describe("renderText", () => {
  it.each<[string, Language, string]>([
    ["Hola.", "es", "Hola."],
    ["", "es", ""],
    ["Con {{ director.name }}, 0.", "es", "Con Ana Díaz, 0."],
    ["Son {{ charge.amount }}.", "es", "Son dos dólares con diez centavos."],
    ["{{ charge.amount | money }}", "en", "two dollars and ten cents"],
    ["{{charge.amount}}", "pt", "dois dólares e dez centavos"],
    ["el {{ charge.date }}", "es", "el 3 de marzo"],
    ["{{ charge.date | date }}", "en", "March 3rd"],
    ["{{ due }}", "es", "mañana jueves a las cuatro de la tarde"],
    ["{{ due | date }}", "en", "tomorrow, Thursday, at four in the afternoon"],
    ["{{ code }}", "es", "4 8 2, 9 1 5 6"],
    ["{{ code | digits }}", "es", "4 8 2, 9 1 5 6"],
    ["{{ waited | digits }}", "es", "1, 7, 0"],
    ["{{ phone | phone }}", "es", "5 5, 1 2 3 4, 5 6 7 8"],
    ["{{ waited }}", "es", "170"],
    ["{{ waited | duration }}", "en", "about three minutes"],
    ["{{ director.name | upcase }}", "es", "ANA DÍAZ"],
    ["{{ charge.amount | capitalize }}", "es", "Dos dólares con diez centavos"],
    [
      "{{ due | capitalize }}",
      "pt",
      "Amanhã, quinta-feira, às quatro da tarde",
    ],
    ['{{ "hola" | capitalize }}', "es", "Hola"],
    ["{{ 3 }}", "es", "3"],
    ["{{ director.name | default: 'alguien' }}", "es", "Ana Díaz"],
    ["{{ total | default: charge.amount }}", "en", "two dollars and ten cents"],
    ["{{ total | default: 'nada' | capitalize }}", "es", "Nada"],
    ["{% if director.name %}sí{% else %}no{% endif %}", "es", "sí"],
    ["{% if total %}sí{% else %}no{% endif %}", "es", "no"],
    ["{% if total and director.name %}sí{% else %}no{% endif %}", "es", "no"],
    ["{% if not total %}sí{% endif %}", "es", "sí"],
    ["{% unless total %}sí{% endunless %}", "es", "sí"],
    ["{% if segment == 'corporate' %}A{% else %}B{% endif %}", "es", "A"],
    ["{% if segment != 'corporate' %}A{% else %}B{% endif %}", "es", "B"],
    ["{% if segment contains 'corp' %}A{% else %}B{% endif %}", "es", "A"],
    ["{% if waited > 180 %}A{% elsif waited >= 170 %}B{% endif %}", "es", "B"],
    ["{% if code == '4829156' %}A{% endif %}", "es", "A"],
    [
      "{% case segment %}{% when 'x', 'corporate' %}A{% else %}B{% endcase %}",
      "es",
      "A",
    ],
    [
      "{% case segment %}{% when 'x' or 'y' %}A{% else %}B{% endcase %}",
      "es",
      "B",
    ],
    ["a {%- if segment -%} b {%- endif -%} c", "es", "abc"],
    ["a\n\n  b\tc", "es", "a b c"],
    ["A & B < C > D", "es", "A y B C D"],
    ["A &amp; B", "en", "A and B"],
    ["pan&vino", "pt", "pan e vino"],
  ])("says %j in %s as %j", (source, language, spoken) => {
    expect(render(source, values, language)).toEqual({
      ok: true,
      text: spoken,
    });
  });

  it.each<[string, Values, string]>([
    ["{{ director.name }}", {}, "director.name"],
    ["{{ director.name }}", { "director.name": undefined }, "director.name"],
    ["{{ director.name }}", { "director.name": " \n" }, "director.name"],
    ["{{ director.name }}", { "director.name": "<>" }, "director.name"],
    ["{{ director.name }}", { "director.name": 3 }, "director.name"],
    ["{{ director.name | upcase }}", {}, "director.name"],
    [
      "{{ charge.amount }}",
      { "charge.amount": { amount: 1.5, currency: "USD" } },
      "charge.amount",
    ],
    ["{{ charge.amount }}", { "charge.amount": 210 }, "charge.amount"],
    ["{{ charge.date }}", { "charge.date": "2026-02-30" }, "charge.date"],
    ["{{ due }}", { due: Number.NaN }, "due"],
    ["{{ due }}", { due: 9e15 }, "due"],
    ["{{ due }}", { due: "2026-03-03" }, "due"],
    ["{{ code }}", { code: "—" }, "code"],
    ["{{ waited }}", { waited: Infinity }, "waited"],
    ["{{ total | default: charge.amount }}", {}, "total"],
    ["{{ code }} {{ director.name }}", { code: "1" }, "director.name"],
    ["{% if code %}{{ total }}{% endif %}", { code: "1" }, "total"],
  ])("names what is missing in %j with %j", (source, given, missing) => {
    expect(render(source, given)).toEqual({ ok: false, missing });
  });

  it("does not miss what is not said", () => {
    expect(render("{% if code %}{{ total }}{% endif %}hola", {})).toEqual({
      ok: true,
      text: "hola",
    });
  });

  it("tells no moment without knowing from when and where", () => {
    const text = compileSource("{{ due }}", { language: "es", variables });
    expect(renderText(text, values)).toEqual({ ok: false, missing: "due" });
  });

  it("says the year of a day that is far from now", () => {
    expect(
      render("{{ charge.date }}", { "charge.date": "2024-03-03" }),
    ).toEqual({
      ok: true,
      text: "3 de marzo de 2024",
    });
  });

  it("never reads a value as a template or as a group of values", () => {
    for (const name of [
      "{{ code }}",
      "{% if x %}",
      "__proto__",
      "constructor",
    ]) {
      const rendered = render("{{ director.name }}", { "director.name": name });
      expect(rendered).toEqual({ ok: true, text: name });
    }
  });

  it("gives what any XML writer can write, whatever the values", () => {
    const any = fc.string({ unit: "binary", maxLength: 4000 });
    fc.assert(
      fc.property(any, (name) => {
        const rendered = render("Hola {{ director.name | default: 'tú' }}", {
          "director.name": name,
        });
        if (!rendered.ok) throw new Error(rendered.missing);
        expect(rendered.text).not.toMatch(/[<>&\p{C}]/u);
        expect(rendered.text).not.toMatch(/\s{2}|^\s|\s$/);
        expect(rendered.text.length).toBeLessThanOrEqual(3000);
        const response = new VoiceResponse();
        response.say(rendered.text);
        expect(response.toString()).toContain(
          `<Say>${rendered.text}</Say></Response>`,
        );
      }),
    );
  });

  it("cuts at 3,000 characters between words", () => {
    const long = { "director.name": "palabra ".repeat(1000) };
    const rendered = render("{{ director.name }}", long);
    const spoken = rendered.ok ? rendered.text : "";
    expect(spoken.length).toBe(2999);
    expect(spoken.endsWith("palabra")).toBe(true);
    const solid = render("{{ director.name }}", {
      "director.name": `a${"😀".repeat(2000)}`,
    });
    expect(solid.ok && solid.text).toBe(`a${"😀".repeat(1499)}`);
  });

  it("leaves the values alone", () => {
    const given = Object.freeze({ ...values });
    render("{{ charge.amount }} {% if code %}{{ code }}{% endif %}", given);
    expect(given).toEqual(values);
  });
});
