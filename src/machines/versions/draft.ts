/**
 * A flow, or one of the company's documents, as it is being changed, made or taken away, before that is published: one draft for each, kept whole at every save. Who saves says which revision they
 * began from; over a newer one nothing is saved, and they merge first, so no change is ever lost. Whoever changed it sends it for review with a
 * message; somebody who changed nothing of it approves it or returns it with a word. A change after that has to be reviewed anew.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { tellAudit } from "../audit.js";
import { tellDrafts } from "./drafts.js";
import { reduce } from "../reduce.js";
import type { Somebody } from "./events.js";

export interface Draft {
  /** Absent: there is none, and what is served is what would be changed. */
  readonly text?: string;
  /** What is published of it is that the file is taken away. */
  readonly isRemoval?: true;
  /** Grows with each save, and is never used again. */
  readonly revision: number;
  /** The number of the version that it was made from: live when it was begun, or when what had been published meanwhile was merged in. */
  readonly base: number;
  /** Who saved last. */
  readonly by: Somebody;
  /** Everybody who saved it. */
  readonly authors: readonly Somebody[];
  /** Epoch ms. */
  readonly savedAt: number;
  readonly review?: Review;
}

export interface Review {
  readonly by: Somebody;
  /** What is new, for whoever reviews it and for the list of versions. */
  readonly message: string;
  /** Epoch ms. */
  readonly at: number;
  readonly verdict?: Verdict;
}

export interface Verdict {
  readonly by: Somebody;
  readonly isApproved: boolean;
  readonly words: string;
  /** Epoch ms. */
  readonly at: number;
}

interface Act {
  readonly at: number;
  readonly by: Somebody;
  /** The revision that they saw; 0 where there was no draft. */
  readonly from: number;
  /** For the audit. */
  readonly flow: string;
}

interface Saved extends Act {
  readonly type: "saved";
  readonly text: string;
  /** What was live to whoever saved. */
  readonly live: number;
  /** The version that was merged into it; absent: none. */
  readonly base?: number;
  /** The file is to be taken away; `text` is what stands there. */
  readonly isRemoval?: true;
}

interface Dropped extends Act {
  readonly type: "dropped";
}

interface Sent extends Act {
  readonly type: "sent";
  readonly message: string;
}

interface Judged extends Act {
  readonly type: "judged";
  readonly isApproved: boolean;
  readonly words: string;
}

/** The line's versions have it: told by them. */
interface Published {
  readonly type: "published";
  readonly at: number;
  readonly flow: string;
  readonly revision: number;
}

export type DraftEvent = Saved | Dropped | Sent | Judged | Published;

const nobody: Somebody = { id: "", name: "" };

export const noDraft: Draft = {
  revision: 0,
  base: 0,
  by: nobody,
  authors: [],
  savedAt: 0,
};

interface Given<Event> {
  readonly context: Draft;
  readonly event: Event;
}

const isNewest = ({ context, event }: Given<Act>): boolean =>
  event.from === context.revision;

/** Whether somebody may judge it: they changed nothing of it, and did not send it. */
export function mayJudge({ authors, review }: Draft, id: string): boolean {
  return (
    review !== undefined &&
    ![...authors, review.by].some((one) => one.id === id)
  );
}

export const draftMachine: AnyStateMachine = createMachine({
  id: "draft",
  context: noDraft,
  on: {
    saved: {
      guard: isNewest,
      actions: reduce<Draft>((draft, event: Saved) => {
        const { text, by, at, live, flow, base = draft.base } = event;
        const isNew = draft.text === undefined;
        const others = draft.authors.filter(({ id }) => id !== by.id);
        const revision = draft.revision + 1;
        return {
          context: {
            text,
            ...(event.isRemoval && { isRemoval: true as const }),
            revision,
            base: isNew ? live : base,
            by,
            authors: isNew ? [by] : [...others, by],
            savedAt: at,
          },
          effects: [
            deed(
              by,
              event.isRemoval ? "removal-drafted" : "draft-saved",
              flow,
              String(revision),
            ),
            ...(isNew ? [tellDrafts("draft-begun", flow)] : []),
          ],
        };
      }),
    },
    dropped: {
      guard: isNewest,
      actions: reduce<Draft>((draft, { by, flow }: Dropped) => ({
        context: { ...noDraft, revision: draft.revision + 1 },
        effects: [
          deed(by, "draft-dropped", flow),
          tellDrafts("draft-done", flow),
        ],
      })),
    },
    sent: {
      guard: (given: Given<Sent>) =>
        isNewest(given) && given.context.text !== undefined,
      actions: reduce<Draft>((draft, { by, at, flow, message }: Sent) => ({
        context: { ...draft, review: { by, at, message } },
        effects: [deed(by, "draft-sent", flow, message)],
      })),
    },
    judged: {
      guard: (given: Given<Judged>) =>
        isNewest(given) && mayJudge(given.context, given.event.by.id),
      actions: reduce<Draft>(
        (draft, { by, at, flow, isApproved, words }: Judged) => ({
          context: {
            ...draft,
            ...(draft.review && {
              review: {
                ...draft.review,
                verdict: { by, at, isApproved, words },
              },
            }),
          },
          effects: [
            deed(
              by,
              isApproved ? "draft-approved" : "draft-returned",
              flow,
              words,
            ),
          ],
        }),
      ),
    },
    published: {
      guard: ({ context, event }: Given<Published>) =>
        event.revision === context.revision,
      actions: reduce<Draft>((draft, { flow }: Published) => ({
        context: { ...noDraft, revision: draft.revision + 1 },
        effects: [tellDrafts("draft-done", flow)],
      })),
    },
  },
} as never) as AnyStateMachine;

function deed(by: Somebody, did: string, about: string, detail = "") {
  return tellAudit({
    by: by.id,
    name: by.name,
    did,
    about,
    ...(detail !== "" && { detail }),
  });
}
