import { suggest, type Diagnostic, type Finding } from "./diagnostics.js";
import { languagesOf, type FlowDocument } from "./document.js";
import { parseFlow } from "./parse.js";
import { compileText, type Language } from "./speech/index.js";
import type { Path, Prompt, StepKind } from "./step-kind.js";
import { stepKinds } from "./steps/index.js";

export interface Checked {
  /** Present when there is no error: this document may be compiled. */
  readonly document?: FlowDocument;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks a flow document; all mistakes at once, none thrown. */
export function checkFlow(text: string): Checked {
  const { document, findings, place } = parseFlow(text);
  const all = [...findings, ...(document ? checkDocument(document) : [])];
  const diagnostics = all
    .map(place)
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
  return document && !all.some(({ severity }) => severity === "error")
    ? { document, diagnostics }
    : { diagnostics };
}

/** Phase two: what the parts of a readable document mean together. */
function checkDocument(document: FlowDocument): Finding[] {
  return [
    ...checkTargets(document),
    ...checkKeys(document),
    ...Object.entries(document.steps).flatMap(([name, step]) =>
      kindOf(step.kind)
        .prompts(step.body)
        .flatMap((prompt) =>
          checkPrompt(document, ["steps", name, step.kind], prompt),
        ),
    ),
  ];
}

function checkTargets(document: FlowDocument): Finding[] {
  const names = Object.keys(document.steps);
  const findings: Finding[] = [];
  const reached = new Set<string>();
  const follow = (to: string, label: string, path: Path) => {
    const step = document.steps[to];
    if (step === undefined) {
      findings.push({
        code: "outcome-unknown-step",
        severity: "error",
        message: `"${label}" goes to "${to}", and this flow has no step with that name.`,
        hint: suggest(to, names),
        path,
      });
      return;
    }
    if (reached.has(to)) return;
    reached.add(to);
    for (const exit of kindOf(step.kind).exits(step.body))
      follow(exit.to, exit.name, ["steps", to, step.kind, ...exit.path]);
  };
  follow(document.start, "start", ["start"]);
  for (const [key, to] of Object.entries(document.always))
    follow(to, key, ["always", key]);
  for (const name of names)
    if (!reached.has(name))
      findings.push({
        code: "step-unreachable",
        severity: "warning",
        message: `No call ever gets to step "${name}".`,
        hint: "Let an outcome of another step go there, or delete it.",
        path: ["steps", name],
      });
  return findings;
}

function checkKeys(document: FlowDocument): Finding[] {
  const taken = new Map<string, string>(Object.entries(document.always));
  for (const [language, setting] of Object.entries(document.languages))
    if (setting?.key !== undefined)
      taken.set(setting.key, `the ${language} language`);
  return Object.entries(document.steps).flatMap(([name, step]) =>
    kindOf(step.kind)
      .keys(step.body)
      .filter(({ key }) => taken.has(key))
      .map(({ key, path }) => ({
        code: "key-shadows-always" as const,
        severity: "error" as const,
        message: `Step "${name}" uses key ${key}, which goes to ${taken.get(key)} everywhere else.`,
        hint: "Choose another key here, or take it out of `always`: a key that callers know by heart does not change its meaning.",
        path: ["steps", name, step.kind, ...path],
      })),
  );
}

function checkPrompt(
  document: FlowDocument,
  base: Path,
  prompt: Prompt,
): Finding[] {
  const path = [...base, ...prompt.path];
  const missing = languagesOf(document)
    .filter((language) => prompt.texts[language] === undefined)
    .map((language) => ({
      code: "text-language-missing" as const,
      severity: "error" as const,
      message: `This is not said in "${language}", and the flow speaks it.`,
      hint: `Write "${language}:" here, or take ${language} out of the flow's languages.`,
      path,
    }));
  const wrong = Object.entries(prompt.texts).flatMap(([language, source]) =>
    checkText(document, language as Language, source ?? "", prompt, path),
  );
  return [...missing, ...wrong];
}

function checkText(
  document: FlowDocument,
  language: Language,
  source: string,
  prompt: Prompt,
  base: Path,
): Finding[] {
  const path = [...base, language];
  if (document.languages[language] === undefined)
    return [
      {
        code: "text-language-unknown",
        severity: "error",
        message: `This is said in "${language}", which the flow does not speak.`,
        hint: `Its languages are: ${languagesOf(document).join(", ")}.`,
        path,
      },
    ];
  const compiled = compileText(source, {
    language,
    variables: prompt.variables,
  });
  if (compiled.ok) return [];
  return compiled.problems.map((problem) => ({
    code: (
      {
        "unknown-variable": "text-variable-unknown",
        "unknown-filter": "text-filter-unknown",
        syntax: "text-syntax",
        "wrong-type": "text-type",
      } as const
    )[problem.kind],
    severity: "error" as const,
    message: `"${problem.name}" ${
      {
        "unknown-variable": "is no variable that is known here.",
        "unknown-filter": "is no filter.",
        syntax: "cannot be read as a template.",
        "wrong-type": "is used as something that it is not.",
      }[problem.kind]
    }`,
    hint:
      problem.nearest === undefined
        ? `Known here: ${Object.keys(prompt.variables).join(", ")}.`
        : `Did you mean "${problem.nearest}"?`,
    path,
  }));
}

function kindOf(name: string): StepKind<unknown> {
  const kind = stepKinds.get(name);
  if (kind === undefined) throw new Error(`There is no step kind "${name}".`);
  return kind;
}
