import type { Exchange } from "./exchange.js";
import type { Endpoint, Leg } from "./leg.js";
import { rfc2822 } from "./parameters.js";
import type { Params } from "./webhook.js";

export interface Participant {
  readonly leg: Leg;
  readonly label: string | undefined;
  readonly startOnEnter: boolean;
  readonly beep: "true" | "false" | "onEnter" | "onExit";
  readonly joinedAt: number;
  endOnExit: boolean;
  muted: boolean;
  onHold: boolean;
  coaching: boolean;
  /** Starts what is heard instead of the talk; without an endpoint, music. The result stops it. */
  readonly hear: (endpoint: Endpoint | undefined, isWait: boolean) => void;
  readonly hearTalk: () => void;
  /** Ends the participant's stay; their own document goes on. */
  readonly release: () => void;
}

export interface Conference {
  readonly sid: string;
  readonly name: string;
  readonly createdAt: number;
  status: "init" | "in-progress" | "completed";
  readonly participants: Participant[];
  /** Only the first participant's values count (§2.5). */
  callback: Endpoint | undefined;
  callbackEvents: ReadonlySet<string>;
  sequence: number;
  maxParticipants: number;
  reasonEnded: string | undefined;
  endedBy: string | undefined;
  /** Pairs who hear each other, as `sid sid`. */
  readonly pairs: Set<string>;
}

/** The live conference of that name or sid. */
export function findConference(
  exchange: Exchange,
  nameOrSid: string,
): Conference | undefined {
  for (const conference of exchange.conferences.values())
    if (
      conference.status !== "completed" &&
      (conference.name === nameOrSid || conference.sid === nameOrSid)
    )
      return conference;
  return undefined;
}

/** The live conference of that name, or a new one that has not begun. */
export function openConference(exchange: Exchange, name: string): Conference {
  const known = findConference(exchange, name);
  if (known) return known;
  const conference: Conference = {
    sid: exchange.ids.sid("CF"),
    name,
    createdAt: exchange.clock.now(),
    status: "init",
    participants: [],
    callback: undefined,
    callbackEvents: new Set(),
    sequence: 1,
    maxParticipants: 250,
    reasonEnded: undefined,
    endedBy: undefined,
    pairs: new Set(),
  };
  exchange.conferences.set(conference.sid, conference);
  return conference;
}

/** A participant comes in: others hear a beep, and the second one (with one who starts it) begins the conference. */
export function joinConference(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
  wait: Endpoint | undefined,
): void {
  beep(exchange, conference, participant, "onEnter");
  conference.participants.push(participant);
  tell(exchange, conference, "participant-join", "join", participant);
  const begins =
    conference.status === "init" &&
    conference.participants.length > 1 &&
    conference.participants.some(({ startOnEnter }) => startOnEnter);
  if (begins) {
    conference.status = "in-progress";
    tell(exchange, conference, "conference-start", "start");
    for (const one of conference.participants) if (!one.onHold) one.hearTalk();
  } else if (conference.status === "init") participant.hear(wait, true);
  remix(exchange, conference);
}

/** A participant is out, whoever caused it; the last one, or one whose exit ends it, ends the conference. */
export function leaveConference(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
): void {
  const index = conference.participants.indexOf(participant);
  if (index < 0) return;
  conference.participants.splice(index, 1);
  beep(exchange, conference, participant, "onExit");
  remix(exchange, conference);
  tell(exchange, conference, "participant-leave", "leave", participant, {
    ParticipantCallStatus: participant.leg.status,
  });
  if (conference.status === "completed") return;
  if (participant.endOnExit)
    endConference(
      exchange,
      conference,
      "participant-with-end-conference-on-exit-left",
      participant,
    );
  else if (conference.participants.length === 0)
    endConference(exchange, conference, "last-participant-left", participant);
}

/** Ends the conference; everyone in it goes on with their own document. */
export function endConference(
  exchange: Exchange,
  conference: Conference,
  reason: string,
  by?: Participant,
): void {
  conference.status = "completed";
  conference.reasonEnded = reason;
  conference.endedBy = by?.leg.sid;
  for (const one of Array.from(conference.participants)) {
    leaveConference(exchange, conference, one);
    one.release();
  }
  tell(exchange, conference, "conference-end", "end", undefined, {
    ReasonConferenceEnded: reason,
    Reason: reason,
    ...(by ? { CallSidEndingConference: by.leg.sid } : {}),
  });
}

export function muteParticipant(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
  muted: boolean,
): void {
  if (participant.muted === muted) return;
  participant.muted = muted;
  const event = muted ? "participant-mute" : "participant-unmute";
  tell(exchange, conference, event, "mute", participant);
}

/** On hold a participant hears the hold document (or music) and nobody of the conference. */
export function holdParticipant(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
  onHold: boolean,
  document: Endpoint | undefined,
): void {
  if (participant.onHold === onHold) return;
  participant.onHold = onHold;
  if (!onHold) participant.hearTalk();
  remix(exchange, conference);
  if (onHold) participant.hear(document, false);
  const event = onHold ? "participant-hold" : "participant-unhold";
  tell(exchange, conference, event, "hold", participant);
}

/** Tells the phones who hears whom from now on: everyone in a conference under way who is not on hold. */
function remix(exchange: Exchange, conference: Conference): void {
  const talking =
    conference.status === "in-progress"
      ? conference.participants.filter(({ onHold }) => !onHold)
      : [];
  const wanted = new Set<string>();
  for (const one of talking)
    for (const other of talking)
      if (one !== other) wanted.add(`${one.leg.sid} ${other.leg.sid}`);
  const announce = (pair: string, type: "bridged" | "unbridged"): void => {
    const [sid = "", other = ""] = pair.split(" ");
    if (!exchange.legs.get(sid)?.isOver)
      exchange.events.publish(sid, { type, with: other });
  };
  for (const pair of Array.from(conference.pairs))
    if (!wanted.has(pair)) {
      conference.pairs.delete(pair);
      announce(pair, "unbridged");
    }
  for (const pair of wanted)
    if (!conference.pairs.has(pair)) {
      conference.pairs.add(pair);
      announce(pair, "bridged");
    }
}

function beep(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
  when: "onEnter" | "onExit",
): void {
  if (participant.beep !== "true" && participant.beep !== when) return;
  for (const { leg } of conference.participants)
    exchange.events.publish(leg.sid, { type: "beep" });
}

/** Conference events (§2.5): numbered per conference, to the first participant's callback. */
export function tell(
  exchange: Exchange,
  conference: Conference,
  event: string,
  kind: string,
  participant?: Participant,
  extra: Params = {},
): void {
  const { callback } = conference;
  if (!callback || !conference.callbackEvents.has(kind)) return;
  void exchange.webhooks.send({
    ...callback,
    maxBytes: 64 * 1024,
    params: {
      AccountSid: exchange.account.sid,
      ConferenceSid: conference.sid,
      FriendlyName: conference.name,
      SequenceNumber: String(conference.sequence++),
      StatusCallbackEvent: event,
      Timestamp: rfc2822(exchange.clock.now()),
      ...(participant ? participantParams(participant) : {}),
      ...extra,
    },
  });
}

function participantParams(participant: Participant): Params {
  return {
    CallSid: participant.leg.sid,
    Muted: String(participant.muted),
    Hold: String(participant.onHold),
    Coaching: String(participant.coaching),
    EndConferenceOnExit: String(participant.endOnExit),
    StartConferenceOnEnter: String(participant.startOnEnter),
    ...(participant.label ? { ParticipantLabel: participant.label } : {}),
  };
}
