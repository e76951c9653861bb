import { kindOf } from "./checks/kind-of.js";
import type { FlowDocument } from "./document.js";
import type { Variables, VariableType } from "./speech/index.js";
import {
  spokenLimits,
  type SpokenLimit,
  type SpokenLimits,
} from "./spoken-limits.js";

/** Something that a step finds out or asks, so that texts after it may name it. It is spoken within its limit. */
export interface Given {
  readonly type: VariableType;
  readonly limit: SpokenLimit;
  /** Only the step's own sentences say it: nothing is decided by it. */
  readonly own?: true;
}

/** By the whole name of the variable: `order.status`. */
export type Gives = Readonly<Record<string, Given>>;

const known = new WeakMap<FlowDocument, Gives>();

/** All that any step of a document finds out or names, and of the flows that it runs; what several find out, at its longest. */
export function givenIn(document: FlowDocument): Gives {
  const made = known.get(document);
  if (made) return made;
  const all: Record<string, Given> = {};
  const steps = [document, ...Object.values(document.flows ?? {})].flatMap(
    (flow) => Object.values(flow.steps),
  );
  for (const { kind, body } of steps) {
    const step = kindOf(kind);
    const found = [
      ...step.exits(body).map(({ gives = {} }) => gives),
      step.names?.(body) ?? {},
    ];
    for (const gives of found)
      for (const [name, given] of Object.entries(gives))
        if (given.limit.seconds >= (all[name]?.limit.seconds ?? 0))
          all[name] = given;
  }
  known.set(document, all);
  return all;
}

export function variablesOf(gives: Gives): Variables {
  return Object.fromEntries(
    Object.entries(gives).map(([name, { type }]) => [name, type]),
  );
}

/** How long each variable takes at most to say, those that this document's steps find out included. */
export function limitsOf(document: FlowDocument): SpokenLimits {
  const found = Object.entries(givenIn(document)).map(
    ([name, { limit }]) => [name, limit] as const,
  );
  return { ...spokenLimits, ...Object.fromEntries(found) };
}
