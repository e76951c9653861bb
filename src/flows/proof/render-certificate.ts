import { tellValue } from "../promises.js";
import { rulePacks } from "../rule-packs.js";
import type { RuleResult } from "./rules.js";
import type { Certificate, Proof, PromiseResult } from "./certificate.js";

/** The promise that is printed first: the one that callers feel. */
const first = "answered or promised within";

/** A certificate as the head of customer service reads it; a broken promise shows the call that breaks it. */
export function renderCertificate(result: Proof): string {
  if (result.type === "not-proved")
    return [
      `${result.flow}: not proved within ${result.limit} states, so it is not served.`,
      "Simplify where most of them are:",
      ...result.where.map(
        ({ step, states }) => `  step "${step}"  ${states} states`,
      ),
    ].join("\n");
  const promises = result.promises.toSorted(
    (a, b) => Number(b.name === first) - Number(a.name === first),
  );
  const broken = promises.filter(({ kept }) => !kept);
  return [
    `${result.flow}: ${headline(result)}`,
    "",
    ...table(promises.map(row)),
    "",
    ...broken.flatMap(explain),
    ...adopted(result.rules),
    `Searched ${result.states} states and ${result.ways} ways between them. Certificate ${result.hash.slice(0, 16)}.`,
    `It rests on ${Object.entries(result.assumptions)
      .map(([name, { value, unit }]) => `${name} ${value} ${unit}`)
      .join(", ")};`,
    `and on the spoken length of ${Object.entries(result.spokenLimits)
      .map(([name, { seconds }]) => `${name} ${seconds} s`)
      .join(", ")}.`,
    ...result.leftOut.map((line) => `- ${line}`),
  ].join("\n");
}

function headline({ promises, rules }: Certificate): string {
  const count = (some: readonly unknown[], what: string, are: string) =>
    some.length === 0
      ? []
      : [
          `${some.length} of ${what} ${some.length === 1 ? are.replace("are", "is") : are}`,
        ];
  const found = [
    ...count(
      promises.filter(({ kept, lacksReason }) => !kept && !lacksReason),
      `${promises.length} promises`,
      "are broken",
    ),
    ...count(
      promises.filter(({ lacksReason }) => lacksReason),
      `${promises.length} promises`,
      "are weaker than usual without a reason",
    ),
    ...count(
      rules.filter(({ holds }) => holds === false),
      "the adopted rules",
      "are broken",
    ),
  ];
  return found.length === 0
    ? "every promise is kept, whatever the caller does."
    : `it is not served: ${found.join(", ")}.`;
}

/** Each adopted pack with its rules: what holds, what is broken, and what is not looked at here. */
function adopted(rules: readonly RuleResult[]): string[] {
  const packs = [...new Set(rules.map(({ pack }) => pack))];
  return packs.flatMap((pack) => [
    `${rulePacks[pack].title}. What is checked, and no legal advice:`,
    ...rules
      .filter((rule) => rule.pack === pack)
      .flatMap(({ holds, checked, demands, limits, hint }) => [
        `  ${holds === undefined ? checked : holds ? "holds" : "BROKEN"}: ${demands}`,
        ...(hint === undefined ? [] : [`    ${hint}`]),
        `    (${limits})`,
      ]),
    `  Source: ${rulePacks[pack].source}.`,
    "",
  ]);
}

function row(result: PromiseResult): string[] {
  const {
    name,
    promised,
    bound,
    kept,
    lacksReason,
    byLanguage,
    note,
    because,
  } = result;
  const told = (value: number | boolean) => tellValue(name, value);
  const languages = Object.entries(byLanguage ?? {});
  return [
    kept ? "kept" : lacksReason ? "NO REASON" : "BROKEN",
    name,
    `promised ${told(promised)}`,
    `worst ${told(bound)}`,
    [
      ...(languages.length > 1
        ? [languages.map(([one, value]) => `${one} ${told(value)}`).join(", ")]
        : []),
      ...(note === undefined ? [] : [note]),
      ...(because === undefined ? [] : [`less than usual: ${because}`]),
    ].join("; "),
  ];
}

function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows.map((cells) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}

function explain({ name, lacksReason, worst, hints }: PromiseResult): string[] {
  return [
    lacksReason
      ? `"${name}" is promised for less than usual, without a reason.`
      : `"${name}" is broken.`,
    ...hints.map((hint) => `  ${hint}`),
    ...(worst && !lacksReason
      ? [
          worst.plays
            ? "  The call that breaks it, as the machine plays it:"
            : "  A call that the model does not exclude, though the machine plays it otherwise:",
          ...(worst.callersSpeech > 0
            ? [
                `  (plus what the caller speaks: ${worst.callersSpeech} s at most)`,
              ]
            : []),
          "",
          ...worst.transcript
            .trimEnd()
            .split("\n")
            .map((line) => `    ${line}`.trimEnd()),
          "",
        ]
      : []),
  ];
}
