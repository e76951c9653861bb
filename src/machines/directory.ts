/**
 * Which machines of a kind there are: `directory:claims` has every account with a register, `directory:budgets` every month's budget,
 * `directory:accounts` every account whose plan or gifts the demo company's own book has changed,
 * `directory:decisions` every account with a decision, and `directory:decisions/2026-11-22` those with one of that day. Whoever
 * checks the books begins here, and a register that was made away with is missed. A name may stand in it twice.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { addEntry, emptyChain, type Chain } from "./chain.js";
import type { MachineEffect } from "./effects.js";
import { keepEntry, reduce } from "./reduce.js";

export interface DirectoryEntry {
  readonly type: "opened";
  readonly name: string;
  readonly at: number;
}

export interface Directory {
  readonly chain: Chain;
}

export const directoryMachine: AnyStateMachine = createMachine({
  id: "directory",
  context: { chain: emptyChain },
  on: {
    opened: {
      actions: reduce<Directory>(
        ({ chain }, { type, name, at }: DirectoryEntry) => {
          const next = addEntry(chain, { type, name, at });
          return { context: { chain: next }, effects: [keepEntry(next)] };
        },
      ),
    },
  },
} as never) as AnyStateMachine;

export type DirectoryName =
  "claims" | "budgets" | "accounts" | "decisions" | `decisions/${string}`;

/** The message that puts a machine into its directory; sent once, with its first turn. */
export function enterDirectory(
  directory: DirectoryName,
  name: string,
): MachineEffect {
  return {
    type: "tell",
    to: { kind: "directory", id: directory },
    event: { type: "opened", name },
  };
}
