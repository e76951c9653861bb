/**
 * What is remembered of a number for a month, for the figures alone: when it rang last, on which day that began and whether something went wrong
 * for its owner. So a caller who has to ring again within a week is counted against the day of the first call (C27), and one whom the line
 * lost and won back is counted as well (C30). Nothing else is kept of them, and whoever is forgotten is forgotten here.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { MachineEffect } from "../effects.js";
import { reduce, type Step } from "../reduce.js";
import { tellFigures } from "./tell.js";

export interface Contact {
  /** When their last call ended, epoch ms. */
  readonly last?: number;
  /** The call with which this began, until they rang again. */
  readonly first?: {
    readonly day: string;
    readonly version: string;
    readonly resolved: boolean;
  };
  /** Since when something is wrong, epoch ms. */
  readonly wrongSince?: number;
}

/** `day`: on which it counts. */
export type ContactEvent =
  | {
      readonly type: "called";
      readonly day: string;
      readonly version: string;
      /** They got what they rang for, as far as the line knows. */
      readonly resolved: boolean;
      /** They gave up, or said that it went badly. */
      readonly wrong: boolean;
    }
  /** A promise to them was broken, or they said that nothing was solved. */
  | { readonly type: "went-wrong"; readonly day: string }
  /** They were rung and talked with, or their case was closed with an outcome. */
  | { readonly type: "put-right"; readonly day: string };

const dayMs = 24 * 3600_000;
/** Who rings again later has another matter, as far as anybody knows. */
export const sameMatterMs = 7 * dayMs;
/** After that nobody speaks of winning back; all is forgotten so long after it was written last. */
export const contactRetentionMs = 30 * dayMs;

export const contactMachine: AnyStateMachine = createMachine({
  id: "contact",
  context: {},
  on: { "*": { actions: reduce<Contact>(take) } },
} as never) as AnyStateMachine;

function take(
  contact: Contact,
  event: ContactEvent & { readonly at: number },
): Step<Contact> {
  const { at, day } = event;
  switch (event.type) {
    case "called": {
      const { version, resolved, wrong } = event;
      const { first, last } = contact;
      const isAgain = last !== undefined && at - last < sameMatterMs;
      const { context, effects } = wrong
        ? goWrong(contact, at, day)
        : resolved
          ? putRight(contact, at, day)
          : { context: contact, effects: [] };
      const { first: _first, ...others } = context;
      if (!isAgain)
        return {
          context: { ...others, last: at, first: { day, version, resolved } },
          effects: [
            tellFigures(day, { type: "first-contact", version, resolved }),
            ...effects,
          ],
        };
      return {
        context: { ...others, last: at },
        effects: [
          ...(first?.resolved
            ? [
                tellFigures(first.day, {
                  type: "came-again",
                  version: first.version,
                }),
              ]
            : []),
          ...effects,
        ],
      };
    }
    case "went-wrong":
      return goWrong(contact, at, day);
    case "put-right": {
      const { context, effects } = putRight(contact, at, day);
      const { first, last } = context;
      const isSame = last !== undefined && at - last < sameMatterMs;
      if (!first || first.resolved || !isSame) return { context, effects };
      return {
        context: { ...context, first: { ...first, resolved: true } },
        effects: [
          ...effects,
          tellFigures(first.day, { type: "resolved", version: first.version }),
        ],
      };
    }
  }
}

function goWrong(contact: Contact, at: number, day: string): Step<Contact> {
  if (isWrong(contact, at)) return { context: contact, effects: [] };
  return {
    context: { ...contact, wrongSince: at },
    effects: [customer(day, "atRisk")],
  };
}

function putRight(contact: Contact, at: number, day: string): Step<Contact> {
  const { wrongSince: _since, ...others } = contact;
  return {
    context: others,
    effects: isWrong(contact, at) ? [customer(day, "recovered")] : [],
  };
}

function isWrong({ wrongSince }: Contact, at: number): boolean {
  return wrongSince !== undefined && at - wrongSince < contactRetentionMs;
}

function customer(day: string, is: "atRisk" | "recovered"): MachineEffect {
  return tellFigures(day, { type: "customer", is });
}
