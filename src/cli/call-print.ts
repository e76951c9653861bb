import { isHappening, wordHappening } from "../phone/happening.js";
import type { Names } from "../phone/names.js";
import type { PhoneEntry } from "../phone/phone-entry.js";
import type { PhoneState } from "../phone/phone-state.js";
import { formatClock, isInConversation } from "../phone/phone-view.js";
import { wordsIn } from "../phone/words.js";

const words = wordsIn.en;

/** One line of the terminal: the seconds since the answer, who, and what. */
export function printLine(second: number, who: string, what: string): string {
  return `${formatClock(second).padStart(5)}  ${who.padEnd(10)} ${what}`;
}

/** An entry of the call as a line of text; undefined for what goes without saying. */
export function printEntry(
  entry: PhoneEntry,
  phone: PhoneState,
  names: Names,
): string | undefined {
  const answeredAt = phone.legs.get(entry.call)?.answeredAt ?? entry.at;
  const line = (who: string, what: string) =>
    printLine(entry.at - answeredAt, who, what);
  const own = entry.leg === entry.call;
  const first = names.ofLeg(entry.leg).split(" ")[0] ?? "";
  const who = own ? "you" : first;
  if (entry.kind === "said")
    return own ? line("line", entry.text) : line(first, `hears: ${entry.text}`);
  if (!isInConversation(entry)) return undefined;
  if (isHappening(entry))
    return line("", wordHappening(entry, { words, names, phone }));
  switch (entry.kind) {
    case "pressed":
      return line(who, `[${entry.digits}]`);
    case "spoke":
      return line(who, `“${entry.text}”`);
    case "message":
      return line("message", entry.body);
    case "refused":
      return line("carrier", `${entry.code} ${entry.message}`);
    default:
      return entry satisfies never;
  }
}
