import type { PhoneEntry } from "./phone-entry.js";
import {
  isOver,
  type PhoneLeg,
  type PhoneState,
  type TextMessage,
} from "./phone-state.js";

/** A ring is five seconds, tone and pause together. */
const ringMs = 5_000;

/** The call on the caller's telephone: the newest that was dialled, whether it is over or not. */
export function newestCall({ legs }: PhoneState): PhoneLeg | undefined {
  return [...legs.values()].findLast(
    ({ direction }) => direction === "inbound",
  );
}

/** What the conversation of a call shows: all on the caller's leg, and what people do; what they hear stays on their phones. */
export function conversationOf(
  { entries }: PhoneState,
  call: string,
): PhoneEntry[] {
  return entries.filter(
    (entry) => entry.call === call && isInConversation(entry),
  );
}

export function isInConversation(entry: PhoneEntry): boolean {
  return entry.leg === entry.call ? !isImplied(entry) : shared.has(entry.kind);
}

/** A line that waits for less than this takes breath between two sentences, in ms; it asks for nothing. */
export const shortestSilenceMs = 2_500;

/** The line answers at once, and a person's ringing telephone has an entry of its own. */
function isImplied(entry: PhoneEntry): boolean {
  return (
    entry.kind === "rings" ||
    (entry.kind === "silence" && entry.ms < shortestSilenceMs) ||
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
