import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { checkFlow } from "../../../src/flows/index.js";
import { frame } from "../../../src/flows/document.js";
import { demoCompany } from "../../support/demo-company.js";
import { stepKinds } from "../../../src/flows/index.js";

type Names = Readonly<Record<string, unknown>>;

/** The doc comment of a step kind: its words, and its example (one step in JSON). */
export function docOf(kind: string): { words: string; example: Names } {
  const source = readFileSync(`src/flows/steps/${kind}.ts`, "utf8");
  const [, comment = ""] =
    /\/\*\*\n((?: \*(?!\/).*\n)+) \*\/\nexport const /.exec(source) ?? [];
  const lines = comment.split("\n").map((line) => line.replace(/^ \* ?/, ""));
  const isExample = (line: string) => line.startsWith("    ");
  return {
    words: lines
      .filter((line) => !isExample(line))
      .join(" ")
      .trim(),
    example: JSON.parse(lines.filter(isExample).join("\n")) as Names,
  };
}

/** The code blocks of a page that are flows, or parts of one. */
export function flowBlocks(page: string): string[] {
  return Array.from(
    page.matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm),
    (match) => match[1] ?? "",
  ).filter((block) => {
    const value = parse(block) as unknown;
    return (
      isNames(value) &&
      (Object.keys(value).every((name) => Object.hasOwn(frame.shape, name)) ||
        areSteps(value))
    );
  });
}

/** A part of a flow made into a whole one: a frame round it, and a goodbye wherever it leads to a step that is not there. */
export function wrapFlow(part: Names): string {
  const given: Names = areSteps(part) ? { steps: part } : part;
  const languages = ["es", "en", "pt"].filter((language) =>
    new RegExp(`"${language}":`).test(JSON.stringify(given)),
  );
  const spoken = languages.length > 0 ? languages : ["en"];
  const farewell = {
    goodbye: {
      say: Object.fromEntries(
        spoken.map((language) => [language, `${language}.`]),
      ),
    },
  };
  const steps: Record<string, unknown> = { ...(given["steps"] as Names) };
  const [first = "bye"] = Object.keys(steps);
  const flow = {
    directo: 1,
    flow: "example",
    title: "An example",
    languages: Object.fromEntries(
      spoken.map((language) => [language, voices[language]]),
    ),
    "time zone": "America/Bogota",
    always: { "0": "director-step" },
    start: first,
    ...given,
    steps,
  };
  steps["director-step"] = {
    director: { outcomes: { done: "bye", promised: "bye" } },
  };
  steps["bye"] ??= farewell;
  const known = flow as unknown as Names;
  for (const { code, path } of checkFlow(stringify(flow), [], demoCompany)
    .diagnostics)
    if (code === "outcome-unknown-step")
      steps[
        String(path.reduce<unknown>((at, name) => (at as Names)[name], known))
      ] ??= farewell;
  return stringify(flow);
}

function areSteps(value: Names): boolean {
  return Object.values(value).every(
    (step) =>
      isNames(step) &&
      Object.keys(step).length === 1 &&
      stepKinds.has(Object.keys(step)[0] ?? ""),
  );
}

function isNames(value: unknown): value is Names {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const voices: Readonly<Record<string, unknown>> = {
  es: { voice: "Polly.Mia-Neural", speaks: "es-MX" },
  en: { voice: "Polly.Joanna-Neural", speaks: "en-US" },
  pt: { voice: "Polly.Camila-Neural", speaks: "pt-BR" },
};
