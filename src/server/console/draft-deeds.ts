/** What every route to a draft does alike. */
import { randomUUID } from "node:crypto";
import type { Draft, DraftEvent } from "../../machines/versions/draft.js";
import { takeTurn, type TurnDeps } from "../turn.js";
import { draftKey, readDraft } from "./flow-routes.js";
import type { Answer } from "./route.js";

/** Of a file, in characters. */
export const longestText = 400_000;

/** Whether the draft took it, and the draft as it is now. */
export async function takeDraft(
  turns: TurnDeps,
  name: string,
  event: DraftEvent,
): Promise<{ readonly isDone: boolean; readonly draft: Draft }> {
  const { outcome } = await takeTurn(turns, {
    key: draftKey(name),
    token: randomUUID(),
    event,
    begins: true,
    asks: false,
  });
  return {
    isDone: outcome === "moved",
    draft: await readDraft(turns.store, name),
  };
}

/** Somebody saved it since: with what they made of it. */
export function meanwhile({ by, revision, text }: Draft): Answer {
  return [
    409,
    {
      code: "changed-meanwhile",
      error: `${by.name === "" ? "Somebody" : by.name} changed it meanwhile. Merge with that first.`,
      revision,
      ...(text !== undefined && { text }),
      by: by.name,
    },
  ];
}
