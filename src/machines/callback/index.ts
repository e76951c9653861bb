/**
 * A call-back that keeps the place (C3, C7). One machine for each number, so that there is one open call-back for each.
 *
 *     idle ── asked ──► waiting ── a person ──► ringing ── answered ──► greeting ── key 1 ──► talking ── over ──► solved ──► idle
 *                          ▲ │                     │                      │                                        │ no
 *                          │ └─ nobody ─► pausing ◄┴───── not reached ────┘                                        │
 *                          └──────────────── │ ◄───────────────────────────────────────────────────────────────────┘
 *
 * *Cut off*: nothing was promised, and the line rings back who does not ring again within a minute, or of whom the person who talked with them says
 * so. *Checking*: whether the number may be rung at all. *Waiting*: a connection of its own stands in the queue with the caller's seniority; the caller is not on the telephone. When somebody takes the
 * call (or, by setting, is kept free for it) the caller is rung. *Greeting*: whoever picks up hears who calls and is connected with key 1 and by
 * nothing else, so a voicemail hears nothing private and is never connected. *Pausing*: who was not reached, or for whom nobody is there, is
 * tried again. *On the line*: the caller is on a call, the one that this was promised on or a later one; whoever takes that has kept the promise. It promises that each call-back ends
 * with a talk, by the caller's word (on it, or on a call of theirs), or as a case of whoever answers for it, in time for them to ring.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { withLooks } from "../looks.js";
import { noCallback, type Callback } from "./context.js";
import { cutOff, cutOffMs } from "./cut-off.js";
import {
  forgetCutOff,
  offCall,
  remainsOnLine,
  rememberCutOff,
  rememberWhere,
} from "./cut-off-steps.js";
import { byHandAt, pauseMs } from "./limits.js";
import {
  askMayRing,
  callAt,
  countOne,
  dropLate,
  endLeg,
  forget,
  giveUp,
  greet,
  hangUp,
  keepCall,
  meet,
  passToCase,
  personGone,
  releaseLate,
  remember,
  rememberLeg,
  rememberPerson,
  ringCaller,
  say,
  sayLast,
  seek,
  tellReady,
  tried,
  writeCancelled,
  writePromised,
} from "./steps.js";
import {
  isCurrent,
  presses,
  isPersonThere,
  callerFirst,
  isOfThis,
  isOwnCall,
  isAllowed,
  isOnLine,
  isServed,
  does,
  waitsAgain,
  byHand,
  byLimit,
  missed,
  currently,
  kept,
  isLeftBehind,
  tellsCutOff,
  rangIn,
  promisedOnCall,
  tooMany,
  isBeyond,
  isBeyondDay,
  afterTalk,
  nobodyCame,
  type Args,
} from "./ways.js";

/** Added to the ring time-out, ms: the carrier rings about 5 s longer, and its word has to come in. */
const ringMarginMs = 15_000;
/** The longest greeting and its key, ms. */
const greetingMs = 90_000;
/** Longer than a caller who picked up is kept while the person's telephone rings, ms. */
const connectingMs = 60_000;
/** The longest question after a talk and its key, ms. */
const solvedMs = 60_000;
/** A talk of which nothing is heard any more, ms: the longest that a carrier lets two talk. */
const talkMs = 4 * 3600_000;
/** A call of the caller's of which nothing is heard any more, ms. */
const onTheLineMs = 2 * 3600_000;

/** Asked twice whether the caller is there; a voicemail presses nothing. */
const greeting = {
  initial: "first",
  on: {
    digits: [
      {
        guard: callerFirst,
        target: "connecting",
        actions: does(tellReady, say("one-moment"), meet),
      },
      { guard: isPersonThere, target: "talking", actions: does(meet) },
      {
        guard: presses("1"),
        ...waitsAgain(sayLast("again"), tried("person-gone")),
      },
      {
        guard: presses("2"),
        target: "idle",
        actions: does(
          sayLast("kept"),
          tried("not-wanted"),
          writeCancelled,
          giveUp,
          forget,
        ),
      },
    ],
    "leg-placed": { guard: isCurrent },
    "leg-over": currently(missed()),
    "leg-ended": { actions: does(personGone) },
    "rang-in": rangIn,
  },
  after: { [greetingMs]: missed(endLeg) },
  states: {
    first: {
      on: {
        silence: { target: "second", actions: does(greet) },
      },
    },
    second: { on: { silence: missed(hangUp) } },
  },
};

export const callbackMachine: AnyStateMachine = createMachine(
  {
    id: "callback",
    context: noCallback,
    initial: "idle",
    on: {
      asked: [{ guard: tellsCutOff }, { actions: does(remember) }],
      "call-at": [
        { guard: isOfThis, actions: does(callAt) },
        { actions: does(passToCase) },
      ],
      "not-wanted": {
        guard: isOfThis,
        target: ".idle",
        actions: does(
          endLeg,
          tried("not-wanted"),
          writeCancelled,
          giveUp,
          forget,
        ),
      },
      "called-for-another": { actions: does(countOne) },
      "leg-placed": { actions: does(dropLate) },
      seeks: { actions: does(rememberWhere) },
      "may-ring": { actions: does(releaseLate) },
    },
    states: {
      idle: {
        on: {
          asked: [
            { guard: isLeftBehind },
            {
              guard: tellsCutOff,
              target: "cut-off",
              actions: does(remember),
            },
            { guard: tooMany, ...byLimit("of-number", remember) },
            { target: "checking", actions: does(remember, askMayRing) },
          ],
          "rang-in": { actions: does(forgetCutOff) },
          "rang-off": { actions: does(rememberCutOff) },
        },
      },
      "cut-off": cutOff,
      checking: {
        on: {
          "rang-in": rangIn,
          "rang-off": { guard: isOwnCall, actions: does(offCall) },
          "may-ring": [
            {
              guard: isOnLine,
              target: "on-the-line",
              actions: does(keepCall, writePromised),
            },
            {
              guard: isAllowed,
              target: "trying",
              actions: does(keepCall, writePromised, seek),
            },
            { guard: isBeyondDay, ...byLimit("of-day") },
            byLimit("of-kind"),
          ],
        },
      },
      trying: {
        initial: "waiting",
        on: {
          asked: promisedOnCall,
          "leg-accepted": { target: "ringing", actions: does(ringCaller) },
          "person-found": { target: "ringing", actions: does(ringCaller) },
          "rang-in": rangIn,
        },
        after: { byHand: byHand() },
        states: {
          waiting: { on: { "leg-ended": "pausing" } },
          pausing: { after: { pause: waitsAgain() } },
        },
      },
      ringing: {
        on: {
          asked: promisedOnCall,
          // From here on the phone rings: what went by until the carrier took the call is not the caller's time.
          "leg-placed": {
            guard: isCurrent,
            target: "ringing",
            reenter: true,
            actions: does(rememberLeg),
          },
          "leg-answered": {
            guard: isCurrent,
            target: "greeting",
            actions: does(rememberLeg, greet),
          },
          "leg-refused": [
            { guard: isBeyond("limit"), ...byLimit("of-day") },
            { guard: isBeyond("kind"), ...byLimit("of-kind") },
            ...currently(missed()),
          ],
          "leg-over": currently(missed()),
          // The person did not want to wait.
          "leg-ended": waitsAgain(endLeg, tried("person-gone"), personGone),
          "rang-in": rangIn,
        },
        after: { ring: missed(endLeg) },
      },
      greeting,
      // By setting the caller is on the telephone first: the person's rings now.
      connecting: {
        on: {
          "leg-placed": { guard: isCurrent },
          "leg-accepted": {
            target: "talking",
            actions: does(rememberPerson),
          },
          "leg-ended": nobodyCame,
          silence: nobodyCame,
          "leg-over": currently(missed()),
        },
        after: { [connectingMs]: nobodyCame },
      },
      talking: {
        on: {
          "leg-placed": { guard: isCurrent },
          // The person's leg is over; or the carrier ended the room before we heard of that.
          "leg-ended": afterTalk,
          silence: afterTalk,
          "leg-over": currently([kept()]),
        },
        after: { [talkMs]: kept() },
      },
      solved: {
        on: {
          "leg-placed": { guard: isCurrent },
          digits: [
            { guard: presses("1"), ...kept(sayLast("kept")) },
            waitsAgain(sayLast("again"), tried("not-solved")),
          ],
          silence: waitsAgain(sayLast("again"), tried("not-solved")),
          "leg-over": currently([kept()]),
        },
        after: { [solvedMs]: kept() },
      },
      "on-the-line": withLooks(
        {
          on: {
            asked: [
              { guard: tellsCutOff },
              { actions: does(remember, writePromised) },
            ],
            "rang-in": { actions: does(remainsOnLine) },
            "may-ring": { actions: does(keepCall) },
            "rang-off": [
              {
                guard: isServed,
                target: "idle",
                actions: does(tried("talked"), rememberCutOff, forget),
              },
              { guard: isOwnCall, ...waitsAgain(rememberCutOff) },
            ],
          },
          after: { [onTheLineMs]: waitsAgain() },
        },
        ({ onCall }: Callback) =>
          onCall === undefined
            ? undefined
            : { leg: onCall, of: { kind: "call", id: onCall } },
      ),
    },
  } as never,
  {
    delays: {
      byHand: ({ context, event }: Args) =>
        context.asked ? Math.max(0, byHandAt(context.asked) - event.at) : 0,
      pause: ({ context }: Args) => pauseMs(context),
      redial: cutOffMs,
      ring: ({ context }: Args) =>
        (context.asked?.ring ?? 0) * 1000 + ringMarginMs,
    },
  } as never,
) as AnyStateMachine;
