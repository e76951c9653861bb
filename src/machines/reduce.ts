import { enqueueActions } from "xstate";
import type { Chain } from "./chain.js";
import type { LegEffect } from "../flows/effects.js";
import type { MachineEffect } from "./effects.js";

/** What one event makes of a machine's memory, and what is asked of the world for it, in order; a machine that has a telephone leg speaks to it. */
export interface Step<Context> {
  readonly context: Context;
  readonly effects: readonly (MachineEffect | LegEffect)[];
}

/**
 * An action for `createMachine` from a pure function: for machines whose memory is a book, not a place. The function's event type is what
 * the machine's transition takes; nothing here checks it.
 */
export function reduce<Context>(
  take: (context: Context, event: never) => Step<Context>,
) {
  return enqueueActions(({ context, event, enqueue }) => {
    const step = take(context as Context, event as never);
    // XState puts what it is given over what it has; what the function left out is forgotten here.
    const gone = Object.keys(context as object).map((name) => [
      name,
      undefined,
    ]);
    enqueue.assign({ ...Object.fromEntries(gone), ...step.context } as never);
    for (const { type, ...params } of step.effects) enqueue({ type, params });
  });
}

/** One after the other, each with what the one before remembers. */
export function inTurn<Context, Event>(
  ...takes: readonly ((context: Context, event: Event) => Step<Context>)[]
): (context: Context, event: Event) => Step<Context> {
  return (context, event) =>
    takes.reduce<Step<Context>>(
      (step, take) => {
        const next = take(step.context, event);
        return {
          context: next.context,
          effects: [...step.effects, ...next.effects],
        };
      },
      { context, effects: [] },
    );
}

/** Keeps a chain's newest entry for good. */
export function keepEntry({ head, text }: Chain): MachineEffect {
  return { type: "keep-document", id: head, text };
}
