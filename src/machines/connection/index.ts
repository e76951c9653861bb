/**
 * A connection: one caller is being brought together with one person (C2, C4, C16). One machine per call.
 *
 *     new ── wanted ──► seeking ── offered ──► ringing ── leg-answered ──► briefing ── key 1 ──► joined ──► wrap-up ──► over
 *                          ▲                      │                           │
 *                          └── declined, no answer, refused, failed ──────────┘
 *
 * *Seeking*: the line's queue knows of the caller and decides who is next. *Ringing*: a person's phone is rung by the carrier; if nothing is heard
 * of it in time, it is ended and counts as no answer. *Briefing*: the person hears who calls, and takes the call with 1 or leaves it with
 * any other key; silence is no answer, so a voicemail never takes a call. Whoever does not answer on one phone is rung on their next. *Joined*: both
 * are in the talk (talking.ts has its parts). *Wrap-up*: the person is not offered anybody yet, until they said what it was about or their time is over. *Kept free*: the caller of a call-back is rung first, by setting. Every offer
 * ends with one word to the queue, and whoever did not take this caller is not offered them again. When the caller
 * goes on or away (`given-up`), the person's leg is ended wherever it is: nobody is rung for nobody.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { withLooks } from "../looks.js";
import { inTurn, reduce } from "../reduce.js";
import { noConnection, type Connection } from "./context.js";
import type { ConnectionEvent } from "./events.js";
import { recordAnswered, recordAsked, recordMissed } from "./record.js";
import {
  briefPerson,
  dropLate,
  endLeg,
  hangUp,
  join,
  keepFree,
  leaveQueue,
  lookForCaller,
  offerOver,
  rememberCaller,
  rememberHello,
  rememberLeg,
  rememberNote,
  rememberWanted,
  ringOther,
  ringKept,
  ringPerson,
  seek,
  setFree,
  tellNobody,
  tellWhere,
  type Take,
} from "./steps.js";
import { declineToAsk } from "./talk-steps.js";
import { talking } from "./talking.js";
import { recordOvertaken, recordOvertook } from "./overtaking.js";

/** Added to the ring time-out, ms: the carrier rings about 5 s longer, and its word has to come in. */
const ringMarginMs = 15_000;
/** The longest whisper and its key, ms. */
const briefingMs = 60_000;
/** After a talk a person is not offered a caller for so long, unless the company says otherwise, ms. */
const wrapUpMs = 15_000;

interface Args {
  readonly context: Connection;
  readonly event: ConnectionEvent;
}

/** It is about the offer that is under way. */
const isCurrent = ({ context, event }: Args): boolean =>
  "offer" in event && event.offer === context.offer;
/** It answers what the queue was asked last. */
const isAsked = ({ context, event }: Args): boolean =>
  "request" in event && event.request === context.request;
/** Whoever refuses a call on one phone is not rung on another. */
const hasOtherPhone = ({ context, event }: Args): boolean =>
  (context.person?.others ?? []).length > 0 &&
  !(event.type === "leg-over" && event.result === "declined") &&
  (!("offer" in event) || event.offer === context.offer);
const keepsFree = (args: Args): boolean =>
  isAsked(args) &&
  args.context.wanted?.first === "caller" &&
  args.context.ready === undefined;
/** Whoever had the talk, and nobody else. */
const hadTheTalk = ({ context, event }: Args): boolean =>
  event.type === "noted" && event.by === context.hello?.name;
const takesCall = ({ event }: Args): boolean =>
  event.type === "digits" && event.digits === "1";

const does = (...takes: readonly Take[]) => [
  reduce<Connection>(inTurn(...takes)),
];
const wanted = {
  target: "seeking",
  actions: does(rememberWanted, recordAsked, tellWhere, seek),
};
const seekOn = (...takes: readonly Take[]) => ({
  target: "seeking",
  actions: does(...takes, seek),
});
/** Not picked up: the person's next phone rings, and without one the queue is asked again. */
const nextPhone = (...takes: readonly Take[]) => ({
  guard: hasOtherPhone,
  target: "ringing",
  reenter: true,
  actions: does(...takes, ringOther),
});
const unheard = [nextPhone(endLeg), seekOn(endLeg, offerOver("no-answer"))];
const ringsAnew = { actions: does(lookForCaller) };
const givenUp = {
  target: "over",
  actions: does(recordMissed, endLeg, offerOver("caller-gone")),
};

export const connectionMachine: AnyStateMachine = createMachine(
  {
    id: "connection",
    context: noConnection,
    initial: "new",
    on: {
      "leg-placed": { actions: does(dropLate) },
      "consent-wanted": { actions: does(declineToAsk) },
      "caller-there": { actions: does(rememberCaller) },
      "was-overtaken": { actions: does(recordOvertaken) },
      noted: { guard: hadTheTalk, actions: does(rememberNote) },
    },
    states: {
      new: { on: { wanted } },
      seeking: {
        on: {
          offered: [
            {
              guard: keepsFree,
              target: "kept-free",
              actions: does(recordOvertook, keepFree),
            },
            {
              guard: isAsked,
              target: "ringing",
              actions: does(recordOvertook, ringPerson),
            },
          ],
          nobody: {
            guard: isAsked,
            target: "over",
            actions: does(recordMissed, tellNobody),
          },
          "given-up": {
            target: "over",
            actions: does(recordMissed, leaveQueue),
          },
          "rings-anew": ringsAnew,
        },
      },
      // Nobody's telephone rings: the caller's does, for as long as whoever rings it says.
      "kept-free": {
        on: {
          "caller-ready": { target: "ringing", actions: does(ringKept) },
          "given-up": givenUp,
        },
      },
      ringing: {
        on: {
          // From here on the phone rings: what went by until the carrier took the call is not the person's time.
          "leg-placed": {
            guard: isCurrent,
            target: "ringing",
            reenter: true,
            actions: does(rememberLeg),
          },
          "leg-answered": {
            guard: isCurrent,
            target: "briefing",
            actions: does(briefPerson),
          },
          "leg-refused": [
            nextPhone(),
            { guard: isCurrent, ...seekOn(offerOver("failed")) },
          ],
          "leg-over": [
            nextPhone(),
            { guard: isCurrent, ...seekOn(offerOver("as told")) },
          ],
          "given-up": givenUp,
          "rings-anew": ringsAnew,
        },
        after: { ring: unheard },
      },
      briefing: {
        on: {
          "leg-placed": { guard: isCurrent },
          digits: [
            {
              guard: takesCall,
              target: "joined",
              actions: does(recordAnswered, rememberHello, join),
            },
            seekOn(hangUp, offerOver("declined")),
          ],
          silence: [nextPhone(hangUp), seekOn(hangUp, offerOver("no-answer"))],
          "leg-over": [
            nextPhone(),
            { guard: isCurrent, ...seekOn(offerOver("no-answer")) },
          ],
          "given-up": givenUp,
          "rings-anew": ringsAnew,
        },
        after: { [briefingMs]: unheard },
      },
      joined: withLooks(talking, ({ leg }: Connection) =>
        leg === undefined ? undefined : { leg },
      ),
      "wrap-up": {
        on: {
          // The caller was not done: the same person first, who therefore is free for this caller.
          wanted: {
            target: "seeking",
            actions: does(
              setFree,
              rememberWanted,
              recordAsked,
              tellWhere,
              seek,
            ),
          },
          // Set before a company could say how long.
          [`xstate.after.${wrapUpMs}.connection.wrap-up`]: {
            target: "over",
            actions: does(setFree),
          },
          noted: {
            guard: hadTheTalk,
            target: "over",
            actions: does(rememberNote, setFree),
          },
        },
        after: { wrapUp: { target: "over", actions: does(setFree) } },
      },
      // An offer for a caller who is gone is given back, however it came about: it would keep that person from everybody else.
      over: { on: { wanted, offered: { actions: does(leaveQueue) } } },
    },
  } as never,
  {
    delays: {
      ring: ({ context }: Args) =>
        (context.wanted?.ring ?? 0) * 1000 + ringMarginMs,
      wrapUp: ({ context: { person } }: Args) =>
        person?.wrapUp === undefined ? wrapUpMs : person.wrapUp * 1000,
    },
  } as never,
) as AnyStateMachine;
