import {
  LineCounter,
  isNode,
  parseDocument,
  type Document,
  type Node,
} from "yaml";
import type { z } from "zod";
import {
  suggest,
  type Diagnostic,
  type DiagnosticCode,
  type Finding,
} from "./diagnostics.js";
import { frame, type FlowDocument, type Step } from "./document.js";
import type { Path } from "./step-kind.js";
import { stepKinds } from "./steps/index.js";

export interface Parsed {
  /** Absent when something in it cannot be read. */
  readonly document?: FlowDocument;
  readonly findings: readonly Finding[];
  /** Gives a finding its line and column in the text. */
  readonly place: (finding: Finding) => Diagnostic;
}

/** A document of real operations is a few tens of kilobytes; more is a mistake or an attack. */
const largest = 1_000_000;

/** Phase one: text → document. Collects every mistake of form; never throws on bad input. */
export function parseFlow(text: string): Parsed {
  if (text.length > largest)
    return unreadable({
      code: "document-too-large",
      severity: "error",
      message: `This document has ${text.length} characters; a flow may have ${largest}.`,
      hint: "Split it into several flows.",
      path: [],
    });
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines });
  const place = placeIn(yaml, lines);
  if (yaml.errors.length > 0)
    return {
      findings: yaml.errors.map((error) => syntaxFinding(error.message)),
      place: (finding) => {
        const error = yaml.errors.find((one) =>
          finding.message.startsWith(firstLine(one.message)),
        );
        const at = lines.linePos(error?.pos[0] ?? 0);
        return { ...finding, line: at.line, column: at.col };
      },
    };
  let value: unknown;
  try {
    value = yaml.toJS({ maxAliasCount: 50 });
  } catch (cause) {
    return unreadable(syntaxFinding((cause as Error).message));
  }
  return { ...readDocument(value), place };
}

function readDocument(value: unknown): Pick<Parsed, "document" | "findings"> {
  const outer = frame.safeParse(value);
  if (!outer.success)
    return {
      findings: outer.error.issues.map((issue) => explain(issue, value, [])),
    };
  const findings: Finding[] = [];
  const steps: Record<string, Step> = {};
  for (const [name, raw] of Object.entries(outer.data.steps)) {
    const step = readStep(name, raw, findings);
    if (step) steps[name] = step;
  }
  const { "time zone": timeZone, ...rest } = outer.data;
  return findings.some(({ severity }) => severity === "error")
    ? { findings }
    : { findings, document: { ...rest, timeZone, steps } };
}

function readStep(
  name: string,
  raw: unknown,
  findings: Finding[],
): Step | undefined {
  const path: Path = ["steps", name];
  const report = (code: DiagnosticCode, message: string, hint: string) => {
    findings.push({ code, severity: "error", message, hint, path });
    return undefined;
  };
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(name))
    return report(
      "step-name-form",
      `"${name}" is no name for a step.`,
      "Use small letters, digits and dashes, such as small-charge.",
    );
  const names = [...stepKinds.keys()];
  const [kindName, ...others] =
    typeof raw === "object" && raw !== null ? Object.keys(raw) : [];
  if (kindName === undefined || others.length > 0)
    return report(
      "step-kind-missing",
      `Step "${name}" has ${kindName === undefined ? "no kind" : `more than one kind: ${[kindName, ...others].join(", ")}`}.`,
      `Each step has one kind: ${names.join(", ")}.`,
    );
  const kind = stepKinds.get(kindName);
  if (kind === undefined)
    return report(
      "step-kind-unknown",
      `Step "${name}" is of kind "${kindName}", which does not exist.`,
      suggest(kindName, names),
    );
  const inner = (raw as Record<string, unknown>)[kindName];
  const body = kind.schema.safeParse(inner);
  if (body.success) return { kind: kindName, body: body.data };
  for (const issue of body.error.issues)
    findings.push(explain(issue, inner, [...path, kindName]));
  return undefined;
}

/** Says what a schema's complaint means, in the words of the document. */
function explain(issue: z.core.$ZodIssue, value: unknown, base: Path): Finding {
  const inner = issue.path.map((part) =>
    typeof part === "symbol" ? String(part) : part,
  );
  const path = [...base, ...inner];
  const found = inner.reduce<unknown>(
    (at, part) => (at as Record<string | number, unknown> | undefined)?.[part],
    value,
  );
  const name = String(path.at(-1) ?? "the document");
  const error = (
    code: DiagnosticCode,
    message: string,
    hint?: string,
  ): Finding => ({
    code,
    severity: "error",
    message,
    path,
    ...(hint !== undefined && { hint }),
  });
  if (issue.code === "unrecognized_keys") {
    const unknown = issue.keys[0] ?? "";
    return {
      ...error(
        "field-unknown",
        `"${unknown}" means nothing here.`,
        "Look at the names this step knows, and at the indentation.",
      ),
      path: [...path, unknown],
    };
  }
  if (found === undefined && issue.code === "invalid_type")
    return error(
      "field-missing",
      `"${name}" is missing.`,
      `Write "${name}:" here.`,
    );
  if (typeof found === "number" && issue.code === "invalid_type")
    return error(
      "number-not-text",
      `"${name}" is the number ${found}, and text is expected.`,
      "Put quotes around it: YAML reads phone numbers and keys as numbers otherwise.",
    );
  return error(
    "value-not-expected",
    `"${name}" is ${show(found)}, and it has to be ${wanted(issue)}.`,
  );
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value")
    return `one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type") return `of type ${issue.expected}`;
  if (issue.code === "too_big") return `${issue.maximum} at most`;
  if (issue.code === "too_small") return `${issue.minimum} at least`;
  return issue.message;
}

function show(found: unknown): string {
  const text = typeof found === "string" ? `"${found}"` : JSON.stringify(found);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function placeIn(yaml: Document, lines: LineCounter) {
  return (finding: Finding): Diagnostic => {
    // The nearest enclosing node that stands in the text: a missing field is shown at its parent.
    for (let length = finding.path.length; length >= 0; length -= 1) {
      const node = yaml.getIn(finding.path.slice(0, length), true);
      const range = isNode(node) ? (node as Node).range : undefined;
      if (range) {
        const at = lines.linePos(range[0]);
        return { ...finding, line: at.line, column: at.col };
      }
    }
    return { ...finding, line: 1, column: 1 };
  };
}

function syntaxFinding(message: string): Finding {
  return {
    code: "yaml-syntax",
    severity: "error",
    message: firstLine(message),
    hint: "Look for a missing quote, colon or space at the place shown.",
    path: [],
  };
}

function firstLine(message: string): string {
  return (
    message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ??
    message
  );
}

function unreadable(finding: Finding): Parsed {
  return {
    findings: [finding],
    place: (one) => ({ ...one, line: 1, column: 1 }),
  };
}
