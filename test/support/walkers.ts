/** What callers and the line's people do on their telephones, as chance has it. */
import type { Clock, Simulator } from "../../src/carrier/simulator/index.js";
import type { PhoneEvent } from "../../src/carrier/simulator/phone-api.js";
import { parseEvent } from "../../src/flows/transcript/parse-event.js";
import type { TranscriptEvent } from "../../src/flows/transcript/event.js";
import { parseTranscript } from "../../src/flows/transcript/index.js";
import { pickFrom } from "../flows/proof/support/walk.js";

/** Of the time that there is: all of it as often as not. */
export function share(chance: () => number): number {
  return chance() < 0.5 ? 1 : chance();
}

type Deed = Extract<TranscriptEvent, { type: "digits" | "speech" | "silence" }>;

/** What the caller does on a transcript, in order. */
export function deedsOf(transcript: string): Deed[] {
  return parseTranscript(transcript).turns.flatMap(({ event }) => {
    const happened = parseEvent(event);
    return happened.type === "digits" ||
      happened.type === "speech" ||
      happened.type === "silence"
      ? [happened]
      : [];
  });
}

/** The ordinary small dispute, by key and by voice, in the language that callers hear first. */
const ordinary: readonly (readonly Deed[])[] = [
  [
    { type: "digits", digits: "1" },
    { type: "silence" },
    { type: "digits", digits: "1" },
  ],
  [
    { type: "speech", text: "cobro", confidence: 0.93 },
    { type: "silence" },
    { type: "speech", text: "sí", confidence: 0.93 },
  ],
];

/**
 * What the people on all telephones do. A third of the callers begin as the worst calls do, as late as they can, and then go astray; a quarter
 * dispute a charge as most callers would.
 */
export function createWalkers(
  simulator: Simulator,
  clock: Clock,
  chance: () => number,
  worst: readonly (readonly Deed[])[],
  { parts = false }: { readonly parts?: boolean } = {},
) {
  const plans = new Map<string, Deed[]>();
  const planFor = (sid: string): Deed[] => {
    const kind = chance();
    const whole = kind < 0.45 ? [] : pickFrom(worst, chance);
    const plan =
      kind > 0.75 || plans.size === 0
        ? [...pickFrom(ordinary, chance)]
        : whole.slice(0, Math.ceil(chance() * 1.5 * whole.length));
    plans.set(sid, plan);
    return plan;
  };
  /** The last moment of an answer moves with each sentence that is said before it. */
  const last = new Map<
    string,
    {
      seconds: number;
      deed: Exclude<Deed, { type: "silence" }>;
      cancel: () => void;
    }
  >();
  const atLast = (
    sid: string,
    seconds: number,
    deed: Exclude<Deed, { type: "silence" }>,
    after: number,
  ) => {
    const cancel = soon(sid, seconds + after - 0.05, () => {
      last.delete(sid);
      if (deed.type === "digits") simulator.press(sid, deed.digits);
      else simulator.speak(sid, deed.text, deed.confidence);
    });
    last.set(sid, { seconds, deed, cancel });
  };
  const inbound = new Set<string>();
  const people = new Set<string>();
  const over = new Set<string>();
  const talked = new Set<string>();
  const keys = ["0", "1", "1", "2", "2", "3", "9", "*", "#"];
  const words = ["cobro", "charge", "persona", "sí", "yes", "no", "xxqq vvzz"];
  const soon = (sid: string, seconds: number, act: () => void) =>
    clock.after(seconds * 1000, () => {
      if (!over.has(sid)) act();
    });
  const caller = (sid: string, timeout: number, speech: boolean) => {
    const planned = (plans.get(sid) ?? planFor(sid)).shift();
    if (planned?.type === "silence") return;
    if (planned && (speech || planned.type === "digits"))
      return atLast(sid, timeout, planned, 0);
    const kind = chance();
    const when = (timeout + 6) * share(chance);
    if (kind < 0.03) soon(sid, when, () => simulator.hangUp(sid));
    else if (kind < 0.45) {
      const key = pickFrom(keys, chance);
      soon(sid, when, () => simulator.press(sid, key));
    } else if (kind < 0.6 && speech) {
      const word = pickFrom(words, chance);
      soon(sid, when, () => simulator.speak(sid, word));
    }
  };
  const rung = (sid: string) => {
    const kind = chance();
    const when = 24.9 * share(chance);
    if (kind < 0.15) soon(sid, when, () => simulator.decline(sid));
    else if (kind < 0.55) soon(sid, when, () => simulator.answer(sid));
  };
  return {
    live: () =>
      inbound.size - [...inbound].filter((sid) => over.has(sid)).length,
    take(event: PhoneEvent) {
      const { sid } = event;
      const waiting = last.get(sid);
      if (event.type === "said" && waiting) {
        waiting.cancel();
        atLast(sid, waiting.seconds, waiting.deed, event.ms / 1000);
      }
      if (event.type === "leg-started")
        (event.direction === "inbound" ? inbound : people).add(sid);
      else if (event.type === "leg-status") {
        const done = !["queued", "ringing", "in-progress"].includes(
          event.status,
        );
        if (done) over.add(sid);
        else if (event.status === "ringing" && people.has(sid)) rung(sid);
      } else if (event.type === "listening" && inbound.has(sid))
        caller(sid, event.timeoutMs / 1000, event.input.includes("speech"));
      else if (event.type === "listening") {
        // Told who calls: the key, too late for it, or a voicemail.
        const kind = chance();
        if (kind < 0.5)
          soon(sid, 9 * chance(), () => simulator.press(sid, "1"));
      } else if (event.type === "bridged" && people.has(sid)) {
        const parting = parts && chance() < 0.7;
        if (parting) talked.add(sid);
        soon(sid, 30 * chance(), () =>
          parting ? simulator.press(sid, "*") : simulator.hangUp(sid),
        );
      }
    },
  };
}
