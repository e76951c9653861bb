/**
 * A flow as it is being changed, before it is published: one draft for each flow, kept whole at every save. Who saves says which revision they
 * began from; over a newer one nothing is saved, and they merge first, so no change is ever lost.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { tellAudit } from "./audit.js";
import { reduce } from "./reduce.js";

export interface Draft {
  /** Absent: there is none, and what is served is what would be changed. */
  readonly text?: string;
  /** Grows with each save, and is never used again. */
  readonly revision: number;
  /** The version that was served when the draft was begun. */
  readonly base: string;
  /** Who saved last. */
  readonly by: { readonly id: string; readonly name: string };
  /** Epoch ms. */
  readonly savedAt: number;
}

interface Saved {
  readonly type: "saved";
  readonly at: number;
  readonly by: Draft["by"];
  readonly text: string;
  /** The revision that it was made from; 0 where there was none. */
  readonly from: number;
  readonly base: string;
  /** For the audit. */
  readonly flow: string;
}

interface Dropped {
  readonly type: "dropped";
  readonly at: number;
  readonly by: Draft["by"];
  readonly from: number;
  readonly flow: string;
}

export type DraftEvent = Saved | Dropped;

export const noDraft: Draft = {
  revision: 0,
  base: "",
  by: { id: "", name: "" },
  savedAt: 0,
};

const isNewest = ({
  context,
  event,
}: {
  context: Draft;
  event: DraftEvent;
}): boolean => event.from === context.revision;

export const draftMachine: AnyStateMachine = createMachine({
  id: "draft",
  context: noDraft,
  on: {
    saved: {
      guard: isNewest,
      actions: reduce<Draft>((draft, { text, by, at, base, flow }: Saved) => ({
        context: {
          text,
          revision: draft.revision + 1,
          base: draft.text === undefined ? base : draft.base,
          by,
          savedAt: at,
        },
        effects: [
          tellAudit({
            by: by.id,
            name: by.name,
            did: "draft-saved",
            about: flow,
            detail: String(draft.revision + 1),
          }),
        ],
      })),
    },
    dropped: {
      guard: isNewest,
      actions: reduce<Draft>((draft, { by, flow }: Dropped) => ({
        context: { ...noDraft, revision: draft.revision + 1 },
        effects: [
          tellAudit({
            by: by.id,
            name: by.name,
            did: "draft-dropped",
            about: flow,
          }),
        ],
      })),
    },
  },
} as never) as AnyStateMachine;
