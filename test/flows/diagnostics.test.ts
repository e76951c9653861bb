import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  checkFlow,
  diagnosticCodes,
  renderDiagnostic,
} from "../../src/flows/index.js";
import { severities, type Diagnostic } from "../../src/flows/diagnostics.js";
import { flowSchema } from "../../src/flows/schema.js";
import { fields } from "../../src/flows/spanish/fields.js";
import { sentences, spanishOf } from "../../src/flows/spanish/index.js";
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

const quotedIn = (words: string) =>
  Array.from(words.matchAll(/"[^"]*"/g), ([one]) => one).toSorted();

/** What of a diagnostic a reader of Spanish would not get, or with other words of the document. */
const notInSpanish = ({ message, hint }: Diagnostic): string[] =>
  [message, ...(hint === undefined ? [] : [hint])].filter((english) => {
    const spanish = spanishOf(english);
    return (
      spanish === undefined ||
      quotedIn(spanish).join() !== quotedIn(english).join()
    );
  });

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
    expect(diagnostics.flatMap(notInSpanish)).toEqual([]);
  });
});

describe("what is said in Spanish", () => {
  it("has a sentence for what each field of a flow means, and none besides", () => {
    const described = JSON.stringify(flowSchema()).matchAll(
      /"description":("(?:[^"\\]|\\.)*")/g,
    );
    const all = Array.from(described, ([, one]) =>
      String(JSON.parse(one ?? "")),
    );
    expect(Object.keys(fields).toSorted()).toEqual(
      [...new Set(all)].toSorted(),
    );
  });

  it("has a place for each word of the document that the English sentence has", () => {
    const places = (words: string) => words.split("{}").length;
    const uneven = Object.entries(sentences).filter(
      ([english, spanish]) => places(english) !== places(spanish),
    );
    expect(uneven).toEqual([]);
  });

  it.each([
    [
      'Step "a" does not say where callers go on "unanswered" (nobody took the call in time).',
      'El paso "a" no dice adónde se va con "unanswered" (nadie tomó la llamada a tiempo).',
    ],
    ['"{}" means nothing here.', '"{}" no significa nada aquí.'],
    ["Nobody says this.", undefined],
  ])("says of %s: %s", (english, spanish) => {
    expect(spanishOf(english)).toBe(spanish);
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
