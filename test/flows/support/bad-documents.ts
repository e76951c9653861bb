import { goodFlow } from "./good-flow.js";

function steps(count: number, step: (number: number) => string): string {
  return goodFlow.replace(
    "steps:\n",
    () =>
      `steps:\n${Array.from({ length: count }, (_, i) => step(i)).join("")}`,
  );
}

/** Documents made to keep a reader busy: what each is, its text, and the diagnostic that has to come of it. */
export const badDocuments: readonly (readonly [
  what: string,
  make: () => string,
  code: string,
])[] = [
  [
    "5 MB of text",
    () => goodFlow + "#".repeat(5_000_000),
    "document-too-large",
  ],
  ["79,000 short lines", () => "a: 1\n".repeat(79_000), "document-too-large"],
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
  ["a tab in each line", () => `a:\n${"\tb: 1\n".repeat(38_000)}`, "yaml-tab"],
  ["one name very often", () => "a: 1\n".repeat(39_000), "mistakes-too-many"],
  ["quotes without end", () => `title: ${'"'.repeat(390_000)}`, "yaml-quote"],
  ["many documents", () => "---\n".repeat(39_000), "yaml-several-documents"],
  [
    "a text of 395,000 characters",
    () => goodFlow.replace(/"Thank you.*/, () => `"${"{{ a ".repeat(79_000)}"`),
    "value-not-expected",
  ],
  ["nothing", () => "", "document-empty"],
  ["bytes", () => "\0\u0001\u0002".repeat(1_000), "document-encoding"],
  [
    "half a character",
    () => goodFlow.replace("A line", "A \ud800 line: \udfff"),
    "yaml-colon",
  ],
];
