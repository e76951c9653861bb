import { HistoryError } from "../../src/disputes/index.js";
import { analyseText } from "./support/read.js";

const headings = "date,account,amount,outcome,credited,handling_cost";

/** Claims of one amount, one each day from a day of 2025 on. */
function claimsOf(
  amount: string,
  count: number,
  month = 1,
  more = "",
): string[] {
  return Array.from({ length: count }, (_, at) => {
    const day = String((at % 28) + 1).padStart(2, "0");
    const inMonth = String(month + Math.floor(at / 28)).padStart(2, "0");
    return `2025-${inMonth}-${day},A${amount}-${at},${amount},refused,0,10.00${more}`;
  });
}

const file = (...rows: string[][]) => [headings, ...rows.flat()].join("\n");

describe("An analysis", () => {
  it("adds up by hand: two claims, one conceded before", () => {
    const text = file([
      "2025-01-03,A1,2.00,refused,0,10.00",
      "2025-01-20,A2,3.00,conceded,3.00,12.00",
    ]);
    const { chosen, whole } = analyseText(
      text,
      {
        lineCost: { value: 50, source: "test" },
        induced: { low: 0, expected: 5000, high: 10_000 },
      },
      300,
    );
    expect(whole).toEqual({
      claims: 2,
      claimed: 500,
      credited: 300,
      handling: 2200,
    });
    // 22.00 saved, 5.00 conceded, 3.00 of it given before, two times 0.50 for the line, one induced claim at 3.50.
    expect(chosen).toMatchObject({
      threshold: 300,
      net: { plain: 1700, low: 1900, expected: 1550, high: 1200 },
    });
  });

  it("counts a credit above the claim as the claim, and says so", () => {
    const { chosen, notices } = analyseText(
      file(["2025-01-03,A1,2.00,conceded,9.00,10.00"]),
    );
    expect(chosen.steps.creditedAnyway).toBe(200);
    expect(notices.map(({ text }) => text).join()).toContain(
      "1 claim credited with more than was claimed",
    );
  });

  it("takes a blank credit as the whole claim where it was conceded, else as nothing", () => {
    const { whole } = analyseText(
      file([
        "2025-01-03,A1,2.00,conceded,,10.00",
        "2025-01-04,A2,3.00,partial,,10.00",
        "2025-01-05,A3,4.00,no procede,,10.00",
      ]),
    );
    expect(whole.credited).toBe(200);
  });

  it("sends the fourth claim within 90 days to an agent, and the fifth after them not", () => {
    const rows = [
      "2025-01-01",
      "2025-01-10",
      "2025-01-20",
      "2025-03-31",
      "2025-04-01",
    ].map((date) => `${date},A1,1.00,refused,0,10.00`);
    const { chosen } = analyseText(file(rows));
    // The first concession leaves the window on the ninetieth day after it, 1 April.
    expect(chosen.settled.claims).toBe(4);
    expect(chosen.repeats).toMatchObject({ customers: 1, guarded: 1 });
  });

  it("never sends a claim without an account to an agent", () => {
    const rows = Array.from(
      { length: 9 },
      () => "2025-01-01,,1.00,refused,0,10.00",
    );
    const { chosen } = analyseText(file(rows));
    expect(chosen.settled.claims).toBe(9);
    expect(chosen.repeats).toMatchObject({ customers: 0, unnamed: 9 });
  });

  it("takes the part of the handling cost that is avoidable", () => {
    const text = file(["2025-01-03,A1,2.00,refused,0,10.00"]);
    expect(
      analyseText(text, { avoidable: 6000 }).chosen.steps.handlingSaved,
    ).toBe(600);
  });

  it("prices minutes by the hour, fills gaps with the median, and lets a person overrule it", () => {
    const text =
      "date,amount,minutes\n2025-01-03,2.00,10\n2025-01-03,2.00,20\n2025-01-03,2.00,60\n2025-01-03,2.00,\n";
    expect(analyseText(text, { agentHour: 1800 }).whole.handling).toBe(
      300 + 600 + 1800 + 600,
    );
    expect(
      analyseText(text, { agentHour: 1800, handlingCost: 700 }).whole.handling,
    ).toBe(2700 + 700);
  });

  it("uses the charter's US$11.30 where the file tells nothing, and says where it is from", () => {
    const { whole, handlingSource, notices } = analyseText(
      "date,amount,minutes\n2025-01-03,2.00,10\n",
    );
    expect(whole.handling).toBe(1130);
    expect(handlingSource).toContain("US$1,537 a month");
    expect(notices.map(({ text }) => text).join()).toContain(
      "Say --agent-hour",
    );
  });

  it("asks for a handling cost where the default is in another currency", () => {
    expect(() =>
      analyseText("date,amount,currency\n2025-01-03,2000,COP\n", {
        currency: "COP",
      }),
    ).toThrow(
      "What it costs to handle a claim is not known: the file tells no cost, and the default is in US dollars while these claims are in COP.",
    );
  });

  it("leaves other currencies out, and says how many", () => {
    const text =
      "date,amount,currency\n2025-01-03,2.00,USD\n2025-01-03,2.00,EUR\n2025-01-03,2.00,USD\n";
    const { whole, notices } = analyseText(text);
    expect(whole.claims).toBe(2);
    expect(notices).toContainEqual({
      line: 3,
      text: "1 claim not in USD, left out. The file has 2 in USD, 1 in EUR. Say --currency to analyse another.",
    });
  });

  it("names the first unread row when none in the currency could be read", () => {
    expect(() => analyseText("date,amount\nnever,2.00\n")).toThrow(
      'No claim in USD could be read. 1 row not read; the first, on line 2: date "never" is no date',
    );
  });

  it("knows nothing of a threshold beyond the largest claim", () => {
    expect(() => analyseText(file(claimsOf("2.00", 3)), {}, 201)).toThrow(
      HistoryError,
    );
    expect(() => analyseText(file(claimsOf("2.00", 3)), {}, 201)).toThrow(
      "The largest claim of the history is US$2.00; nothing is known of a threshold of US$2.01.",
    );
  });

  it("counts months without a claim, and says when the ends are not whole", () => {
    const { months, notices } = analyseText(
      file([
        "2024-11-15,A1,1.00,refused,0,10",
        "2025-02-10,A1,1.00,refused,0,10",
      ]),
    );
    expect(months.map(({ name, claims }) => [name, claims])).toEqual([
      ["2024-11", 1],
      ["2024-12", 0],
      ["2025-01", 0],
      ["2025-02", 1],
    ]);
    expect(notices.map(({ text }) => text).join()).toContain(
      "begins on 2024-11-15 and ends on 2025-02-10",
    );
  });
});

describe("A recommendation", () => {
  it("needs claims in six months", () => {
    expect(analyseText(file(claimsOf("2.00", 5 * 28))).recommendation).toEqual({
      kind: "not enough data",
      why: ["Claims were made in 5 calendar months; at least 6 are needed."],
    });
    expect(
      analyseText(file(claimsOf("2.00", 6 * 28))).recommendation,
    ).toMatchObject({ kind: "threshold", threshold: 200 });
  });

  it("needs thirty claims close below it", () => {
    const spread = [1, 3, 5, 7, 9, 11].flatMap((month) =>
      claimsOf("2.00", 5, month),
    );
    expect(analyseText(file(spread)).recommendation).toMatchObject({
      kind: "threshold",
      threshold: 200,
    });
    expect(analyseText(file(spread.slice(1))).recommendation).toEqual({
      kind: "not enough data",
      why: [
        "The fullest band of amounts, up to US$2.00, has 29 claims; at least 30 are needed.",
      ],
    });
  });

  it("stops where the history thins out, though more would gain, and says to look again", () => {
    const text = file(claimsOf("2.00", 7 * 28), claimsOf("5.00", 29));
    const { recommendation, curve } = analyseText(text, {
      induced: { expected: 0 },
    });
    expect(recommendation).toMatchObject({
      kind: "threshold",
      threshold: 240,
      historyEndsBefore: true,
    });
    expect(curve.at(-1)?.threshold).toBe(500);
  });

  it("is that nothing pays where arguing is cheaper", () => {
    const dear = claimsOf("20.00", 7 * 28);
    expect(analyseText(file(dear)).recommendation).toEqual({
      kind: "nothing pays",
      why: "At every amount with enough history, from US$20.00 up, conceding costs more than arguing.",
    });
  });
});
