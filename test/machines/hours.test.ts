import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { DateTime } from "luxon";
import { parse } from "yaml";
import {
  addOpenTime,
  hoursAt,
  isOpen,
  nextOpening,
  type Hours,
} from "../../src/machines/company/hours.js";
import { hoursFile } from "../../src/machines/company/hours-file.js";

const office = hoursFile.parse({
  "time zone": "America/New_York",
  weekly: {
    monday: ["09:00-12:30", "13:30-18:00"],
    tuesday: ["09:00-18:00"],
    saturday: ["22:00-24:00"],
    sunday: ["00:00-03:00"],
  },
  holidays: ["2026-12-25", "2026-11-23"],
  exceptions: { "2026-12-24": ["09:00-12:00"], "2026-11-24": [] },
});
const at = (text: string, hours: Hours = office) =>
  DateTime.fromISO(text, { zone: hours.timeZone }).toMillis();
const told = (moment: number | undefined, hours: Hours = office) =>
  moment === undefined
    ? undefined
    : DateTime.fromMillis(moment, { zone: hours.timeZone }).toFormat(
        "yyyy-MM-dd HH:mm",
      );

describe("opening hours", () => {
  it.each([
    ["2026-11-16T09:00", "open"],
    ["2026-11-16T12:29", "open"],
    ["2026-11-16T12:30", "closed"],
    ["2026-11-16T18:00", "closed"],
    ["2026-11-18T10:00", "closed"],
    ["2026-11-21T23:59", "open"],
    ["2026-11-22T00:00", "open"],
    ["2026-11-23T10:00", "holiday"],
    ["2026-11-24T10:00", "closed"],
    ["2026-12-24T11:00", "open"],
    ["2026-12-24T12:00", "closed"],
  ])("at %s are %s", (moment, state) => {
    expect(hoursAt(office, at(moment))).toBe(state);
  });

  it.each([
    ["2026-11-16T08:00", "2026-11-16 09:00"],
    ["2026-11-16T10:00", "2026-11-16 10:00"],
    ["2026-11-16T12:30", "2026-11-16 13:30"],
    ["2026-11-22T03:00", "2026-11-28 22:00"],
  ])("from %s on open at %s", (moment, opening) => {
    expect(told(nextOpening(office, at(moment)))).toBe(opening);
  });

  it("count open time only", () => {
    const hour = 3_600_000;
    const added = (from: string, ms: number) =>
      told(addOpenTime(office, at(from), ms));
    expect(added("2026-11-16T12:00", hour)).toBe("2026-11-16 14:00");
    expect(added("2026-11-16T17:00", 2 * hour)).toBe("2026-11-17 10:00");
    expect(added("2026-11-21T23:00", 2 * hour)).toBe("2026-11-22 01:00");
    expect(added("2026-11-18T05:00", 0)).toBe("2026-11-18 05:00");
  });

  it("are closed by the emergency switch, and open again when it is over", () => {
    const closedNow = { because: { en: "The power is out." } };
    const off: Hours = { ...office, closedNow };
    const now = at("2026-11-16T10:00");
    expect(hoursAt(off, now)).toBe("emergency");
    expect(nextOpening(off, now)).toBeUndefined();
    expect(addOpenTime(off, now, 60_000)).toBe(now + 60_000);
    const until = at("2026-11-16T12:45");
    const soon: Hours = { ...off, closedNow: { ...closedNow, until } };
    expect(told(nextOpening(soon, now))).toBe("2026-11-16 13:30");
    expect(hoursAt(soon, until)).toBe("closed");
  });

  it("follow the clock on the wall when it is set back and forward", () => {
    const night = hoursFile.parse({
      "time zone": "America/New_York",
      weekly: { sunday: ["01:30-02:30"] },
    });
    const length = (day: string) => {
      const from = at(day, night);
      const end = addOpenTime(night, from, 1) ?? 0;
      let open = 0;
      for (let now = end - 1; now < from + 86_400_000; now += 60_000)
        if (isOpen(night, now)) open += 1;
      return open;
    };
    expect(length("2026-11-08")).toBe(60);
    // 01:00 to 02:00 comes twice; 02:00 to 03:00 never.
    expect(length("2026-11-01")).toBe(90);
    expect(length("2026-03-08")).toBe(30);
  });
});

const zones = [
  "America/New_York",
  "America/Bogota",
  "America/Santiago",
  "Europe/Madrid",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "UTC",
];
const someSpans = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
  .map((quarters) => {
    const minutes = quarters.map((one) => one * 15).toSorted((a, b) => a - b);
    return Array.from(
      { length: Math.floor(minutes.length / 2) },
      (_, place) =>
        [minutes[2 * place] ?? 0, minutes[2 * place + 1] ?? 0] as const,
    );
  });
const someHours = fc.record({
  timeZone: fc.constantFrom(...zones),
  weekly: fc.array(someSpans, { minLength: 7, maxLength: 7 }),
  holidays: fc.subarray(["2026-03-29", "2026-11-01", "2026-12-25"]),
  exceptions: fc.dictionary(
    fc.constantFrom("2026-03-08", "2026-10-25", "2026-12-24"),
    someSpans,
  ),
});
const someMoment = fc
  .integer({
    min: Date.UTC(2026, 1, 1) / 60_000,
    max: Date.UTC(2027, 0, 1) / 60_000,
  })
  .map((minutes) => minutes * 60_000);
const settings = { seed: 17, numRuns: 100 };

describe("any opening hours", () => {
  it("are open at their next opening and not before", () => {
    fc.assert(
      fc.property(
        someHours,
        someMoment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (hours, now, part) => {
          const next = nextOpening(hours, now);
          if (next === undefined) return !isOpen(hours, now);
          const between = now + Math.floor((next - now) * part);
          return (
            next >= now &&
            isOpen(hours, next) &&
            (next === now || !isOpen(hours, next - 1)) &&
            (between === next || !isOpen(hours, between))
          );
        },
      ),
      settings,
    );
  });

  it("are open for as much time as was added, to the minute", () => {
    fc.assert(
      fc.property(
        someHours,
        someMoment,
        fc.integer({ min: 1, max: 600 }),
        (hours, now, minutes) => {
          const end = addOpenTime(hours, now, minutes * 60_000);
          if (end === undefined) return true;
          if (end - now > 86_400_000) return isOpen(hours, end - 1);
          let open = 0;
          for (let moment = now; moment < end; moment += 60_000)
            if (isOpen(hours, moment)) open += 1;
          return open === minutes;
        },
      ),
      settings,
    );
  });

  it("add time in two parts as in one", () => {
    fc.assert(
      fc.property(
        someHours,
        someMoment,
        fc.nat(9_000_000),
        fc.nat(90_000_000),
        (hours, now, one, other) => {
          const whole = addOpenTime(hours, now, one + other);
          const first = addOpenTime(hours, now, one);
          const both =
            first === undefined ? undefined : addOpenTime(hours, first, other);
          return whole === both || (other === 0 && first === both);
        },
      ),
      settings,
    );
  });
});

describe("a file of hours", () => {
  it("is read as docs/operating.md shows it", () => {
    const page = readFileSync("docs/operating.md", "utf8");
    const [, block = ""] = /^```yaml\n(hours:[^]*?)^```$/m.exec(page) ?? [];
    const { hours } = parse(block) as { hours: { office: unknown } };
    const read = hoursFile.parse(hours.office);
    expect(hoursAt(read, at("2026-11-22T10:00", read))).toBe("emergency");
    expect(told(nextOpening(read, at("2026-11-22T10:00", read)), read)).toBe(
      "2026-11-23 08:00",
    );
  });

  const weekly = { monday: ["09:00-18:00"] };
  const zone = { "time zone": "America/Bogota" };
  it.each([
    [
      { ...zone, weekly: { monday: ["9-18"] } },
      "weekly.monday.0",
      "08:00-12:30",
    ],
    [
      { ...zone, weekly: { monday: ["22:00-02:00"] } },
      "weekly.monday",
      "both days",
    ],
    [
      { ...zone, weekly: { monday: ["09:00-12:00", "11:00-13:00"] } },
      "weekly.monday",
      "overlap",
    ],
    [{ ...zone, weekly: { lunes: ["09:00-12:00"] } }, "weekly", "lunes"],
    [{ ...zone, weekly: {} }, "weekly", "never open"],
    [{ "time zone": "Bogota", weekly }, "time zone", "America/Bogota"],
    [{ ...zone, weekly, holidays: ["25-12-2026"] }, "holidays.0", "2026-12-25"],
    [
      { ...zone, weekly, exceptions: { "2026-02-30": [] } },
      "exceptions.2026-02-30",
      "calendar",
    ],
    [
      { ...zone, weekly, "closed now": { because: { en: "x ".repeat(200) } } },
      "closed now.because.en",
      "callers hear it",
    ],
    [
      { ...zone, weekly, "closed now": { because: {}, until: "soon" } },
      "closed now.until",
      "2026-11-23 08:00",
    ],
    [
      {
        ...zone,
        weekly,
        holidays: Array.from({ length: 60 }, (_, week) =>
          DateTime.utc(2026, 1, 5).plus({ weeks: week }).toISODate(),
        ),
      },
      "",
      "does not open for 300 days",
    ],
  ])("%j is refused at %s", (file, path, words) => {
    const issue = hoursFile.safeParse(file).error?.issues[0];
    expect(issue?.path.join(".")).toBe(path);
    expect(JSON.stringify(issue)).toContain(words);
  });
});
