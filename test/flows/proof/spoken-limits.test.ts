import { DateTime } from "luxon";
import {
  compileSource,
  languages,
  renderText,
  spokenDate,
  spokenMoment,
  spokenMoney,
  spokenSeconds,
} from "../../../src/flows/speech/index.js";
import {
  fitSpoken,
  isSoonTold,
  spokenLimits,
} from "../../../src/flows/spoken-limits.js";
import { slowestSeconds } from "../../../src/flows/proof/slowest-seconds.js";
import { anywhere } from "../../../src/flows/variables.js";
import { createChance } from "./support/walk.js";

const limit = (name: string) => spokenLimits[name]?.seconds ?? 0;
const now = Date.UTC(2026, 10, 22, 14);
const zone = "America/Bogota";

describe.each(languages)("in %s", (language) => {
  const tooLong = (name: string, told: readonly string[]) =>
    told.filter((text) => spokenSeconds(text, language) > limit(name));

  it("no moment within eleven months takes longer to say than its limit", () => {
    const told: string[] = [];
    for (let day = 0; day < 330; day += day < 14 ? 1 : 9)
      for (const hour of [0, 1, 11, 12, 17, 21, 22])
        for (const minute of [0, 1, 15, 27, 37]) {
          const due = now + ((day * 24 + hour) * 60 + minute) * 60_000;
          told.push(spokenMoment(due, { now, zone, language }));
        }
    expect(tooLong("due", told)).toEqual([]);
  });

  it("every day of the last eleven months is soon told", () => {
    const today = DateTime.fromMillis(now, { zone });
    const reference = today.toISODate() ?? "";
    const told = Array.from({ length: 330 }, (_, day) =>
      spokenDate(today.minus({ days: day }).toISODate() ?? "", language, {
        reference,
      }),
    );
    expect(tooLong("charge.date", told)).toEqual([]);
  });

  it("no bill under a million takes longer to say than its limit", () => {
    const currencies = ["USD", "COP", "BRL", "MXN", "EUR", "ARS", "PEN"];
    const amounts = [77_777_777, 73_737_373, 99_999_999, 67_676_767];
    const told = currencies.flatMap((currency) =>
      amounts.map((amount) => spokenMoney({ amount, currency }, language)),
    );
    expect(tooLong("total", told)).toEqual([]);
  });

  it("names and labels are cut between words to what they may take", () => {
    const long = "María Fernanda de la Concepción Jaramillo Echeverri y Ponce";
    const fitted = fitSpoken("person.name", long, language);
    expect(long.startsWith(fitted)).toBe(true);
    expect(fitted).not.toBe("");
    expect(spokenSeconds(fitted, language)).toBeLessThanOrEqual(
      limit("person.name"),
    );
    expect(fitSpoken("person.name", "Luis Prado", language)).toBe("Luis Prado");
  });

  it("no text takes longer than was counted for it, whatever its variables hold", () => {
    const sources = [
      "{{ director.name }}, {{ director.title }}: {{ due }}. {{ reference }}",
      "{% if charge.amount %}{{ charge.label }} {{ charge.amount }}{% else %}{{ waited }}{% endif %}.",
      "x{{ person.name }}y {{ owner.name | upcase }}! {{ caller.number | phone }} {{ waited | duration }}",
      "{{ director.title | default: 'directora' }} {{ charge.date }} {{ total }}",
    ];
    const chance = createChance(7);
    const word = () =>
      Array.from({ length: 1 + Math.floor(chance() * 14) }, () =>
        String.fromCodePoint(97 + Math.floor(chance() * 26)),
      ).join("");
    const text = (name: string) =>
      fitSpoken(name, Array.from({ length: 9 }, word).join(" "), language) ||
      "a";
    const wrong: string[] = [];
    for (let round = 0; round < 60; round += 1)
      for (const source of sources) {
        const values = {
          ...Object.fromEntries(
            [
              "director.name",
              "director.title",
              "person.name",
              "owner.name",
              "charge.label",
            ].map((name) => [name, text(name)]),
          ),
          "charge.amount": {
            amount: Math.floor(chance() * 9_999),
            currency: "USD",
          },
          total: { amount: Math.floor(chance() * 99_999_999), currency: "USD" },
          "charge.date": "2026-09-27",
          due: now + Math.floor(chance() * 300) * 86_400_000,
          reference: String(Math.floor(chance() * 1e8)),
          "caller.number": "+573001234567890",
          waited: Math.floor(chance() * 999),
        };
        const compiled = compileSource(source, {
          language,
          variables: anywhere,
        });
        const rendered = renderText(compiled, values, { now, zone });
        if (!rendered.ok) throw new Error(rendered.missing);
        const seconds = spokenSeconds(rendered.text, language);
        if (seconds > slowestSeconds(source, language, 2.5))
          wrong.push(rendered.text);
      }
    expect(wrong).toEqual([]);
  });
});

describe("a charge", () => {
  const charge = (amount: number, date = "2026-11-03", currency = "USD") => ({
    id: "c",
    amount: { amount, currency },
    date,
    label: {},
  });

  it("is named when that is soon done, and left to a person when not", () => {
    const soon = (one: ReturnType<typeof charge>) =>
      isSoonTold(one, ["es", "en", "pt"], "2026-11-22");
    expect(soon(charge(210))).toBe(true);
    expect(soon(charge(1_234_500, "2026-11-03", "COP"))).toBe(true);
    expect(soon(charge(77_777_777, "2026-11-03", "KWD"))).toBe(false);
    expect(soon(charge(210, "2024-11-03"))).toBe(false);
    expect(soon(charge(2.5))).toBe(false);
    expect(soon(charge(210, "yesterday"))).toBe(false);
  });
});
