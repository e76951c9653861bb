import type { FlowDocument } from "../document.js";
import { stepKinds } from "../steps/index.js";
import { allSteps } from "../sub-flows.js";

/** Kinds of steps that never ask who the caller is. A kind that is neither here nor tells what it asks is counted as one that does. */
const neverAsks: ReadonlySet<string> = new Set([
  "menu",
  "say",
  "dispute",
  "agent",
  "director",
  "callback",
  "flow",
  "message",
  "survey",
  "record",
  "consent",
  "goodbye",
  "choose",
  "lookup",
  "hours",
  "adviser",
  "case",
  "closed-case",
]);

/** The steps of a flow that ask callers who they are, by name (C5). */
export function identifyingSteps(document: FlowDocument): string[] {
  return [...allSteps(document)].flatMap(([name, { kind, body }]) => {
    const identifies =
      stepKinds.get(kind)?.identifies?.(body) ?? !neverAsks.has(kind);
    return identifies ? [name] : [];
  });
}

/** Whether a step leaves the question out where its answer is known. */
export function skipsWhatIsKnown(
  document: FlowDocument,
  step: string,
): boolean {
  const kind = allSteps(document).get(step)?.kind ?? "";
  return stepKinds.get(kind)?.identifies !== undefined;
}
