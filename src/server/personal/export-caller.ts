import type { Clocks } from "../../flows/proof/index.js";
import type { OutboxEntry, Store } from "../../store/contract.js";
import { readRegister } from "../books/gather-books.js";
import { findInTexts } from "./named-in-texts.js";
import { findPersonalFiles } from "./personal-files.js";
import type { MachineState } from "../turn.js";

/** All that is kept of one caller, for them: JSON, with moments as ISO 8601. Of the people of the line it has names alone. */
export async function exportCaller(
  store: Store,
  subject: string,
  now: number,
): Promise<{ readonly kept: readonly object[] }> {
  const { machines, ids, pending, deadLetters } = await findPersonalFiles(
    store,
    subject,
  );
  const texts = await findInTexts(store, subject);
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
  return withMoments({
    caller: subject,
    at: new Date(now).toISOString(),
    kept: machines.map(({ key, kind, context, state }) => ({
      kind: key.kind,
      id: key.id,
      is: kind.called[0],
      remembers: kind.shown ? kind.shown(context, ids) : context,
      ...happenedOn(state),
    })),
    books,
    "named in": [
      ...texts.inUse,
      ...texts.old.map((one) => `version ${one} of the line's texts`),
    ],
    "under way": [...pending, ...deadLetters].map(shown),
  });
}

/** What was pressed, said and answered on a call; the clocks beside it are the line's. */
function happenedOn({ record }: MachineState) {
  const { events } = (record ?? {}) as Partial<Clocks>;
  return events && { happened: events };
}

/** No other number that is kept is as large as a moment of these centuries in epoch ms: amounts are minor units. */
function withMoments<Kept extends object>(kept: Kept): Kept {
  const text = JSON.stringify(kept, (_name, value: unknown) =>
    typeof value === "number" && value >= 1e12 && value < 1e13
      ? new Date(value).toISOString()
      : value,
  );
  return JSON.parse(text) as Kept;
}
