/** What a day's figures are made of: classes of seconds, callers who ring again, how sure a comparison is. */
import { advance, type Advanced } from "../../src/machines/advance.js";
import {
  compareShares,
  differenceOf,
  wilson,
} from "../../src/machines/figures/compare.js";
import { contactMachine } from "../../src/machines/figures/contact.js";
import { countCallback } from "../../src/machines/figures/count-others.js";
import {
  figuresMachine,
  noCalls,
  noFigures,
  type DayFigures,
  type FiguresEvent,
} from "../../src/machines/figures/day.js";
import {
  classOf,
  countSeconds,
  quantileOf,
  type SecondsCount,
} from "../../src/machines/figures/seconds.js";
import { indicatorsOf, sumCalls } from "../../src/machines/figures/sum.js";
import { createChance } from "../../src/simulate/chance.js";

const hour = 3600_000;
const call = {
  type: "call-ended",
  version: "line@1",
  end: "person",
  asked: true,
  transfers: 0,
  promises: {},
} as const;

describe("seconds by class", () => {
  const { random } = createChance(7, "seconds");
  const drawn = Array.from({ length: 5_000 }, () => 900 * random() ** 3);
  const counts = drawn.reduce<SecondsCount>(countSeconds, {});

  it.each([0.01, 0.5, 0.95, 1])(
    "give the quantile %d of thousands to its class, and never a shorter one",
    (share) => {
      const sorted = drawn.toSorted((one, other) => one - other);
      const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
      expect(quantileOf(counts, share)).toBe(classOf(exact));
      expect(classOf(exact)).toBeGreaterThanOrEqual(exact);
      expect(classOf(exact) - exact).toBeLessThan(Math.max(1, exact / 10));
    },
  );

  it("are as many however many calls there are, and of none there is no quantile", () => {
    const all = Array.from({ length: 50_000 }, (_, at) => at / 2);
    const many = all.reduce<SecondsCount>(countSeconds, {});
    expect(Object.keys(many).length).toBeLessThan(170);
    expect(quantileOf({}, 0.5)).toBeUndefined();
  });
});

describe("a caller who rings again", () => {
  let step: Advanced | undefined;
  let at = 0;
  let told: string[] = [];
  beforeEach(() => {
    [step, at, told] = [undefined, 0, []];
  });
  const take = (event: object, hours: number) => {
    at += hours * hour;
    step = advance(contactMachine, step?.snapshot, {
      ...event,
      at,
    } as never);
    told.push(
      ...step.effects.map((effect) => {
        const { to, event: what } = effect as unknown as {
          to: { kind: string; id: string };
          event: FiguresEvent & { is?: string; resolved?: boolean };
        };
        const more = what.is ?? what.resolved ?? "";
        return `${to.id} ${what.type} ${more}`.trim();
      }),
    );
  };
  const rings = (
    day: string,
    how: "resolved" | "wrong" | "promised",
    hours = 0,
  ) =>
    take(
      {
        type: "called",
        day,
        version: "line@1",
        resolved: how === "resolved",
        wrong: how === "wrong",
      },
      hours,
    );

  it("within a week counts against the day of the first call, once", () => {
    rings("mon", "resolved");
    rings("thu", "resolved", 72);
    rings("fri", "resolved", 24);
    expect(told).toEqual(["mon first-contact true", "mon came-again"]);
  });

  it("a week after the last of its calls has another matter", () => {
    rings("mon", "resolved");
    rings("next", "resolved", 7 * 24);
    expect(told).toEqual(["mon first-contact true", "next first-contact true"]);
  });

  it("is not counted twice against a call that had not settled it", () => {
    rings("mon", "wrong");
    rings("tue", "resolved", 24);
    expect(told).toEqual([
      "mon first-contact false",
      "mon customer atRisk",
      "tue customer recovered",
    ]);
  });

  it("needs no second call when the line rings in time, and then rings in vain", () => {
    rings("mon", "promised");
    take({ type: "put-right", day: "mon" }, 1);
    take({ type: "put-right", day: "mon" }, 1);
    rings("tue", "resolved", 20);
    expect(told).toEqual([
      "mon first-contact false",
      "mon resolved",
      "mon came-again",
    ]);
  });

  it("is lost once until won back, and after a month nobody speaks of winning back", () => {
    rings("mon", "wrong");
    take({ type: "went-wrong", day: "tue" }, 24);
    take({ type: "put-right", day: "much later" }, 31 * 24);
    expect(told).toEqual(["mon first-contact false", "mon customer atRisk"]);
  });
});

describe("a call-back", () => {
  const asked = { case: { number: "+573001234567", due: 60_000 } };
  const cutOff = { ...asked, cutOff: "waiting" };
  const greeting = { greeting: "first" };
  const waiting = { trying: "waiting" };
  const again = [{ at: 0, result: "not-solved" }];
  it.each([
    ["began in time", greeting, asked, "talking", { at: 60_000 }, "inTime"],
    ["began late", greeting, asked, "talking", { at: 60_001 }, "late"],
    ["was had already", greeting, asked, "talking", { tries: again }, ""],
    ["was declined", greeting, asked, "idle", { type: "digits" }, "declined"],
    ["never came about", waiting, asked, "idle", { type: "byHand" }, "cases"],
    [
      "came of a call of theirs",
      "on-the-line",
      asked,
      "idle",
      { type: "rang-off" },
      "inTime",
    ],
    [
      "was owed to who was cut off",
      waiting,
      cutOff,
      "idle",
      { type: "byHand" },
      "cases",
    ],
    [
      "was owed until they rang again",
      "cut-off",
      cutOff,
      "idle",
      { type: "rang-in" },
      "",
    ],
    ["is still to come", waiting, asked, "ringing", {}, ""],
  ] as const)(
    "whose talk %s counts so, and once",
    (_talk, was, of, is, more, how) => {
      const { tries = [], ...event } = {
        type: "digits",
        at: 0,
        ...more,
      } as { type: string; at: number; tries?: readonly object[] };
      const place = (value: unknown, context: object) =>
        ({ status: "active", value, context }) as never;
      const told = countCallback(
        {
          version: "1",
          before: place(was, { asked: of, tries }),
          event,
          after: place(is, is === "idle" ? {} : { asked: of, tries }),
        },
        "UTC",
      ).flatMap((effect) =>
        effect.type === "tell" && effect.to.kind === "figures"
          ? [effect.event["how"]]
          : [],
      );
      expect(told).toEqual(how === "" ? [] : [how]);
    },
  );
});

describe("a day", () => {
  it("is of one size, however many calls it has and however often a flow is published", () => {
    let snapshot: Advanced["snapshot"] | undefined;
    for (let count = 0; count < 3_000; count += 1)
      ({ snapshot } = advance(figuresMachine, snapshot, {
        ...call,
        version: `line@${count % 300}`,
        person: count / 10,
        at: 0,
      } as never));
    const { context } = snapshot as unknown as { context: DayFigures };
    expect(Object.keys(context.flows).length).toBe(51);
    expect(sumCalls(context.flows).calls).toBe(3_000);
  });

  it("shows what it counted, and leaves out what nobody came to", () => {
    let snapshot: Advanced["snapshot"] | undefined;
    const proved = { "hold at most": { seconds: 70, proved: 60 } };
    for (const event of [
      { ...call, person: 60, rating: 5 },
      { ...call, person: 61, rating: 2, transfers: 2 },
      { ...call, end: "settled", asked: false, settled: 59.9 },
      { ...call, end: "abandoned", promises: proved },
    ])
      ({ snapshot } = advance(figuresMachine, snapshot, {
        ...event,
        at: 0,
      }));
    const { context } = snapshot as unknown as { context: DayFigures };
    expect(indicatorsOf(sumCalls(context.flows))).toMatchObject({
      soon: { of: 4, are: 2 },
      abandoned: { of: 3, are: 1 },
      toPerson: { median: 60, p95: 65 },
      rating: { answers: 2, mean: 3.5 },
      transfers: 2,
      promises: [{ kept: 0, late: 1, worst: 70, proved: 60 }],
    });
    const empty = indicatorsOf(sumCalls(noFigures.flows));
    expect([empty.toPerson, "mean" in empty.rating]).toEqual([{}, false]);
  });
});

describe("how sure one may be", () => {
  // Newcombe's own examples: Statistics in Medicine 17 (1998), 857–872, table I, and 873–890, table II.
  it("is what the textbook computes", () => {
    const rounded = ({ low, high }: { low: number; high: number }) =>
      [low, high].map((one) => one.toFixed(4));
    expect(rounded(wilson({ are: 81, of: 263 }))).toEqual(["0.2553", "0.3662"]);
    expect(rounded(wilson({ are: 0, of: 20 }))).toEqual(["0.0000", "0.1611"]);
    const difference = (a: number, m: number, b: number, n: number) =>
      rounded(differenceOf({ are: a, of: m }, { are: b, of: n }));
    expect(difference(56, 70, 48, 80)).toEqual(["0.0524", "0.3339"]);
    expect(difference(9, 10, 3, 10)).toEqual(["0.1705", "0.8090"]);
    expect(difference(10, 10, 0, 20)).toEqual(["0.6791", "1.0000"]);
  });

  it("is said in words: better, worse, alike, or too few calls to tell", () => {
    const calls = (all: number, soon: number, abandoned: number) => ({
      ...noCalls,
      calls: all,
      asked: all,
      soon,
      ends: { ...noCalls.ends, abandoned },
    });
    const verdicts = (
      live: ReturnType<typeof calls>,
      trial: ReturnType<typeof calls>,
    ) =>
      compareShares(live, trial).flatMap(({ name, verdict }) =>
        name === "soon" || name === "abandoned" ? [verdict] : [],
      );
    expect(verdicts(calls(900, 600, 90), calls(100, 80, 30))).toEqual([
      "better",
      "worse",
    ]);
    expect(verdicts(calls(900, 600, 90), calls(10, 9, 0))).toEqual([
      "too-few",
      "too-few",
    ]);
    expect(verdicts(calls(900, 600, 90), calls(900, 605, 91))).toEqual([
      "alike",
      "alike",
    ]);
    expect(verdicts(calls(900, 600, 90), calls(0, 0, 0))).toEqual([
      "too-few",
      "too-few",
    ]);
  });
});
