import * as fc from "fast-check";
import { DateTime } from "luxon";
import {
  isDay,
  spokenDate,
  spokenDuration,
  spokenMoment,
} from "../../../src/flows/speech/moment.js";
import type { Language } from "../../../src/flows/speech/language.js";

const bogota = "America/Bogota";
const at = (iso: string, zone = bogota) =>
  DateTime.fromISO(iso, { zone }).toMillis();

describe("spokenDate", () => {
  it.each<[string, Language, string]>([
    ["2026-03-03", "es", "3 de marzo"],
    ["2026-03-01", "es", "primero de marzo"],
    ["2026-12-31", "es", "31 de diciembre"],
    ["2026-03-03", "en", "March 3rd"],
    ["2026-03-01", "en", "March 1st"],
    ["2026-03-02", "en", "March 2nd"],
    ["2026-03-11", "en", "March 11th"],
    ["2026-03-12", "en", "March 12th"],
    ["2026-03-13", "en", "March 13th"],
    ["2026-03-21", "en", "March 21st"],
    ["2026-03-22", "en", "March 22nd"],
    ["2026-03-23", "en", "March 23rd"],
    ["2026-03-30", "en", "March 30th"],
    ["2026-03-03", "pt", "3 de março"],
    ["2026-09-01", "pt", "primeiro de setembro"],
  ])("says %s in %s as %s", (day, language, spoken) => {
    expect(spokenDate(day, language)).toBe(spoken);
  });

  it.each<[string, string, Language, string]>([
    ["2026-03-03", "2026-06-01", "es", "3 de marzo"],
    ["2026-03-03", "2027-02-03", "es", "3 de marzo"],
    ["2026-03-03", "2027-02-04", "es", "3 de marzo de 2026"],
    ["2026-03-03", "2025-04-02", "en", "March 3rd, 2026"],
    ["2026-03-03", "2025-04-03", "en", "March 3rd"],
    ["2026-03-03", "2024-01-01", "pt", "3 de março de 2026"],
  ])(
    "says the year of %s seen from %s only when it is far",
    (day, reference, language, spoken) => {
      expect(spokenDate(day, language, { reference })).toBe(spoken);
    },
  );

  it("says the year or not when asked", () => {
    expect(spokenDate("2026-03-03", "en", { year: true })).toBe(
      "March 3rd, 2026",
    );
    expect(
      spokenDate("2026-03-03", "en", { year: false, reference: "2020-01-01" }),
    ).toBe("March 3rd");
  });

  it.each([
    "2026-02-30",
    "2026-3-3",
    "",
    "tomorrow",
    "2026-03-03T10:00",
    "2026-W10-2",
  ])("refuses %j by name", (day) => {
    expect(isDay(day)).toBe(false);
    expect(() => spokenDate(day, "es")).toThrow(`"${day}" is no day`);
  });
});

describe("spokenMoment", () => {
  const now = at("2026-11-30T08:00");

  it.each<[string, Language, string]>([
    ["2026-11-30T10:15", "es", "hoy a las diez y cuarto de la mañana"],
    ["2026-12-01T09:00", "es", "mañana martes a las nueve de la mañana"],
    [
      "2026-12-03T16:00",
      "es",
      "el jueves 3 de diciembre a las cuatro de la tarde",
    ],
    ["2026-11-29T20:30", "es", "ayer domingo a las ocho y media de la noche"],
    ["2026-11-30T13:00", "es", "hoy a la una de la tarde"],
    ["2026-11-30T13:45", "es", "hoy a la una y cuarenta y cinco de la tarde"],
    ["2026-11-30T12:00", "es", "hoy a las doce del mediodía"],
    ["2026-12-01T00:00", "es", "mañana martes a las cero horas"],
    [
      "2026-12-01T00:10",
      "es",
      "mañana martes a las doce y diez de la madrugada",
    ],
    [
      "2026-11-30T19:59",
      "es",
      "hoy a las siete y cincuenta y nueve de la tarde",
    ],
    ["2026-11-30T21:01", "es", "hoy a las nueve y un minuto de la noche"],
    [
      "2028-01-01T11:20",
      "es",
      "el sábado primero de enero de 2028 a las once y veinte de la mañana",
    ],
    ["2026-11-30T10:15", "en", "today at a quarter past ten in the morning"],
    ["2026-12-01T09:00", "en", "tomorrow, Tuesday, at nine in the morning"],
    [
      "2026-12-03T16:00",
      "en",
      "on Thursday, December 3rd, at four in the afternoon",
    ],
    [
      "2026-11-29T20:30",
      "en",
      "yesterday, Sunday, at half past eight in the evening",
    ],
    ["2026-11-30T12:00", "en", "today at noon"],
    [
      "2026-12-01T00:00",
      "en",
      "tomorrow, Tuesday, at midnight, at the start of the day",
    ],
    ["2026-11-30T09:05", "en", "today at nine oh five in the morning"],
    ["2026-11-30T22:40", "en", "today at ten forty at night"],
    ["2026-11-30T10:15", "pt", "hoje às dez e quinze da manhã"],
    ["2026-12-01T09:00", "pt", "amanhã, terça-feira, às nove da manhã"],
    [
      "2026-12-03T16:00",
      "pt",
      "na quinta-feira, 3 de dezembro, às quatro da tarde",
    ],
    [
      "2026-12-05T14:30",
      "pt",
      "no sábado, 5 de dezembro, às duas e meia da tarde",
    ],
    ["2026-12-06T13:00", "pt", "no domingo, 6 de dezembro, à uma da tarde"],
    ["2026-11-30T12:30", "pt", "hoje ao meio-dia e meia"],
    ["2026-12-01T00:00", "pt", "amanhã, terça-feira, à zero hora"],
    ["2026-11-29T20:01", "pt", "ontem, domingo, às oito e um minuto da noite"],
  ])("says %s in %s as %s", (moment, language, spoken) => {
    expect(spokenMoment(at(moment), { now, zone: bogota, language })).toBe(
      spoken,
    );
  });

  it("counts days by the calendar of the listener, not by hours", () => {
    const late = at("2026-11-30T23:50");
    const soon = at("2026-12-01T00:20");
    expect(
      spokenMoment(soon, { now: late, zone: bogota, language: "es" }),
    ).toMatch(/^mañana martes/);
    expect(
      spokenMoment(soon, {
        now: late,
        zone: "America/Los_Angeles",
        language: "es",
      }),
    ).toMatch(/^hoy/);
  });

  it("calls the next day tomorrow across both changes of the clock", () => {
    const zone = "America/New_York";
    for (const [today, tomorrow] of [
      ["2026-03-07T23:30", "2026-03-08T23:30"],
      ["2026-03-08T00:30", "2026-03-09T00:15"],
      ["2026-10-31T23:30", "2026-11-01T00:15"],
      ["2026-11-01T00:30", "2026-11-02T23:45"],
    ] as const) {
      expect(
        spokenMoment(at(tomorrow, zone), {
          now: at(today, zone),
          zone,
          language: "en",
        }),
      ).toMatch(/^tomorrow/);
    }
  });

  it("refuses an unknown zone and what is no moment, by name", () => {
    expect(() =>
      spokenMoment(now, { now, zone: "Mars/Base", language: "es" }),
    ).toThrow('"Mars/Base" is not known');
    expect(() =>
      spokenMoment(Number.NaN, { now, zone: bogota, language: "es" }),
    ).toThrow("NaN is not");
  });

  it("has words for every minute of the day, each its own", () => {
    for (const language of ["es", "en", "pt"] as const) {
      const start = at("2026-11-30T00:00");
      const all = Array.from({ length: 1440 }, (_, minute) =>
        spokenMoment(start + minute * 60_000, { now, zone: bogota, language }),
      );
      expect(new Set(all).size).toBe(1440);
    }
  });
});

describe("spokenDuration", () => {
  it.each<[number, Language, string]>([
    [0, "es", "menos de un minuto"],
    [45, "es", "menos de un minuto"],
    [46, "es", "alrededor de un minuto"],
    [61, "es", "unos dos minutos"],
    [180, "es", "unos tres minutos"],
    [11 * 60, "es", "unos quince minutos"],
    [21 * 60, "es", "unos veinticinco minutos"],
    [59 * 60, "es", "alrededor de una hora"],
    [61 * 60, "es", "alrededor de una hora y media"],
    [91 * 60, "es", "unas dos horas"],
    [150 * 60, "es", "unas dos horas y media"],
    [21 * 3600, "es", "unas veintiuna horas"],
    [30, "en", "less than a minute"],
    [60, "en", "about a minute"],
    [180, "en", "about three minutes"],
    [90 * 60, "en", "about an hour and a half"],
    [150 * 60, "en", "about two and a half hours"],
    [180, "pt", "cerca de três minutos"],
    [120, "pt", "cerca de dois minutos"],
    [120 * 60, "pt", "cerca de duas horas"],
    [90 * 60, "pt", "cerca de uma hora e meia"],
  ])("says %d seconds in %s as %s", (seconds, language, spoken) => {
    expect(spokenDuration(seconds, language)).toBe(spoken);
  });

  it("refuses what is no length of time", () => {
    for (const seconds of [-1, Number.NaN, Infinity]) {
      expect(() => spokenDuration(seconds, "es")).toThrow(RangeError);
    }
  });

  it("has words for any length", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.constantFrom("es", "en", "pt"),
        (seconds, language) => {
          expect(spokenDuration(seconds, language)).toMatch(/^[\p{L} -]+$/u);
        },
      ),
    );
  });
});
