import { whereIs } from "../../machines/advance.js";
import { toRing, type Case } from "../../machines/case/file.js";
import type { OpenCase } from "../../machines/case/open-cases.js";
import type { Store } from "../../store/contract.js";
import { readState } from "../turn.js";

const iso = (at: number) => new Date(at).toISOString();

/** A case as the API gives it; `undefined` when there is none. Times are ISO 8601 in UTC. */
export async function viewCase(store: Store, id: string) {
  const { machine } = await store.load({ kind: "case", id });
  if (!machine) return undefined;
  const { snapshot } = readState(machine.state);
  const { context } = snapshot as unknown as { context: Case };
  const { opened, closing } = context;
  if (!opened) return undefined;
  return {
    id,
    reference: opened.reference,
    // `open.reminded`: what is open, and how far its time has come; how a caller is being told stands in the history.
    status: whereIs(snapshot).split(".").slice(0, 2).join("."),
    owner: context.owner?.name,
    due: iso(context.due),
    openedAt: iso(opened.at),
    channel: opened.channel,
    number: opened.withheld ? undefined : toRing(opened),
    language: opened.language,
    words: opened.words,
    about: opened.about,
    acknowledged: context.acknowledged,
    toBeApproved: opened.unapproved === true,
    limit: opened.limit,
    keptAt: context.keptAt === undefined ? undefined : iso(context.keptAt),
    kept: context.keptAt !== undefined && context.keptAt <= context.firstDue,
    linked: context.linked,
    recordings: context.recordings.map(({ at, url, seconds }) => ({
      at: iso(at),
      url,
      seconds,
    })),
    history: context.history.map((one) => ({ ...one, at: iso(one.at) })),
    closing: closing && { ...closing, at: iso(closing.at) },
    solved: context.solved,
    mark: context.mark && { ...context.mark, at: iso(context.mark.at) },
  };
}

/** A line of the list of open cases. */
export function viewOpenCase(open: OpenCase, now: number) {
  return {
    ...open,
    toBeApproved: open.toBeApproved === true,
    due: iso(open.due),
    openedAt: iso(open.openedAt),
    overdue: now >= open.due,
  };
}
