import type { PhoneEvent } from "../carrier/simulator/phone-api.js";
import { spokenMs } from "../carrier/simulator/spoken.js";

/** Somebody at a telephone heard nothing for so long, and nobody had said why. */
export interface Silence {
  readonly sid: string;
  /** Epoch ms. */
  readonly at: number;
  readonly ms: number;
}

interface Ear {
  /** Until then something is heard, or an answer is waited for; epoch ms. Infinity: until further notice. */
  until: number;
  /** The question that is being asked: how long its answer is waited for, ms, and whether it may be spoken. */
  asks:
    | {
        readonly since: number;
        readonly waits: number;
        readonly speech: boolean;
        /** Several keys make it, and each is waited for as long. */
        readonly several: boolean;
      }
    | undefined;
  /** When they spoke last. */
  spoke: number;
  /** With how many others they talk. */
  talks: number;
  /** They chose to wait in silence. */
  quiet: boolean;
}

/** Whoever is recorded may take so long before they speak; then the line goes on, ms. */
const recordedMs = 5_000;

/** On a real clock a question's first sentence begins a little after the listening for its answer, ms. */
const oneMomentMs = 500;

/**
 * Listens to every telephone of the simulator, callers' and people's, from picking up to hanging up, and keeps each silence longer than
 * `mostMs` that is *unexplained* (C7): the line neither says nor plays anything, nor waits for an answer that it just asked for, nor is
 * silent by the caller's own choice.
 */
export function createEars(mostMs: number) {
  const ears = new Map<string, Ear>();
  const silences: Silence[] = [];

  const end = (sid: string, { until }: Ear, at: number) => {
    const ms = Math.round(at - until);
    if (ms > mostMs) silences.push({ sid, at: until, ms });
  };
  const hear = (sid: string, ear: Ear, at: number, ms: number) => {
    end(sid, ear, at);
    ear.until = at + ms;
  };
  /** What was heard or waited for is over. */
  const stop = (ear: Ear, at: number) => {
    ear.asks = undefined;
    if (ear.talks === 0) ear.until = Math.min(ear.until, at);
  };

  const takeIn = (sid: string, ear: Ear, event: PhoneEvent) => {
    const { at } = event;
    switch (event.type) {
      case "said":
      case "played":
        if (ear.asks && ear.asks.since + oneMomentMs < at && ear.until <= at)
          ear.asks = undefined;
        hear(sid, ear, at, event.ms + (ear.asks?.waits ?? 0));
        break;
      case "silent":
        if (ear.quiet) hear(sid, ear, at, event.ms);
        break;
      case "listening": {
        const { timeoutMs: waits, input, several = false } = event;
        // A question may end before its answer is listened for: then it is the wait that goes on.
        if (at <= ear.until || ear.quiet) hear(sid, ear, at, waits);
        ear.asks = {
          since: at,
          waits,
          speech: input.includes("speech"),
          several,
        };
        break;
      }
      case "beep":
        hear(sid, ear, at, recordedMs);
        break;
      case "spoke":
        if (!ear.asks?.speech) break;
        stop(ear, at);
        hear(sid, ear, at, spokenMs(event.text, "es"));
        ear.spoke = at;
        break;
      case "pressed":
        if (event.digits === "9") ear.quiet = true;
        if (ear.asks?.several) ear.until = at + ear.asks.waits;
        else if (ear.asks) stop(ear, at);
        break;
      case "cut":
        // Their own word has cut it, or the first of several keys.
        if (ear.spoke < at && !ear.asks?.several) stop(ear, at);
        break;
      case "tone":
        hear(sid, ear, at, Infinity);
        break;
      case "bridged":
        hear(sid, ear, at, Infinity);
        ear.talks += 1;
        ear.quiet = false;
        break;
      case "unbridged":
        ear.talks -= 1;
        stop(ear, at);
        break;
      case "leg-started":
      case "leg-status":
      case "message":
      case "refused":
      case "webhook":
    }
  };

  return {
    silences: silences as readonly Silence[],
    take(event: PhoneEvent): void {
      const { sid, at } = event;
      const ear = ears.get(sid);
      if (event.type !== "leg-status") {
        if (ear) takeIn(sid, ear, event);
      } else if (event.status === "in-progress")
        ears.set(sid, {
          until: at,
          asks: undefined,
          spoke: -Infinity,
          talks: 0,
          quiet: false,
        });
      else if (ear) {
        end(sid, ear, at);
        ears.delete(sid);
      }
    },
  };
}
