/**
 * Who did what in the console. It is only added to: each entry is kept for good under its hash and carries the hash of the one before, so
 * that one which is changed or left out is found.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { addEntry, emptyChain, type Chain, type Link } from "./chain.js";
import type { MachineEffect } from "./effects.js";
import { keepEntry, reduce } from "./reduce.js";

/** Something that somebody did. */
export interface Deed {
  /** The account's id. */
  readonly by: string;
  /** The person's name at that time. */
  readonly name: string;
  readonly did: string;
  /** Whom or what it was done to, as people know it. */
  readonly about?: string;
  readonly detail?: string;
}

export type AuditEntry = Deed & { readonly at: number } & Link;

export interface Audit {
  readonly chain: Chain;
}

/** The machine that has the newest entry. */
export const lineAudit = { kind: "audit", id: "line" } as const;

export const auditMachine: AnyStateMachine = createMachine({
  id: "audit",
  context: { chain: emptyChain },
  on: {
    done: {
      actions: reduce<Audit>(
        (
          { chain },
          { type: _type, ...deed }: Deed & { type: string; at: number },
        ) => {
          const next = addEntry(chain, deed);
          return { context: { chain: next }, effects: [keepEntry(next)] };
        },
      ),
    },
  },
} as never) as AnyStateMachine;

/** The message that puts a deed into the audit. */
export function tellAudit(deed: Deed): MachineEffect {
  return { type: "tell", to: lineAudit, event: { type: "done", ...deed } };
}
