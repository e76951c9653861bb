import type { z } from "zod";
import { quoted, suggest, type Finding } from "./diagnostics.js";
import { frame, version, type FlowDocument, type Step } from "./document.js";
import { explainIssue, show, withoutMisspelled } from "./explain-issue.js";
import { createPlaces, type Places } from "./places.js";
import { readYaml } from "./read-yaml.js";
import { salvage } from "./salvage.js";
import type { Company, Path } from "./step-kind.js";
import { exampleAt } from "./schema.js";
import { stepKinds } from "./steps/index.js";
import { checkSize } from "./text-encoding.js";
import { createTold } from "./told.js";

/** What could be read of a document; some of it is made up where the document has mistakes. */
export interface Draft {
  readonly document: FlowDocument;
  /** All steps of the text by name, also those that could not be read. */
  readonly stepNames: readonly string[];
  /** Every step was read as it stands: where callers can get to is known. */
  readonly isWhole: boolean;
}

export interface Parsed {
  /** Absent when the text is no document at all. */
  readonly draft?: Draft;
  readonly findings: readonly Finding[];
  readonly places: Places;
}

const mostSteps = 2_000;

/** Phase one: text → document. Collects every mistake of form; never throws on bad input. */
export function parseFlow(text: string, company: Company): Parsed {
  const tooLarge = checkSize(text);
  if (tooLarge)
    return { findings: [tooLarge], places: createPlaces(null, text) };
  const { value, findings, places } = readYaml(text);
  if (value === undefined) return { findings, places };
  const refused = refuse(value);
  if (refused) return { findings: [...findings, refused], places };
  const document = value as Record<string, unknown>;
  const read = readDocument(document, places, company);
  const told = createTold(findings);
  return {
    ...(read.draft && { draft: read.draft }),
    findings: [
      ...findings,
      ...checkVersion(document),
      ...withoutMisspelled(read.findings).filter((finding) => !told(finding)),
    ],
    places,
  };
}

/** What is no flow document of this version at all: looking for more mistakes in it would only find wrong ones. */
function refuse(value: unknown): Finding | undefined {
  if (value === null)
    return {
      code: "document-empty",
      message: "There is nothing in this document.",
      hint: "Copy a flow that works and change it.",
      path: [],
    };
  if (typeof value !== "object" || Array.isArray(value))
    return {
      code: "value-not-expected",
      message: `The document is ${show(value)}, and it has to be names with values.`,
      hint: 'It begins with "directo: 1", and then "flow:" and its name.',
      path: [],
    };
  const found = (value as Record<string, unknown>)["directo"];
  if (found !== undefined && found !== version)
    return {
      code: "version-unknown",
      message: `This document is written for version ${show(found)} of the flow language, and this program reads version ${version}.`,
      hint:
        typeof found === "number" && found > version
          ? "Use a newer directo."
          : `Write "directo: ${version}".`,
      path: ["directo"],
    };
  const { steps } = value as { steps?: unknown };
  const count =
    typeof steps === "object" && steps !== null ? Object.keys(steps).length : 0;
  return count > mostSteps
    ? {
        code: "steps-too-many",
        message: `This flow has ${count} steps; a flow may have ${mostSteps}.`,
        hint: "Split it into several flows.",
        path: ["steps"],
      }
    : undefined;
}

function checkVersion(document: Record<string, unknown>): Finding[] {
  return "directo" in document
    ? []
    : [
        {
          code: "version-missing",
          message:
            "This document does not say for which version it is written.",
          hint: `Write "directo: ${version}" as its first line.`,
          path: [],
        },
      ];
}

function readDocument(
  value: Record<string, unknown>,
  places: Places,
  company: Company,
): { draft?: Draft; findings: Finding[] } {
  const language = firstLanguage(value["languages"]);
  const outer = salvage(frame, value, (path) => exampleAt(path) ?? "unknown");
  const findings = outer.issues.flatMap((issue) =>
    explain(issue, value, [], { places, language }),
  );
  if (outer.value === undefined) return { findings };
  const { "time zone": timeZone, ...rest } = outer.value;
  const steps: Record<string, Step> = {};
  const raws = Object.entries(rest.steps);
  let isWhole = findings.length === 0;
  for (const [name, raw] of raws) {
    const before = findings.length;
    const step = readStep(name, raw, findings, { places, company, language });
    if (step) steps[name] = step;
    isWhole &&= findings.length === before;
  }
  return {
    findings,
    draft: {
      stepNames: raws.map(([name]) => name),
      isWhole,
      document: { ...rest, timeZone, steps },
    },
  };
}

/** As it is written, be it right or wrong. */
function firstLanguage(written: unknown): string {
  const [first = "es"] =
    typeof written === "object" && written !== null ? Object.keys(written) : [];
  return first;
}

interface Explaining {
  readonly places: Places;
  /** The first that the document speaks. */
  readonly language: string;
}

function readStep(
  name: string,
  raw: unknown,
  findings: Finding[],
  { company, ...given }: Explaining & { readonly company: Company },
): Step | undefined {
  const path: Path = ["steps", name];
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(name))
    findings.push({
      code: "step-name-form",
      message: `${quoted(name)} is no name for a step.`,
      hint: "Use small letters, digits and dashes, such as small-charge.",
      path,
      mark: "name",
    });
  const kindName = readKind(name, raw, findings);
  const kind = kindName === undefined ? undefined : stepKinds.get(kindName);
  if (kindName === undefined || kind === undefined) return undefined;
  const inner = (raw as Record<string, unknown>)[kindName];
  const { value: body, issues } = salvage(
    kind.schema,
    inner,
    (below) => exampleAt([...path, kindName, ...below]) ?? name,
  );
  for (const issue of issues)
    findings.push(...explain(issue, inner, [...path, kindName], given));
  if (body === undefined) return undefined;
  const resolved = kind.resolve?.(body, company);
  for (const finding of resolved?.findings ?? [])
    findings.push({ ...finding, path: [...path, kindName, ...finding.path] });
  return { kind: kindName, body: resolved?.body ?? body };
}

function readKind(
  name: string,
  raw: unknown,
  findings: Finding[],
): string | undefined {
  const names = [...stepKinds.keys()];
  const [kind, ...others] =
    typeof raw === "object" && raw !== null && !Array.isArray(raw)
      ? Object.keys(raw)
      : [];
  const path: Path = ["steps", name];
  if (kind === undefined) {
    findings.push({
      code: "step-kind-missing",
      message: `Step ${quoted(name)} has no kind.`,
      hint: `Below its name, further in, stands one of: ${names.join(", ")}.`,
      path,
      mark: "name",
    });
    return undefined;
  }
  if (others.length > 0)
    findings.push({
      code: "step-kind-missing",
      message: `Step ${quoted(name)} has more than one kind: ${[kind, ...others].slice(0, 5).map(quoted).join(", ")}.`,
      hint: `A step has one: ${names.join(", ")}. What belongs to it stands two spaces further in.`,
      path,
      mark: "name",
    });
  else if (!stepKinds.has(kind))
    findings.push({
      code: "step-kind-unknown",
      message: `Step ${quoted(name)} is of kind ${quoted(kind)}, which does not exist.`,
      hint: suggest(kind, names),
      path: [...path, kind],
      mark: "name",
    });
  return kind;
}

function explain(
  issue: z.core.$ZodIssue,
  whole: unknown,
  base: Path,
  { places, language }: Explaining,
): Finding[] {
  const inner = issue.path.map((part) =>
    typeof part === "symbol" ? String(part) : part,
  );
  const path = [...base, ...inner];
  const value = inner.reduce<unknown>(
    (at, part) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, part)
        ? (at as Record<string | number, unknown>)[part]
        : undefined,
    whole,
  );
  return explainIssue(issue, {
    path,
    value,
    written: places.written(path),
    language,
  });
}
