import type { FlowDocument, Step } from "./document.js";
import type { RunBody } from "./steps/flow.js";

/** Whether a flow is for other flows to run, and no line of its own. */
export function isSubFlow({ inputs, outcomes }: FlowDocument): boolean {
  return inputs !== undefined || outcomes !== undefined;
}

/** A flow that `root` runs. Throws when it is not among those that were found with it: a checked document has all. */
export function subFlow(root: FlowDocument, name: string): FlowDocument {
  const { flows = {} } = root;
  const found = Object.hasOwn(flows, name) ? flows[name] : undefined;
  if (!found) throw new Error(`There is no flow "${name}".`);
  return found;
}

/** The flow that a step runs; `undefined` for a step that runs none. */
export function runOf(step: Step): RunBody | undefined {
  return step.kind === "flow" ? (step.body as RunBody) : undefined;
}

/** Every step of a flow and of those that it runs, under the names that its chart has for them: `person/asking`. */
export function allSteps(root: FlowDocument): ReadonlyMap<string, Step> {
  const steps = new Map<string, Step>();
  const add = (document: FlowDocument, prefix: string) => {
    for (const [name, step] of Object.entries(document.steps)) {
      steps.set(`${prefix}${name}`, step);
      const run = runOf(step);
      if (run) add(subFlow(root, run.run), `${prefix}${name}/`);
    }
  };
  add(root, "");
  return steps;
}

/** How many steps a flow has with those that it runs, and how deep they stand within one another. */
export function sizeOf(
  document: FlowDocument,
  find: (name: string) => FlowDocument | undefined,
): { readonly steps: number; readonly depth: number } {
  const known = new Map<string, { steps: number; depth: number }>();
  const measure = (one: FlowDocument): { steps: number; depth: number } => {
    let steps = 0;
    let depth = 0;
    for (const step of Object.values(one.steps)) {
      steps += 1;
      const name = runOf(step)?.run;
      const inner = name === undefined ? undefined : find(name);
      if (name === undefined || !inner) continue;
      const size = known.get(name) ?? measure(inner);
      known.set(name, size);
      steps += size.steps;
      depth = Math.max(depth, size.depth + 1);
    }
    return { steps, depth };
  };
  return measure(document);
}

/** The document together with all flows that it runs, and that these run. */
export function withFlows(
  document: FlowDocument,
  find: (name: string) => FlowDocument | undefined,
): FlowDocument {
  const flows: Record<string, FlowDocument> = {};
  for (const step of Object.values(document.steps)) {
    const name = runOf(step)?.run;
    const found = name === undefined ? undefined : find(name);
    if (name === undefined || !found || Object.hasOwn(flows, name)) continue;
    const { flows: inner, ...alone } = found;
    Object.assign(flows, { [name]: alone }, inner);
  }
  return Object.keys(flows).length === 0 ? document : { ...document, flows };
}
