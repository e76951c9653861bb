import { readFileSync } from "node:fs";
import { exampleHistory } from "../../src/disputes/index.js";
import { analyseExample, analyseText, read } from "./support/read.js";

const sumOf = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

describe("The example history", () => {
  const history = read(exampleHistory());
  const small = history.claims.filter(({ claimed }) => claimed <= 270);
  const analysis = analyseExample();
  const asked = analysis.asked;
  if (asked === undefined) throw new Error("US$2.70 was asked about");

  it("is the file that stands in the examples, to the letter", () => {
    expect(exampleHistory()).toBe(
      readFileSync("examples/disputes/history.csv", "utf8"),
    );
  });

  it("is read without a word of complaint", () => {
    expect(history).toMatchObject({ unread: [], notices: [] });
    expect(analysis.notices).toEqual([]);
  });

  it("has the charter's figures under US$2.70: 125 to 147 claims a month worth US$148 to 162, US$1,537 to handle", () => {
    const months = asked.byMonth;
    expect(months).toHaveLength(24);
    const claims = months.map((month) => month.claims);
    const money = months.map((month) => month.claimed);
    expect([Math.min(...claims), Math.max(...claims)]).toEqual([125, 147]);
    expect([Math.min(...money), Math.max(...money)]).toEqual([14_800, 16_200]);
    expect(new Set(months.map(({ handling }) => handling))).toEqual(
      new Set([153_700]),
    );
  });

  it("reproduces the column's own arithmetic: US$1,375 to 1,389 gained a month", () => {
    expect(asked.steps.handlingSaved).toBe(24 * 153_700);
    expect(-asked.steps.conceded).toBe(
      sumOf(small.map(({ claimed }) => claimed)),
    );
    expect(asked.steps.plain).toBe(24 * 153_700 + asked.steps.conceded);
    expect(asked.months).toMatchObject({
      plainLeast: 137_500,
      plainMost: 138_900,
    });
    const average = asked.steps.plain / 24;
    expect(average).toBeGreaterThanOrEqual(137_500);
    expect(average).toBeLessThanOrEqual(138_900);
  });

  it("then gains US$1,198.42 a month after line, guard and induced claims", () => {
    expect(asked.steps).toEqual({
      handlingSaved: 3_688_800,
      conceded: -372_639,
      plain: 3_316_161,
      creditedAnyway: 93_968,
      line: -65_440,
      guard: -248_726,
      induced: -219_748,
      net: 2_876_215,
    });
    expect(asked.months).toMatchObject({ gaining: 24, of: 24 });
  });

  it("breaks even at about US$11 a claim, as handling costs", () => {
    expect(asked.breakEven).toEqual({
      amount: 1107,
      handlingCost: 178,
      inducedRate: 35_222,
    });
  });

  it("recommends US$5.00, and US$3.10 for the careful", () => {
    expect(analysis.recommendation).toEqual({
      kind: "threshold",
      threshold: 500,
      cautious: 310,
      historyEndsBefore: false,
    });
    expect(analysis.chosen.net.expected).toBe(3_114_706);
  });

  it("has the guard send 14 of its customers to an agent", () => {
    expect(asked.repeats).toMatchObject({ guarded: 14, unnamed: 0 });
    expect(asked.under.claims - asked.settled.claims).toBe(241);
  });

  it("recommends nothing beyond US$2.70 when its larger claims are left out", () => {
    const [headings = "", ...rows] = exampleHistory().trim().split("\n");
    const kept = rows.filter((row) => Number(row.split(",")[3]) <= 2.7);
    const { recommendation } = analyseText([headings, ...kept].join("\n"));
    expect(recommendation).toEqual({
      kind: "threshold",
      threshold: 270,
      cautious: 270,
      historyEndsBefore: false,
    });
  });

  it("is another history for another seed, with the same figures", () => {
    const other = exampleHistory(7);
    expect(other).not.toBe(exampleHistory());
    const [month] = analyseText(other, {}, 270).asked?.byMonth ?? [];
    expect(month).toMatchObject({ handling: 153_700 });
  });
});
