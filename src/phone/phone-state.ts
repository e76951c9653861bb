/**
 * What a telephone shows, in the browser and in the terminal: all of it follows from the simulator's events, in their order.
 * `reducePhone` is the only place where an event becomes state, and everything here is pure, so that a reload which replays the events shows
 * what was there before. States know numbers and ids; names and languages come in with `words.ts` and `names.ts`. The same event
 * twice counts twice: start from `noCalls` to replay.
 */
import type { LegStatus, PhoneEvent } from "../carrier/simulator/phone-api.js";
import type { EntryBody, PhoneEntry } from "./phone-entry.js";
import { callNamed, callOf } from "./which-call.js";

export interface PhoneLeg {
  readonly sid: string;
  readonly direction: "inbound" | "outbound-dial" | "outbound-api";
  readonly from: string;
  readonly to: string;
  /** The caller's leg of this call; for the caller's leg itself its own sid. */
  readonly call: string;
  readonly status: LegStatus;
  /** Epoch ms of the simulator's clock, as are all times here. */
  readonly startedAt: number;
  readonly ringingAt?: number;
  readonly answeredAt?: number;
  readonly endedAt?: number;
  /** What the line waits for on this leg; undefined while it does not. */
  readonly listening?: Listening | undefined;
  /** Place in `entries` of the sound under way. */
  readonly hearing?: number | undefined;
  /** The legs this one talks with. */
  readonly talkingWith: readonly string[];
  /** What the line said last on this leg. */
  readonly lastSaid?: string;
}

export interface Listening {
  readonly input: readonly ("dtmf" | "speech")[];
  /** How long the line waits after its prompt. */
  readonly timeoutMs: number;
  /** When the prompt ends, or what was listened for began without one. */
  readonly since: number;
  /** Something was pressed or said: a pause from here is no silence. */
  readonly answered: boolean;
}

export interface TextMessage {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

export interface PhoneState {
  /** By sid, oldest first. */
  readonly legs: ReadonlyMap<string, PhoneLeg>;
  readonly entries: readonly PhoneEntry[];
  readonly messages: readonly TextMessage[];
}

export const noCalls: PhoneState = {
  legs: new Map(),
  entries: [],
  messages: [],
};

const over: ReadonlySet<LegStatus> = new Set([
  "completed",
  "busy",
  "no-answer",
  "failed",
  "canceled",
]);

export function isOver({ status }: PhoneLeg): boolean {
  return over.has(status);
}

/** The state after one more event. An event of a leg whose start was never seen changes nothing. */
export function reducePhone(state: PhoneState, event: PhoneEvent): PhoneState {
  if (event.type === "leg-started") return startLeg(state, event);
  if (event.type === "message") return receiveMessage(state, event);
  const leg = state.legs.get(event.sid);
  if (!leg) return state;
  const { at } = event;
  switch (event.type) {
    case "leg-status":
      return changeStatus(state, leg, event.status, at);
    case "said": {
      const { text, language, ms } = event;
      return hear(state, { ...leg, lastSaid: text }, at, {
        kind: "said",
        text,
        language,
        ms,
      });
    }
    case "played":
      return hear(state, leg, at, {
        kind: "played",
        url: event.url,
        ms: event.ms,
      });
    case "silent":
      return hear(state, leg, at, { kind: "paused", ms: event.ms });
    case "tone":
      return hear(state, leg, at, { kind: "tone", tone: event.tone });
    case "beep":
      return hear(state, leg, at, { kind: "beep" });
    case "cut":
      return endSound(state, leg, at);
    case "listening": {
      const { input, timeoutMs } = event;
      const listening = { input, timeoutMs, since: at, answered: false };
      return withLeg(state, { ...leg, listening });
    }
    case "pressed":
      return answer(state, leg, at, { kind: "pressed", digits: event.digits });
    case "spoke": {
      const { text } = event;
      const heardBy = leg.talkingWith;
      return answer(state, leg, at, { kind: "spoke", text, heardBy });
    }
    case "webhook": {
      const asked = endListening(state, leg, at - event.ms);
      return moveTo(asked, leg.sid, callNamed(asked, leg, event.url));
    }
    case "bridged": {
      const talkingWith = [...leg.talkingWith, event.with];
      const bridged = endSound(state, { ...leg, talkingWith }, at);
      return withEntry(bridged, leg, at, {
        kind: "talking",
        with: event.with,
      });
    }
    case "unbridged": {
      const talkingWith = leg.talkingWith.filter((sid) => sid !== event.with);
      return withLeg(state, { ...leg, talkingWith });
    }
    case "refused": {
      const { code, message, fatal } = event;
      return withEntry(state, leg, at, {
        kind: "refused",
        code,
        message,
        fatal,
      });
    }
    default:
      return event satisfies never;
  }
}

type EventOf<Type extends PhoneEvent["type"]> = Extract<
  PhoneEvent,
  { readonly type: Type }
>;

function startLeg(
  state: PhoneState,
  event: EventOf<"leg-started">,
): PhoneState {
  const { sid, at, direction, from, to, parent } = event;
  const call = direction === "inbound" ? sid : callOf(state, { sid, parent });
  const leg: PhoneLeg = {
    sid,
    direction,
    from,
    to,
    call,
    status: "queued",
    startedAt: at,
    talkingWith: [],
  };
  return direction === "inbound"
    ? withEntry(withLeg(state, leg), leg, at, { kind: "dialled", from, to })
    : withLeg(state, leg);
}

/** A leg of another call than was thought takes what happened on it along. */
function moveTo(state: PhoneState, sid: string, call: string): PhoneState {
  const leg = state.legs.get(sid);
  if (!leg || leg.call === call) return state;
  const entries = state.entries.map((entry) =>
    entry.leg === sid ? { ...entry, call } : entry,
  );
  return withLeg({ ...state, entries }, { ...leg, call });
}

function receiveMessage(
  state: PhoneState,
  { at, from, to, body }: EventOf<"message">,
): PhoneState {
  const received = {
    ...state,
    messages: [...state.messages, { at, from, to, body }],
  };
  const call = [...state.legs.values()].findLast(
    (leg) => leg.direction === "inbound" && leg.from === to,
  );
  return call
    ? withEntry(received, call, at, { kind: "message", body })
    : received;
}

function changeStatus(
  state: PhoneState,
  leg: PhoneLeg,
  status: LegStatus,
  at: number,
): PhoneState {
  if (status === "queued") return state;
  if (status === "ringing")
    return withEntry(
      withLeg(state, { ...leg, status, ringingAt: at }),
      leg,
      at,
      { kind: "rings" },
    );
  if (status === "in-progress")
    return withEntry(
      withLeg(state, { ...leg, status, answeredAt: at }),
      leg,
      at,
      { kind: "answered" },
    );
  const silenced = endSound(state, leg, at);
  const ended: PhoneLeg = {
    ...(silenced.legs.get(leg.sid) ?? leg),
    status,
    endedAt: at,
    listening: undefined,
    talkingWith: [],
  };
  return withEntry(withLeg(silenced, ended), leg, at, {
    kind: "ended",
    status,
  });
}

/** A new sound: what was heard before it has ended by itself. */
function hear(
  state: PhoneState,
  leg: PhoneLeg,
  at: number,
  body: EntryBody,
): PhoneState {
  const before = endSound(state, leg, at);
  const now = withEntry(before, leg, at, body);
  const isSound = "ms" in body;
  return withLeg(now, {
    ...leg,
    hearing: isSound ? now.entries.length - 1 : undefined,
    listening:
      leg.listening && isSound
        ? { ...leg.listening, since: at + body.ms }
        : leg.listening,
  });
}

/** The sound under way, if there is one, is over; with time left of it, it was cut. */
function endSound(state: PhoneState, leg: PhoneLeg, at: number): PhoneState {
  const place = leg.hearing;
  const silenced = withLeg(state, { ...leg, hearing: undefined });
  if (place === undefined) return silenced;
  const entries = state.entries.map((entry, index) =>
    index === place ? { ...entry, endedAt: at } : entry,
  );
  return { ...silenced, entries };
}

function answer(
  state: PhoneState,
  leg: PhoneLeg,
  at: number,
  body: EntryBody,
): PhoneState {
  const listening = leg.listening && { ...leg.listening, answered: true };
  return withEntry(withLeg(state, { ...leg, listening }), leg, at, body);
}

/** The carrier asks what is next: it no longer listens, and if nobody answered, that was a silence. */
function endListening(
  state: PhoneState,
  leg: PhoneLeg,
  at: number,
): PhoneState {
  if (!leg.listening) return state;
  const ended = withLeg(state, { ...leg, listening: undefined });
  return leg.listening.answered
    ? ended
    : withEntry(ended, leg, at, {
        kind: "silence",
        ms: Math.max(0, at - leg.listening.since),
      });
}

function withLeg(state: PhoneState, leg: PhoneLeg): PhoneState {
  return { ...state, legs: new Map(state.legs).set(leg.sid, leg) };
}

function withEntry(
  state: PhoneState,
  leg: PhoneLeg,
  at: number,
  body: EntryBody,
): PhoneState {
  const place = { id: state.entries.length, at, call: leg.call, leg: leg.sid };
  return { ...state, entries: [...state.entries, { ...place, ...body }] };
}
