import { readFileSync } from "node:fs";
import {
  checkFlow,
  compileFlow,
  renderDiagnostic,
} from "../../src/flows/index.js";
import { goodFlow } from "./support/good-flow.js";
import { createChance, mutate } from "./support/mutate.js";

/** `FLOW_MUTATIONS=100000` tries more; a failure names its seed. */
const mutations = Number(process.env["FLOW_MUTATIONS"] ?? 5_000);
/** Milliseconds of work that any document may take: of the processor, since the machine may be busy with something else. */
const longest = 2_000;

/** Checks a text and whatever follows from it; gives the codes found. Throws when it took too long or an answer makes no sense. */
function check(text: string): string[] {
  const before = process.cpuUsage();
  const { document, diagnostics } = checkFlow(text);
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1_000;
  if (took > longest) throw new Error(`This took ${took} ms.`);
  const lines = text.split("\n").length;
  for (const diagnostic of diagnostics) {
    const { line, column, length, message } = diagnostic;
    if (!(line >= 1 && line <= lines && column >= 1 && length >= 1))
      throw new Error(`${message} is at ${line}:${column}+${length}.`);
    if (/undefined|\[object|NaN\b/.test(message.replaceAll(/"[^"]*"/g, "")))
      throw new Error(message);
  }
  for (const diagnostic of diagnostics.slice(0, 3))
    renderDiagnostic(diagnostic, "flow.yaml", text);
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  if (hasErrors === (document !== undefined))
    throw new Error("A document is given exactly when nothing is wrong.");
  if (document) compileFlow(document);
  return diagnostics.map(({ code }) => code);
}

function steps(count: number, step: (number: number) => string): string {
  return goodFlow.replace(
    "steps:\n",
    () =>
      `steps:\n${Array.from({ length: count }, (_, i) => step(i)).join("")}`,
  );
}

describe("a flow that is no good", () => {
  it(
    `is explained, whatever is changed in a good one (${mutations} times)`,
    () => {
      const good = [
        goodFlow,
        goodFlow,
        readFileSync("flows/customer-line.yaml", "utf8"),
      ];
      const seen = new Set<string>();
      for (let seed = 1; seed <= mutations; seed += 1) {
        const text = mutate(good[seed % good.length] ?? "", createChance(seed));
        try {
          for (const code of check(text)) seen.add(code);
        } catch (cause) {
          throw new Error(`Seed ${seed} is not borne:\n${text}`, { cause });
        }
      }
      // Changes by chance find most kinds of mistakes; if they do not, they change too little.
      if (mutations >= 5_000) expect(seen.size).toBeGreaterThan(40);
    },
    Math.max(60_000, mutations * 20),
  );

  it.each([
    [
      "5 MB of text",
      () => goodFlow + "#".repeat(5_000_000),
      "document-too-large",
    ],
    ["5 MB of a list", () => "- a\n".repeat(1_250_000), "document-too-large"],
    [
      "more steps than allowed",
      () => steps(2_001, (i) => `  s${i}: x\n`),
      "steps-too-many",
    ],
    [
      "2,000 steps that are no steps",
      () => steps(1_995, (i) => `  s${i}: x\n`),
      "mistakes-too-many",
    ],
    [
      "2,000 steps that lead nowhere",
      () =>
        steps(
          1_995,
          (i) => `  s${i}: { say: { text: { en: Hi. }, to: t${i} } }\n`,
        ),
      "mistakes-too-many",
    ],
    [
      "2,000 steps in one round",
      () =>
        steps(
          1_995,
          (i) =>
            `  s${i}: { say: { text: { en: Hi. }, to: s${(i + 1) % 1_995} } }\n`,
        ).replace("start: welcome", "start: s0"),
      "step-loop",
    ],
    [
      "1,000 menus with mistakes in every text",
      () =>
        steps(
          995,
          (i) =>
            `  s${i}: { menu: { say: { en: "{{ directr.name }} {% if %} press 7 ${i}" }, choices: { "1": { to: s${i}, heard: { en: [a, the, one] } } }, otherwise: welcome } }\n`,
        ),
      "mistakes-too-many",
    ],
    [
      "brackets in brackets",
      () => `directo: ${"[".repeat(390_000)}`,
      "document-too-deep",
    ],
    [
      "braces in braces",
      () => `directo: ${"{a: ".repeat(97_000)}`,
      "document-too-deep",
    ],
    ["dashes in dashes", () => "- ".repeat(200_000), "document-too-deep"],
    [
      "indentation without end",
      () =>
        Array.from({ length: 800 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
      "document-too-deep",
    ],
    [
      "a bomb of aliases",
      () =>
        `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from(
          { length: 30 },
          (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]\n`,
        ).join("")}`,
      "yaml-alias",
    ],
    [
      "a step of 100 kB that is repeated 1,000 times",
      () =>
        goodFlow.replace(
          "steps:\n",
          () =>
            `steps:\n  s: &s { menu: { say: { en: Hi. }, again: { en: "${"x".repeat(900)}" }, choices: { ${Array.from({ length: 100 }, (_, i) => `"k${i}": { to: "${"y".repeat(900)}" }`).join(", ")} }, otherwise: s } }\n${Array.from({ length: 1_000 }, (_, i) => `  s${i}: *s\n`).join("")}`,
        ),
      "yaml-alias",
    ],
    [
      "97,000 aliases",
      () => `a: &a 1\nb: [${"*a, ".repeat(97_000)}]`,
      "yaml-alias",
    ],
    [
      "a mistake at each character",
      () => `title: [${",".repeat(390_000)}`,
      "yaml-syntax",
    ],
    [
      "a tab in each line",
      () => `a:\n${"\tb: 1\n".repeat(60_000)}`,
      "yaml-tab",
    ],
    ["one name very often", () => "a: 1\n".repeat(79_000), "mistakes-too-many"],
    ["quotes without end", () => `title: ${'"'.repeat(390_000)}`, "yaml-quote"],
    ["many documents", () => "---\n".repeat(100_000), "yaml-several-documents"],
    [
      "a text of 395,000 characters",
      () =>
        goodFlow.replace(/"Thank you.*/, () => `"${"{{ a ".repeat(79_000)}"`),
      "value-not-expected",
    ],
    ["nothing", () => "", "document-empty"],
    ["bytes", () => "\0\u0001\u0002".repeat(1_000), "document-encoding"],
    [
      "half a character",
      () => goodFlow.replace("A line", "A \ud800 line: \udfff"),
      "yaml-colon",
    ],
  ])("is explained within two seconds: %s", (_, make, code) => {
    expect(check(make())).toContain(code);
  });

  it("may give its steps the names that programs use", () => {
    const named = goodFlow
      .replaceAll("call-back", "constructor")
      .replaceAll(/\bbye\b/g, "prototype");
    expect(named).toContain("unanswered: constructor");
    expect(check(named)).toEqual([]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "is told that %s is no step, variable, filter, key, field, language or kind",
    (name) => {
      expect(
        check(
          goodFlow
            .replace("otherwise: person", `otherwise: ${name}`)
            .replace("caller.number", `caller.${name}`)
            .replace('"2":', `${name}:`)
            .replace("ring: 20s", `${name}: 20s`)
            .replace("callback:", `${name}:`)
            .replace('"0": director', `"0": ${name}`)
            .replace("        en: For", `        ${name}: x\n        en: For`),
        ).toSorted(),
      ).toEqual(
        [
          name === "__proto__" ? "field-unknown" : "key-form",
          "field-unknown",
          "field-unknown",
          "outcome-unknown-step",
          "outcome-unknown-step",
          "text-variable-unknown",
          name === "__proto__" ? "field-unknown" : "step-kind-unknown",
        ].toSorted(),
      );
      expect(check(goodFlow.replace("| phone", `| ${name}`))).toEqual([
        "text-filter-unknown",
      ]);
      expect(check(goodFlow.replace("caller.number", name))).toEqual([
        "text-variable-unknown",
      ]);
    },
  );
});
