import type { Names } from "./names.js";
import type { PhoneEntry } from "./phone-entry.js";
import type { PhoneState } from "./phone-state.js";
import { ringsSoFar } from "./phone-view.js";
import type { Words } from "./words.js";

interface Teller {
  readonly words: Words;
  readonly names: Names;
  readonly phone: PhoneState;
}

type Worded = "said" | "pressed" | "spoke" | "message" | "refused";
type Happening = Exclude<PhoneEntry, { readonly kind: Worded }>;

const worded: ReadonlySet<PhoneEntry["kind"]> = new Set<Worded>([
  "said",
  "pressed",
  "spoke",
  "message",
  "refused",
]);

/** Whether an entry is no word of anybody's: it is told, not quoted. */
export function isHappening(entry: PhoneEntry): entry is Happening {
  return !worded.has(entry.kind);
}

/** What happened around the talk, in one short sentence. */
export function wordHappening(entry: Happening, teller: Teller): string {
  const { words, names } = teller;
  const isPerson = entry.leg !== entry.call;
  const name = names.ofLeg(entry.leg);
  switch (entry.kind) {
    case "dialled":
      return words.dialled(names.ofNumber(entry.from));
    case "rings":
      return words.personRings(name);
    case "answered":
      return isPerson ? words.personAnswers(name) : words.answered;
    case "ended":
      return isPerson
        ? wordPersonEnd(entry.leg, name, teller)
        : entry.status === "completed"
          ? words.ended
          : words.refusedCall;
    case "silence":
      return words.silence(Math.round(entry.ms / 1_000));
    case "paused":
      return words.paused(Math.round(entry.ms / 1_000));
    case "played":
      return isMusic(entry) ? words.music : words.played;
    case "beep":
      return words.beep;
    case "tone":
      return wordTone(entry.tone, words);
    case "talking":
      return words.talkingWith(names.ofLeg(entry.with));
    default:
      return entry satisfies never;
  }
}

/** What callers hear who wait for a person: the line's own pieces are known by their address. */
export function isMusic({ url }: { readonly url: string }): boolean {
  return /\/music\/\d+\.wav$/.test(url);
}

function wordPersonEnd(
  sid: string,
  name: string,
  { words, phone }: Teller,
): string {
  const leg = phone.legs.get(sid);
  if (leg?.status === "busy") return words.personDeclines(name);
  if (leg?.status === "no-answer")
    return words.personMissed(name, ringsSoFar(leg, leg.endedAt ?? 0));
  return leg?.status === "canceled"
    ? words.personStops(name)
    : words.personGone(name);
}

function wordTone(
  tone: Extract<PhoneEntry, { readonly kind: "tone" }>["tone"],
  words: Words,
): string {
  switch (tone) {
    case "music":
      return words.music;
    case "busy":
      return words.busy;
    case "not-in-service":
      return words.notInService;
    case "ringback":
      return words.ringing;
    default:
      return tone satisfies never;
  }
}
