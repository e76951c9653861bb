import { parseHTML } from "linkedom";
import type { Browser } from "playwright-core";
import { analyse, exampleHistory } from "../../src/disputes/index.js";
import { renderReport } from "../../src/disputes/report/index.js";
import { launchBrowser } from "../console/support/browser.js";
import { analyseExample, analyseText, read } from "./support/read.js";

const draw = (
  analysis: Parameters<typeof renderReport>[0],
  file = "history.csv",
) => renderReport(analysis, file, parseHTML("<html></html>").document);

describe("The page", () => {
  const page = draw(analyseExample());

  it("is the same text for the same history", () => {
    expect(draw(analyseExample())).toBe(page);
  });

  it("needs nothing else: no script, no address", () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
    expect(page.replaceAll("http://www.w3.org/", "")).not.toMatch(/https?:/);
  });

  it("has a chart of each kind, each with a sentence for screen readers", () => {
    const labels = [...page.matchAll(/<svg [^>]*role="img"[^>]*>/g)].map(
      ([svg]) => /aria-label="([^"]+)"/.exec(svg)?.[1] ?? "",
    );
    expect(labels).toEqual([
      expect.stringContaining("Net gain a month by threshold"),
      expect.stringContaining("How a gain of US$1,297.79 a month comes about"),
      expect.stringContaining("How a gain of US$1,198.42 a month comes about"),
      expect.stringContaining("Handling cost and money in dispute by month"),
      expect.stringContaining("by size of the claim"),
      expect.stringContaining("Claims by month"),
      expect.stringContaining("Money in dispute by month"),
      expect.stringContaining("by how often a customer claims"),
    ]);
  });

  it("escapes what a file says", () => {
    const text =
      "date,amount,category\n2025-01-01,2,<script>alert(1)</script>\n2025-01-01,2,b\n<img src=x>,2,c\n";
    const hostile = draw(analyseText(text), '"><script>.csv');
    expect(hostile).not.toMatch(/<script|<img/);
    expect(hostile).toContain("&lt;img src=x&gt;");
  });

  it.each([
    ["one claim", "date,amount\n2025-01-01,2\n"],
    ["claims of one amount", `date,amount\n${"2025-01-01,2\n".repeat(50)}`],
    [
      "claims dearer than their handling",
      `date,amount,cost\n${"2025-01-01,20,1\n2025-02-01,30,1\n".repeat(50)}`,
    ],
    [
      "amounts from a cent to a million",
      "date,amount\n2025-01-01,0.01\n2020-01-01,1000000\n",
    ],
  ])("draws %s without a number that is none", (_, text) => {
    expect(draw(analyseText(text))).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("says of what it does not recommend that it does not", () => {
    const small = draw(analyseText("date,amount\n2025-01-01,2\n"));
    expect(small).toContain(
      "<h1>Not enough data to recommend a threshold.</h1>",
    );
    expect(small).toContain("no recommendation");
  });

  it("draws a currency without cents in whole units", () => {
    const yen = exampleHistory()
      .replaceAll(",USD,", ",JPY,")
      .replaceAll(/(\d+)\.(\d\d)/g, "$1$2");
    const analysis = analyse(read(yen), {
      currency: "JPY",
      lineCost: { value: 20, source: "test" },
    });
    expect(draw(analysis)).toContain("up to JPY 500.");
  });
});

describe("The page in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser.close());

  it.each([
    ["a desk", 1200, "light" as const],
    ["a telephone", 390, "dark" as const],
  ])(
    "fits %s, with every label inside its chart and no complaint",
    async (_, width, colorScheme) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("request", (request) => complaints.push(request.url()));
      await page.setContent(draw(analyseExample()));
      const astray: unknown = await page.evaluate(`(() => {
      const outside = [];
      for (const svg of document.querySelectorAll("svg")) {
        const frame = svg.getBoundingClientRect();
        for (const text of svg.querySelectorAll("text")) {
          const box = text.getBoundingClientRect();
          if (box.left < frame.left - 1 || box.right > frame.right + 1) outside.push(text.textContent);
        }
      }
      return { outside, wider: document.documentElement.scrollWidth > innerWidth, charts: document.querySelectorAll("svg").length };
    })()`);
      expect(astray).toEqual({ outside: [], wider: false, charts: 8 });
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
