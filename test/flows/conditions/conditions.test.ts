import {
  compileCondition,
  waysOf,
  type Condition,
  type Decidables,
  type DecidableValues,
} from "../../../src/flows/conditions/index.js";

const decidables: Decidables = {
  "caller.segment": { type: "text" },
  "caller.grade": {
    type: "text",
    among: ["attested", "present", "withheld"],
    sure: true,
  },
  "caller.known": { type: "yes-no", sure: true },
  "time.hour": { type: "number", from: 0, to: 23, sure: true },
  "time.date": { type: "date", sure: true },
  "time.clock": { type: "clock", sure: true },
  "charge.amount": { type: "money" },
  "lookup.score": { type: "number", decimals: true },
  visits: { type: "number" },
};

function sound(source: string): Condition {
  const compiled = compileCondition(source, decidables);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.condition;
}

const decide = (source: string, values: DecidableValues) =>
  sound(source).decide(values);

describe("a condition", () => {
  const usd = (amount: number) => ({ amount, currency: "USD" });

  it.each<[string, DecidableValues, boolean]>([
    ["caller.segment == 'corporate'", { "caller.segment": "corporate" }, true],
    ["caller.segment in ['a', 'b']", { "caller.segment": "c" }, false],
    ["!caller.known", { "caller.known": false }, true],
    ["time.hour >= 8 && time.hour < 18", { "time.hour": 17 }, true],
    ["time.hour == 8 || time.hour == -1", { "time.hour": 9 }, false],
    ["time.date >= '2026-12-24'", { "time.date": "2027-01-01" }, true],
    ["time.clock < '08:30'", { "time.clock": "08:29" }, true],
    ["charge.amount <= money('2.70 USD')", { "charge.amount": usd(270) }, true],
    ["charge.amount > money('2.70 USD')", { "charge.amount": usd(270) }, false],
    [
      "charge.amount == money('1500 COP')",
      { "charge.amount": { amount: 150_000, currency: "COP" } },
      true,
    ],
    ["lookup.score == 2 || lookup.score > 2.5", { "lookup.score": 2 }, true],
    ["lookup.score > 2.5", { "lookup.score": 2.75 }, true],
    ["visits == 1", { visits: 1 }, true],
    ["caller.segment.fits('corp.*')", { "caller.segment": "corporate" }, true],
    ["caller.segment.fits('corp')", { "caller.segment": "corporate" }, false],
    ["caller.segment.startsWith('c')", { "caller.segment": "corp" }, true],
    ["has(caller.segment)", { "caller.segment": "x" }, true],
    ["has(caller.segment)", {}, false],
  ])("%s with %j is %s", (source, values, expected) => {
    expect(decide(source, values)).toBe(expected);
  });

  it("is open where a value is not known, unless the rest decides", () => {
    expect(decide("caller.segment == 'x'", {})).toBeUndefined();
    expect(decide("caller.segment != 'x'", {})).toBeUndefined();
    expect(
      decide("caller.segment == 'x' || caller.known", {
        "caller.known": true,
      }),
    ).toBe(true);
    expect(
      decide("caller.known && visits > 2", { "caller.known": false }),
    ).toBe(false);
  });

  it("takes a value that is not of its type for one that is not known", () => {
    expect(decide("visits == 1", { visits: "1" })).toBeUndefined();
    expect(decide("visits == 1", { visits: 1.5 })).toBeUndefined();
    expect(decide("visits == 1", { visits: Number.NaN })).toBeUndefined();
    expect(
      decide("charge.amount == money('1.00 USD')", { "charge.amount": 100 }),
    ).toBeUndefined();
  });

  it("is open between amounts of two currencies", () => {
    expect(
      decide("charge.amount > money('1.00 USD')", {
        "charge.amount": { amount: 500, currency: "EUR" },
      }),
    ).toBeUndefined();
  });

  it("gives an answer on the pattern that other expressions never come back from", () => {
    const text = "a".repeat(2_000);
    expect(
      decide("caller.segment.fits('(a+)+b')", { "caller.segment": text }),
    ).toBe(false);
  });
});

describe("a mistake in a condition", () => {
  it.each([
    [
      "caller.segmnt == 'x'",
      "unknown-variable",
      "caller.segmnt",
      0,
      "caller.segment",
    ],
    ["caller.known && hour > 1", "unknown-variable", "hour", 16, undefined],
    ["caller == 'x'", "unknown-variable", "caller", 0, undefined],
    ["charge.amount > '5'", "wrong-type", "'5'", 16, undefined],
    ["charge.amount > 5", "wrong-type", "5", 16, undefined],
    ["time.hour == '8'", "wrong-type", "'8'", 13, undefined],
    ["'8' == time.hour", "wrong-type", "'8'", 0, undefined],
    ["caller.segment == time.date", "wrong-type", "time.date", 18, undefined],
    ["caller.segment > 'a'", "wrong-type", "caller.segment", 0, undefined],
    ["time.date > '24-12-2026'", "wrong-type", "'24-12-2026'", 12, undefined],
    ["time.clock > '8:30'", "wrong-type", "'8:30'", 13, undefined],
    [
      "charge.amount > money('5.0 USD')",
      "wrong-type",
      "'5.0 USD'",
      22,
      undefined,
    ],
    ["time.hour", "wrong-type", "time.hour", 0, undefined],
    ["time.hour in 8", "wrong-type", "8", 13, undefined],
    ["caller.grade == 'presnt'", "unknown-value", "'presnt'", 16, "present"],
    [
      "caller.grade in ['present', 'shared']",
      "unknown-value",
      "'shared'",
      28,
      undefined,
    ],
    [
      "caller.segment.matches('a+')",
      "not-offered",
      "caller.segment.matches('a+')",
      0,
      "fits",
    ],
    ["time.hour + 1 == 2", "not-offered", "time.hour + 1", 0, undefined],
    [
      "[1, 2].exists(x, x == time.hour)",
      "not-offered",
      "[1, 2].exists(x, x == time.hour)",
      0,
      undefined,
    ],
    [
      "caller['segment'] == 'x'",
      "not-offered",
      "caller['segment']",
      0,
      undefined,
    ],
    ["caller.segment == null", "not-offered", "null", 18, undefined],
    ["dyn(time.hour) == 'x'", "not-offered", "dyn(time.hour)", 0, undefined],
    ["caller.segment.fits('(?=a)')", "pattern", "'(?=a)'", 20, undefined],
    ["time.hour = 8", "syntax", "=", 10, "=="],
    ["caller.known and time.hour == 8", "syntax", "and", 13, "&&"],
    ["time.hour >", "syntax", ">", 10, undefined],
    ["", "syntax", "", 0, undefined],
    ["caller.segment == 'x", "syntax", "'", 18, undefined],
  ])("%s is found: %s", (source, kind, name, offset, nearest) => {
    const compiled = compileCondition(source, decidables);
    expect(compiled).toMatchObject({
      ok: false,
      problems: [{ kind, name, offset, ...(nearest && { nearest }) }],
    });
  });

  it("is told with all the others", () => {
    const compiled = compileCondition(
      "caller.segmnt == 'x' && time.hour == 'y' || caller.grade == 'z'",
      decidables,
    );
    expect(!compiled.ok && compiled.problems.map(({ kind }) => kind)).toEqual([
      "unknown-variable",
      "wrong-type",
      "unknown-value",
    ]);
  });

  it("of length is found before anything is read", () => {
    const long = Array.from({ length: 60 }, () => "caller.known").join(" && ");
    const deep = `${"(".repeat(60)}caller.known${")".repeat(60)}`;
    for (const source of [long, deep])
      expect(compileCondition(source, decidables)).toMatchObject({
        problems: [{ kind: "too-long" }],
      });
  });
});

describe("the ways out of conditions", () => {
  it.each([
    ["caller.segment == 'x' && caller.segment == 'y'"],
    ["time.hour > 23"],
    ["time.hour > 17 && time.hour < 8"],
    ["time.hour > 8 && time.hour < 9"],
    ["caller.grade == 'present' && caller.grade != 'present'"],
    ["charge.amount > money('5.00 USD') && charge.amount < money('4.00 USD')"],
    ["time.date == '2026-12-24' && time.date > '2026-12-31'"],
    ["false"],
    ["1 == 2"],
    ["caller.known && !caller.known"],
  ])("%s never holds", (source) => {
    expect(waysOf([sound(source)]).canHold).toEqual([false]);
  });

  it.each([
    ["caller.known || !caller.known"],
    ["time.hour < 24"],
    ["time.hour >= 12 || time.hour < 12"],
    ["caller.grade in ['attested', 'present', 'withheld']"],
    ["true"],
  ])("%s always holds", (source) => {
    expect(waysOf([sound(source)]).canFail).toEqual([false]);
  });

  it.each([
    ["caller.segment == 'x' || caller.segment != 'x'"],
    ["time.hour > 8 && time.hour < 10"],
    ["lookup.score > 2.5 && lookup.score < 2.6"],
    ["caller.segment.contains('x') && caller.segment == 'y'"],
    ["time.clock > '08:30' && time.clock < '08:32'"],
    ["has(caller.segment)"],
    ["!has(caller.segment)"],
  ])("%s may hold or not", (source) => {
    const { canHold, canFail } = waysOf([sound(source)]);
    expect([canHold, canFail]).toEqual([[true], [true]]);
  });

  it("are shut where an earlier one covers them", () => {
    const ways = (...sources: string[]) => waysOf(sources.map(sound));
    expect(
      ways("time.hour < 18", "time.hour < 12", "time.hour >= 18").canBeFirst,
    ).toEqual([true, false, true]);
    expect(ways("time.hour < 18", "time.hour >= 18").canBeNone).toBe(false);
    expect(
      ways("caller.segment == 'a'", "caller.segment in ['a', 'b']").canBeFirst,
    ).toEqual([true, true]);
    expect(
      ways("caller.segment.contains('a')", "caller.segment == 'b'").canBeFirst,
    ).toEqual([true, true]);
  });

  it("are fewer where something is given", () => {
    const grades = ["caller.grade == 'withheld'", "caller.known"].map(sound);
    const { canBeFirst, canBeNone } = waysOf(grades, {
      "caller.grade": ["withheld"],
    });
    expect([canBeFirst, canBeNone]).toEqual([[true, false], false]);
  });
});
