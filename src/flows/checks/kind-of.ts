import type { StepKind } from "../step-kind.js";
import { stepKinds } from "../steps/index.js";

/** The kind of a step that was read: it exists, or the step would not have been. */
export function kindOf(name: string): StepKind<unknown> {
  const kind = stepKinds.get(name);
  if (kind === undefined) throw new Error(`There is no step kind "${name}".`);
  return kind;
}
