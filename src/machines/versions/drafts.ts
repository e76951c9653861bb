/** Which drafts there are, of everything: `drafts:line`. Each tells it when it begins and when it is done with; it decides nothing. */
import { createMachine, type AnyStateMachine } from "xstate";
import type { MachineEffect } from "../effects.js";
import { reduce } from "../reduce.js";

export interface Drafts {
  /** Names of flows, and the files of documents. */
  readonly names: readonly string[];
}

interface DraftTold {
  readonly type: "draft-begun" | "draft-done";
  readonly name: string;
}

export const lineDrafts = { kind: "drafts", id: "line" } as const;

export const draftsMachine: AnyStateMachine = createMachine({
  id: "drafts",
  context: { names: [] },
  on: {
    "draft-begun": {
      actions: reduce<Drafts>(({ names }, { name }: DraftTold) => ({
        context: { names: [...without(names, name), name] },
        effects: [],
      })),
    },
    "draft-done": {
      actions: reduce<Drafts>(({ names }, { name }: DraftTold) => ({
        context: { names: without(names, name) },
        effects: [],
      })),
    },
  },
} as never) as AnyStateMachine;

export function tellDrafts(
  type: DraftTold["type"],
  name: string,
): MachineEffect {
  return { type: "tell", to: lineDrafts, event: { type, name } };
}

function without(names: readonly string[], name: string): readonly string[] {
  return names.filter((one) => one !== name);
}
