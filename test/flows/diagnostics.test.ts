import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  checkFlow,
  diagnosticCodes,
  renderDiagnostic,
} from "../../src/flows/index.js";
import { severities } from "../../src/flows/diagnostics.js";
import { demoCompany } from "../support/demo-company.js";
import { unfold } from "./support/unfold.js";

const here = join(process.cwd(), "test/flows/diagnostics");
const updating = process.env["UPDATE_SAMPLES"] === "1";
/** A folder is called after its code; a second sample of the same adds a word after a full stop. */
const samples = readdirSync(here).toSorted();
/** The flows that a sample may run stand beside it. */
function besideOf(name: string): string[] {
  return readdirSync(join(here, name))
    .filter((file) => file.endsWith(".yaml") && file !== "flow.yaml")
    .map((file) => unfold(readFileSync(join(here, name, file), "utf8")));
}

/** Samples of very many mistakes are there for what comes after them. */
const mostPrinted = 10;

describe.each(samples)("the sample %s", (name) => {
  const code = name.split(".")[0];
  const text = unfold(readFileSync(join(here, name, "flow.yaml"), "utf8"));

  it("is explained as expected, its own mistake among others", () => {
    const { diagnostics, document } = checkFlow(
      text,
      besideOf(name),
      demoCompany,
    );
    const printed = [
      ...diagnostics.slice(0, mostPrinted),
      ...(diagnostics.length > mostPrinted ? diagnostics.slice(-1) : []),
    ].map((one) => `${renderDiagnostic(one, "flow.yaml", text)}\n`);
    const file = join(here, name, "expected.txt");
    if (updating) {
      if (process.env["CI"]) throw new Error("Samples are not updated on CI.");
      writeFileSync(file, printed.join("\n"));
    }
    expect(diagnostics.map((one) => one.code)).toContain(code);
    expect(printed.join("\n")).toBe(
      existsSync(file) ? readFileSync(file, "utf8") : "",
    );
    expect(document === undefined).toBe(
      diagnostics.some(({ severity }) => severity === "error"),
    );
  });
});

describe("the codes of diagnostics", () => {
  const known = [...diagnosticCodes].toSorted();

  it("have a sample each, and no sample is without a code", () => {
    const sampled = samples.map((name) => name.split(".")[0] ?? "");
    expect(new Set(sampled)).toEqual(new Set(known));
  });

  it("have a section each in docs/diagnostics.md, and no section is without a code", () => {
    const page = readFileSync("docs/diagnostics.md", "utf8");
    const sections = Array.from(
      page.matchAll(/^### `([a-z-]+)`/gm),
      (match) => match[1] ?? "",
    );
    expect(sections.toSorted()).toEqual(known);
  });

  it("are called errors and warnings in docs/diagnostics.md as they are", () => {
    const page = readFileSync("docs/diagnostics.md", "utf8");
    const told = Array.from(
      page.matchAll(/^### `([a-z-]+)`\n\n(Error|Warning)\. /gm),
      (match) => [match[1], match[2]?.toLowerCase()],
    );
    expect(Object.fromEntries(told)).toEqual(severities);
  });

  it("say what a mistake means, why callers care and how to mend it", () => {
    const page = readFileSync("docs/diagnostics.md", "utf8");
    const [, ...sections] = page.split(/^### /m);
    for (const section of sections) {
      expect(section).toMatch(/\*\*For a caller:\*\* /);
      expect(section).toMatch(/\*\*To mend it:\*\* /);
    }
  });
});
