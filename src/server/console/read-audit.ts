import { hashText } from "../../machines/chain.js";
import {
  lineAudit,
  type Audit,
  type AuditEntry,
} from "../../machines/audit.js";
import type { Store } from "../../store/contract.js";
import { readContext } from "../read-context.js";

/** A deed as the console shows it; `at` is epoch ms. */
export type AuditView = Pick<
  AuditEntry,
  "at" | "name" | "did" | "about" | "detail" | "place"
>;

/**
 * What was done, the newest first: from the newest on, or from the entry `before` (an id that an answer gave as `next`). An entry whose text
 * is not the one under its hash ends the walk with an error: somebody changed it.
 */
export async function readAudit(
  store: Store,
  most: number,
  before?: string,
): Promise<{ entries: AuditView[]; next?: string }> {
  const entries: AuditView[] = [];
  const newest = await readContext<Audit>(store, lineAudit);
  let id = before ?? newest?.chain.head ?? "";
  while (id !== "" && entries.length < most) {
    const text =
      id === newest?.chain.head
        ? newest.chain.text
        : // oxlint-disable-next-line no-await-in-loop -- each entry names the one before it
          await store.getDocument(id);
    if (text === undefined) break;
    if (id !== `entry:${hashText(text)}`)
      throw new Error(`The audit's entry ${id} was changed.`);
    const { at, name, did, about, detail, place, previous } = JSON.parse(
      text,
    ) as AuditEntry;
    entries.push({
      at,
      name,
      did,
      place,
      ...(about !== undefined && { about }),
      ...(detail !== undefined && { detail }),
    });
    id = previous;
  }
  return { entries, ...(id !== "" && { next: id }) };
}
