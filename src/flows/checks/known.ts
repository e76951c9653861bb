import type { FlowDocument } from "../document.js";
import type { Given, Gives } from "../given.js";
import { kindOf } from "./kind-of.js";

/**
 * What every call that gets to a step has found out by then, whichever way it came. Steps that no call gets to are left out.
 */
export function knownAtSteps(
  document: FlowDocument,
): ReadonlyMap<string, Gives> {
  const known = new Map<string, Gives>([[document.start, {}]]);
  const open = new Set([document.start]);
  const reach = (step: string, brought: Gives): void => {
    const before = known.get(step);
    const now = before === undefined ? brought : common(before, brought);
    if (before !== undefined && sizeOf(now) === sizeOf(before)) return;
    known.set(step, now);
    open.add(step);
  };
  for (const name of open) {
    open.delete(name);
    const here = known.get(name) ?? {};
    // A target may be no step at all, and be named as something that every object has.
    const step = Object.hasOwn(document.steps, name)
      ? document.steps[name]
      : undefined;
    if (!step) continue;
    for (const { to, gives } of kindOf(step.kind).exits(step.body))
      reach(to, gives ? { ...here, ...gives } : here);
    // A key that works everywhere may be pressed before the step found anything out.
    for (const to of Object.values(document.always)) reach(to, here);
  }
  return known;
}

function common(one: Gives, other: Gives): Gives {
  if (one === other) return one;
  const both: Record<string, Given> = {};
  for (const [name, given] of Object.entries(one))
    if (Object.hasOwn(other, name) && other[name]?.type === given.type)
      both[name] = given;
  return both;
}

function sizeOf(gives: Gives): number {
  return Object.keys(gives).length;
}
