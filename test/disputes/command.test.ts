import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import {
  analyseFile,
  type AnalyseOptions,
} from "../../src/cli/disputes-analyse.js";
import { exampleHistory, type Analysis } from "../../src/disputes/index.js";

describe("directo disputes analyse", () => {
  let folder: string;
  let example: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "disputes-"));
    example = join(folder, "history.csv");
    await writeFile(example, exampleHistory());
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(file: string, options: Partial<AnalyseOptions> = {}) {
    const [output, remarks] = [new PassThrough(), new PassThrough()];
    await analyseFile(
      file,
      { column: [], format: "text", ...options },
      output,
      remarks,
    );
    output.end();
    remarks.end();
    return { output: await readAll(output), remarks: await readAll(remarks) };
  }

  async function analyseIn(
    options: Partial<AnalyseOptions>,
  ): Promise<Analysis> {
    const { output } = await run(example, { ...options, format: "json" });
    return JSON.parse(output) as Analysis;
  }

  it("begins with the answer, in words", async () => {
    const { output } = await run(example, { threshold: "2.70" });
    expect(output).toContain(
      "Concede at once, without proof or argument, every disputed charge up to US$5.00.",
    );
    expect(output).toContain("= plain gain                    US$1,381.73");
    expect(output).toContain(
      "The plain gain lay between US$1,375.00 and US$1,389.00 in each month.",
    );
    expect(output).toContain("What this does not know");
  });

  it("keeps every line to a terminal's width", async () => {
    const { output } = await run(example, { threshold: "2.70" });
    const widest = Math.max(...output.split("\n").map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(100);
  });

  it("prints JSON with money in whole minor units", async () => {
    const analysis = await analyseIn({ threshold: "US$ 2,70" });
    expect(analysis.asked?.threshold).toBe(270);
    expect(Number.isInteger(analysis.chosen.net.expected)).toBe(true);
    expect(analysis.recommendation).toMatchObject({ kind: "threshold" });
  });

  it("takes costs, rates and guard from the options", async () => {
    const { assumptions } = await analyseIn({
      handlingCost: "9.50",
      agentHour: "18",
      avoidable: "60%",
      lineMinutes: "1.5",
      lineMinuteCost: "0.0085",
      messageCost: "0.01",
      induced: "13.7",
      inducedRange: "5-200",
      guard: "2/30",
    });
    expect(assumptions).toMatchObject({
      handlingCost: { value: 950 },
      agentHour: 1800,
      avoidable: { value: 6000 },
      // 1.5 × 0.0085 is 0.01275: two cents, and one for the message.
      lineCost: { value: 3 },
      induced: { value: { low: 500, expected: 1370, high: 20_000 } },
      guard: { concessions: 2, days: 30 },
    });
  });

  it("widens the range so that it holds what is expected", async () => {
    const { assumptions } = await analyseIn({ induced: "300" });
    expect(assumptions.induced.value).toEqual({
      low: 0,
      expected: 30_000,
      high: 30_000,
    });
  });

  it("chooses the commonest currency, and another on request", async () => {
    const file = join(folder, "two.csv");
    await writeFile(
      file,
      "date,amount,currency,cost\n2025-01-01,2,EUR,5\n2025-01-01,2,EUR,5\n2025-01-01,3,PEN,5\n",
    );
    const commonest = await run(file, { format: "json" });
    expect(JSON.parse(commonest.output)).toMatchObject({
      currency: "EUR",
      whole: { claims: 2 },
    });
    const other = await run(file, { format: "json", currency: "pen" });
    expect(JSON.parse(other.output)).toMatchObject({
      currency: "PEN",
      whole: { claims: 1 },
    });
  });

  it("lists rows that were not read, with line, column and reason", async () => {
    const file = join(folder, "bad.csv");
    await writeFile(
      file,
      "date,amount\n2025-01-01,2\nnever,2\n2025-01-01,two\n",
    );
    const { output } = await run(file);
    expect(output).toContain(
      "Of 3 rows 2 could not be read, listed at the end.",
    );
    expect(output).toContain(
      '- line 3, date: "never" is no date; 2025-03-14 or 14/03/2025 is expected',
    );
    expect(output).toContain('- line 4, amount: "two" is no amount');
    expect(output).toContain("Not enough data to recommend a threshold.");
  });

  it.each<[Partial<AnalyseOptions>, string]>([
    [{ threshold: "lots" }, '--threshold "lots" is no amount.'],
    [{ threshold: "€2" }, "--threshold is in EUR, the claims are in USD."],
    [{ threshold: "9999" }, "The largest claim of the history is"],
    [
      { guard: "3" },
      '--guard "3" is not of the form 3/90, concessions and days.',
    ],
    [
      { guard: "0/90" },
      '--guard "0/90" is not of the form 3/90, concessions and days.',
    ],
    [{ induced: "many" }, '--induced "many" is no number of zero or more.'],
    [{ inducedRange: "50" }, '--induced-range "50" is not of the form 0-100.'],
    [{ avoidable: "110" }, "--avoidable is a part of the cost: 0 to 100."],
    [
      { currency: "dough" },
      '--currency "dough" is no currency; a code such as USD is expected.',
    ],
    [
      { column: ["price=Vr"] },
      '--column "price=Vr" is not of the form field=heading. The fields are: claim, date,',
    ],
  ])("refuses %j by the option's name", async (options, message) => {
    await expect(run(example, options)).rejects.toThrow(message);
  });

  it("says when there is no such file, or it is a folder", async () => {
    await expect(run(join(folder, "none.csv"))).rejects.toThrow(
      /^There is no file ".*none.csv"\.$/,
    );
    await expect(run(folder)).rejects.toThrow(
      "is a folder; a CSV file is expected",
    );
  });

  it("writes the page and says where", async () => {
    const html = join(folder, "report.html");
    const { remarks } = await run(example, { html });
    expect(remarks).toBe(`The page is in ${html}.\n`);
    expect(await readFile(html, "utf8")).toContain("<h1>Concede at once");
  });
});
