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
}

/** By the whole name of the variable: `order.status`. */
export type Gives = Readonly<Record<string, Given>>;

const known = new WeakMap<FlowDocument, Gives>();

/** All that any step of a document finds out, and of the flows that it runs. */
export function givenIn(document: FlowDocument): Gives {
  const made =
    known.get(document) ??
    Object.assign(
      {},
      ...[document, ...Object.values(document.flows ?? {})]
        .flatMap(({ steps }) => Object.values(steps))
        .flatMap(({ kind, body }) =>
          kindOf(kind)
            .exits(body)
            .flatMap(({ gives }) => (gives ? [gives] : [])),
        ),
    );
  known.set(document, made as Gives);
  return made as Gives;
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
