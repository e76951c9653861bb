import type { OutboxEntry, Store } from "../store/contract.js";
import { readRegister } from "./gather-books.js";
import { findPersonalFiles } from "./personal-files.js";

/** All that is kept of one caller, for them: JSON. Of the people of the line it has names alone. */
export async function exportCaller(
  store: Store,
  subject: string,
  now: number,
): Promise<object> {
  const { machines, ids, pending, deadLetters } = await findPersonalFiles(
    store,
    subject,
  );
  const accounts = machines.filter(({ key }) => key.kind === "claims");
  const books = await Promise.all(
    accounts.map(async ({ key: { id } }) => ({
      account: id,
      entries: (await readRegister(store, id)).entries,
    })),
  );
  // A message to somebody of the line about the caller shows that person's phone.
  const shown = ({ id, at, effect }: OutboxEntry) => {
    const { type, to, text } = JSON.parse(effect) as Record<string, unknown>;
    return {
      id,
      at: new Date(at).toISOString(),
      what: type,
      ...(typeof to === "string" && ids.has(to) && { to, text }),
    };
  };
  return {
    caller: subject,
    at: new Date(now).toISOString(),
    kept: machines.map(({ key, kind, context, state }) => ({
      kind: key.kind,
      id: key.id,
      is: kind.called[0],
      remembers: kind.shown ? kind.shown(context, ids) : context,
      ...(state.record !== undefined && { record: state.record }),
    })),
    books,
    "under way": [...pending, ...deadLetters].map(shown),
  };
}
