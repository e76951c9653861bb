import { readFileSync } from "node:fs";
import { fields, headings } from "../../src/disputes/index.js";
import { plainWords, recogniseColumns } from "../../src/disputes/columns.js";
import { disputesCommand } from "../../src/cli/disputes.js";

const page = readFileSync("docs/disputes-analysis.md", "utf8");
const rows = [...page.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].filter(
  ([, name = ""]) => fields.some((field) => field === name),
);

describe("The page on disputes", () => {
  it("describes every column, under headings that are understood", () => {
    expect(rows.map(([, name]) => name).toSorted()).toEqual(fields.toSorted());
    for (const [, name = "", list = ""] of rows)
      for (const heading of list.split(", ")) {
        const written = heading.replace("or in the heading: ", "");
        const { at, currency } = recogniseColumns([written], new Map());
        if (written === "Monto (USD)") expect(currency).toBe("USD");
        else expect([heading, [...at.keys()]]).toEqual([heading, [name]]);
      }
  });

  it("describes every option", () => {
    const analyse = disputesCommand().commands.find(
      (command) => command.name() === "analyse",
    );
    const options = analyse?.options.map((option) => option.long ?? "") ?? [];
    expect(options.length).toBeGreaterThan(12);
    for (const option of options) expect(page).toContain(option);
  });
});

describe("The headings", () => {
  it("are plain words, and each means one column", () => {
    const all = fields.flatMap((field) => headings[field].split("|"));
    expect(all).toEqual(all.map(plainWords));
    expect(new Set(all).size).toBe(all.length);
  });
});
