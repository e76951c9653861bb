import type { PhoneEntry } from "./phone-entry.js";
import {
  isOver,
  type PhoneLeg,
  type PhoneState,
  type TextMessage,
} from "./phone-state.js";

/** A ring is five seconds, tone and pause together. */
const ringMs = 5_000;

/** Whose telephone a leg is at. */
export function numberAt({ direction, from, to }: PhoneLeg): string {
  return direction === "inbound" ? from : to;
}

/** The newest call at a telephone for which `isHeld` holds, dialled there or ringing there, whether it is over or not. */
export function newestCall(
  { legs }: PhoneState,
  isHeld: (number: string) => boolean = () => true,
): PhoneLeg | undefined {
  return [...legs.values()].findLast(
    (leg) =>
      isHeld(numberAt(leg)) &&
      (leg.direction === "inbound" || leg.ringingAt !== undefined),
  );
}

/** The line calls this telephone, and nobody has picked it up yet. */
export function isRinging(leg: PhoneLeg | undefined): boolean {
  return leg?.direction !== "inbound" && leg?.status === "ringing";
}

/** What the conversation around a customer's leg shows: all on their telephone, and what people do; what these hear stays on their phones. */
export function conversationOf(
  { legs, entries }: PhoneState,
  own: PhoneLeg,
): PhoneEntry[] {
  const number = numberAt(own);
  return entries.filter(({ call, leg: sid, ...entry }) => {
    if (call !== own.call) return false;
    const leg = legs.get(sid);
    return leg && numberAt(leg) === number
      ? !isImplied(entry, leg)
      : shared.has(entry.kind);
  });
}

/** What whoever holds the telephone of this leg hears and does on it, and nothing else. */
export function heardAt({ entries }: PhoneState, own: PhoneLeg): PhoneEntry[] {
  return entries.filter((entry) =>
    entry.leg === own.sid
      ? !isImplied(entry, own)
      : entry.kind === "spoke" && entry.heardBy.includes(own.sid),
  );
}

export function isInConversation(entry: PhoneEntry): boolean {
  return entry.leg === entry.call ? !isImplied(entry) : shared.has(entry.kind);
}

/** A line that waits for less than this takes breath between two sentences, in ms; it asks for nothing. */
export const shortestSilenceMs = 2_500;

/** The line answers at once whoever dials it, and a person's ringing telephone has an entry of its own. */
function isImplied(
  entry: Pick<PhoneEntry, "kind"> & {
    readonly ms?: number;
    readonly tone?: string;
  },
  leg?: PhoneLeg,
): boolean {
  return (
    (entry.kind === "rings" && leg?.direction !== "outbound-api") ||
    (entry.kind === "silence" && (entry.ms ?? 0) < shortestSilenceMs) ||
    (entry.kind === "tone" && entry.tone === "ringback")
  );
}

const shared: ReadonlySet<PhoneEntry["kind"]> = new Set([
  "rings",
  "answered",
  "ended",
  "pressed",
  "spoke",
  "refused",
]);

export type PersonView =
  | { readonly status: "idle" }
  | {
      readonly status: "ringing" | "briefed" | "talking";
      readonly leg: PhoneLeg;
    };

/** What a person's telephone does now. */
export function personAt({ legs }: PhoneState, number: string): PersonView {
  const leg = [...legs.values()].findLast(
    ({ direction, to }) => direction !== "inbound" && to === number,
  );
  if (!leg || isOver(leg) || leg.status === "queued") return { status: "idle" };
  if (leg.status === "ringing") return { status: "ringing", leg };
  return {
    status: leg.talkingWith.length > 0 ? "talking" : "briefed",
    leg,
  };
}

/** How often a telephone has rung at `now`, the ring under way included. */
export function ringsSoFar({ ringingAt, endedAt }: PhoneLeg, now: number) {
  if (ringingAt === undefined) return 0;
  const rungMs = Math.max(0, (endedAt ?? now) - ringingAt);
  // A ring that begins as the telephone stops is not heard.
  return endedAt === undefined
    ? Math.floor(rungMs / ringMs) + 1
    : Math.max(1, Math.round(rungMs / ringMs));
}

export function messagesTo(
  { messages }: PhoneState,
  number: string,
): readonly TextMessage[] {
  return messages.filter(({ to }) => to === number);
}

/** `0:07`, `2:41`: time since the answer, never below zero. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** `+1 202 555 0143`; other numbers and words such as `anonymous` as they are. */
export function formatNumber(number: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return parts ? `+1 ${parts[1]} ${parts[2]} ${parts[3]}` : number;
}
