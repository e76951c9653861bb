/**
 * Messages about an open case that did not arrive: the carrier did not take one, or says that it never came to the telephone; a mail was
 * refused. Each stands in the history. Its owner hears that the customer was not told; of an owner whom nothing reached, whoever is above.
 */
import type { Person } from "../../flows/events.js";
import { withEntry } from "./changes.js";
import type { Case, HistoryEntry, NotDelivered } from "./file.js";
import { toOwner, toPerson, waysTo } from "./messages.js";
import type { Step } from "../reduce.js";

/** After these somebody may own it who did not before. */
const newOwner: readonly HistoryEntry["what"][] = [
  "opened",
  "promised-again",
  "went-up",
  "handed-over",
  "reopened",
];

/** Whether the message was to the caller, or to whoever owns the case still. */
export function isOfOpenCase(file: Case, { receipt }: NotDelivered): boolean {
  const [to, entries] = receipt.split(":");
  if (to === "to-caller") return true;
  const since = file.history.findLastIndex(({ what }) =>
    newOwner.includes(what),
  );
  return to === "to-owner" && Number(entries) > since;
}

export function notDelivered(nextUp: (file: Case) => Person | undefined) {
  return (before: Case, event: NotDelivered): Step<Case> => {
    const isToCaller = event.receipt.startsWith("to-caller:");
    const words = isToCaller ? "caller" : (before.owner?.name ?? "");
    const noted =
      event.type === "mail-refused" && event.off
        ? before
        : withEntry(before, event, "line", "not-delivered", words);
    if (isToCaller)
      return { context: noted, effects: toOwner(noted, "caller-unreached") };
    const { lost = [], owner, unreached = [] } = noted;
    const context = { ...noted, lost: [...lost, event.receipt].slice(-20) };
    const failed = context.lost.filter((one) => one === event.receipt).length;
    const isUnreached = owner !== undefined && failed >= waysTo(owner).length;
    if (!isUnreached || unreached.includes(owner.name))
      return { context, effects: [] };
    const above = nextUp(context);
    return {
      context: { ...context, unreached: [...unreached, owner.name] },
      effects: toPerson(context, above, "owner-unreached"),
    };
  };
}
