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
import { rulePacks } from "../../src/flows/rule-packs.js";
import {
  sentences,
  spanishOf,
  tellLinesIn,
} from "../../src/flows/spanish/index.js";
import {
  mistakesIn,
  peopleDocument,
} from "../../src/machines/company/documents.js";
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
const notInSpanish = ({
  message,
  hint,
}: Pick<Diagnostic, "message" | "hint">): string[] =>
  [message, ...(hint === undefined ? [] : [hint])].filter((english) => {
    const spanish = spanishOf(english);
    return (
      spanish === undefined ||
      quotedIn(spanish).join() !== quotedIn(english).join()
    );
  });

const policyDocument = "policies/small-disputes.yaml";
const documents = {
  [peopleDocument]: readFileSync("demo/people.yaml", "utf8"),
  [policyDocument]: readFileSync("flows/policies/small-disputes.yaml", "utf8"),
};
/** What is written instead of something in a document, one mistake after the other. */
const brokenDocuments: readonly (readonly [
  keyof typeof documents,
  from: string,
  to: string,
])[] = [
  [peopleDocument, '"+12025550111"', "nobody"],
  [peopleDocument, '"+12025550111"', "12025550111"],
  [peopleDocument, '    phone: "+12025550111"\n', ""],
  [peopleDocument, '"+12025550111"', '"+12025550111'],
  [peopleDocument, '"+12025550102"', "ours"],
  [peopleDocument, "- name: Luis Prado", "- name: [Luis]"],
  [
    peopleDocument,
    "- name: Luis Prado",
    "- name: one two three four five six seven eight nine ten",
  ],
  [peopleDocument, "- name: Luis Prado", "- name: Luis Prado\n    nickname: L"],
  [peopleDocument, "- name: Luis Prado", "- name: Luis Prado\n    email: luis"],
  [
    peopleDocument,
    "- name: Luis Prado",
    "- name: Luis Prado\n    superior: Nobody",
  ],
  [
    peopleDocument,
    "- name: Luis Prado",
    "- name: Luis Prado\n    hours: never",
  ],
  [peopleDocument, "- name: Luis Prado", "- name: Luis Prado\n    name: Twice"],
  [peopleDocument, "- name: Luis Prado", "- name: Luis Prado\n    rings: []"],
  [peopleDocument, "topics: [billing, general]", "languages: [fr]"],
  [peopleDocument, "topics: [billing, general]", "segments: [A B]"],
  [peopleDocument, "  published: true", "  published: perhaps"],
  [
    peopleDocument,
    "  published: true",
    '  rings: [{ phone: "+12025550122", hours: office }]',
  ],
  [
    peopleDocument,
    "agents:",
    "directors:\n  - name: A\n    phone: client:a\n    title: { es: a, en: a, pt: a }\nagents:",
  ],
  [
    peopleDocument,
    "agents:",
    'directors:\n  - name: A\n    phone: client:a\n    title: { es: a, en: a, pt: a }\n    regions: ["57"]\nagents:',
  ],
  [peopleDocument, "[Luis Prado]", "[Nobody]"],
  [peopleDocument, "[Luis Prado]", "[Ana Torres]"],
  [peopleDocument, "each: { USD: 5000 }", "each: { USD: 50.5 }"],
  [peopleDocument, "each: { USD: 5000 }", "each: { USD: -1 }"],
  [peopleDocument, "each: { USD: 5000 }", "each: { USD: 1e14 }"],
  [peopleDocument, "each: { USD: 5000 }", "each: { dollars: 5000 }"],
  [peopleDocument, "segment: corporate", "segment: Corporate"],
  [peopleDocument, "adviser: Elena Ruiz", "adviser: Luis Prado"],
  [peopleDocument, "hours:\n", "outbound: { countries: [Colombia] }\nhours:\n"],
  [peopleDocument, "hours:\n", "outbound: { calls a day: -1 }\nhours:\n"],
  [peopleDocument, "hours:\n", "relaxing: { powers: later }\nhours:\n"],
  [peopleDocument, "hours:\n", "wrap-up: long\nhours:\n"],
  [peopleDocument, "  office:", "  Office:"],
  [peopleDocument, "America/Bogota", "Bogota"],
  [peopleDocument, "saturday:", "caturday:"],
  [peopleDocument, '"09:00-13:00"', '"9-13"'],
  [peopleDocument, '"09:00-13:00"', '"13:00-09:00"'],
  [peopleDocument, '"09:00-13:00"', '"09:00-13:00", "12:00-14:00"'],
  [peopleDocument, '"2026-12-08"', '"2026-13-08"'],
  [peopleDocument, '"2026-12-24":', '"Christmas":'],
  [
    peopleDocument,
    "    holidays:",
    "    closed now: { because: { es: Obra }, until: soon }\n    holidays:",
  ],
  [
    peopleDocument,
    "    holidays:",
    `    closed now: { because: { es: "${"obra ".repeat(40)}" } }\n    holidays:`,
  ],
  [
    peopleDocument,
    "  billing: { es",
    "  sales: { es: ventas }\n  billing: { es",
  ],
  [policyDocument, "policy: small-disputes", "policy: Small disputes"],
  [policyDocument, "time zone: America/Bogota", "time zone: here"],
  [policyDocument, "plan: never", "plan: always"],
  [policyDocument, "plan: never", "Plan Max: never"],
  [
    policyDocument,
    "threshold: { USD: 500 }",
    "threshold: { USD: 500, COP: 9000 }",
  ],
  [policyDocument, "days: 90, concessions: 3", "days: 9000, concessions: 3"],
  [policyDocument, "[approver, director]", "[boss]"],
  [policyDocument, "monthly budget: { USD: 50000 }", "monthly budget: 500"],
];

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

  it("has a sentence for every mistake of the people file and the policies", () => {
    const told = brokenDocuments.flatMap(([file, from, to]) => {
      const text = documents[file];
      expect(text).toContain(from);
      const mistakes = mistakesIn(file, text.replace(from, to));
      expect([to, mistakes]).not.toEqual([to, []]);
      return mistakes;
    });
    expect(told.filter((one) => notInSpanish(one).length > 0)).toEqual([]);
    // What a schema says of its own is in no words of ours.
    expect(told.filter(({ message }) => /Invalid|Too /.test(message))).toEqual(
      [],
    );
  });

  it("has a sentence for each rule that a flow may adopt", () => {
    const said = Object.values(rulePacks).flatMap(({ title, rules }) => [
      title,
      ...rules.flatMap(({ demands, limits }) => [demands, limits]),
    ]);
    expect(said.filter((one) => spanishOf(one) === undefined)).toEqual([]);
  });

  it("leaves a certificate's calls as they are, and says the rest of each line", () => {
    const lines = [
      'line.yaml: Step "ask" rings agents for "sales", and nobody below agents: in the people file has that topic. There is: billing.',
      "company/people.yaml, line 3, agents › 0 › phone: this is missing.",
      "line.yaml: line: it is not served: 1 of 15 promises is broken.",
      "  gather  digits=1 timeout=5s",
    ];
    expect(tellLinesIn("es", lines.join("\n")).split("\n")).toEqual([
      'line.yaml: El paso "ask" llama a agentes de "sales", y nadie debajo de agents: en el archivo de personas tiene ese tema. Hay: billing.',
      "company/people.yaml, línea 3, agents › 0 › phone: falta.",
      "line.yaml: line: no se sirve: 1 de 15 promesas no se cumple.",
      "  gather  digits=1 timeout=5s",
    ]);
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
