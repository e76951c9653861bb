/**
 * The talk, as the person who took the call leads it (C2, C20), from a desk or by the keys of any telephone:
 *
 *     together ── hold, star ──► holding ── ask, 2, 3 ──► asking ── they are there ──► consulting ── back, star ──► together, three
 *        ▲  ▲                       │ back, 1                │ nobody                       │ hang-up
 *        │  └───────────────────────┘ ◄──────────────────────┘                              ▼
 *        └── 1 ── stepped-out ◄── star, of three             leave, hang-up of three ──► handed-over
 *
 * From *together* and *holding* the caller may be asked for a recorded yes (*consenting*, *settling*) that a decision needs (C18).
 * In *holding*, *asking*, *consulting* and *consenting* the caller's leg is outside, for three minutes at most: when that time is up, or the caller wishes,
 * they are together again. Nobody hears a bare line: the person has the keys said while the caller waits, and hears it ring while somebody is
 * called. Whoever does not come in time is followed by the next one above. *Handed over*: the person has gone, and the talk goes on with
 * whoever was asked. When the caller hangs up, cut-off.ts has what follows.
 */
import { inTurn, reduce } from "../reduce.js";
import { cutOff, hungUp } from "./cut-off.js";
import type { Asks, ConnectionEvent } from "./events.js";
import type { Connection } from "./context.js";
import { endLeg, setFree, tellTalkOver, wrapUp, type Take } from "./steps.js";
import {
  ask,
  askCaller,
  bringBack,
  canBeAsked,
  canAsk,
  canPart,
  closeTalk,
  enterRoom,
  forgetThird,
  isBack,
  keys,
  listen,
  say,
  takeAside,
  thirdIsThere,
  thirdOff,
  whomOf,
} from "./talk-steps.js";

/** Longer than one phone rings and its whisper lasts; then the next one above is called, ms. */
const askingMs = 50_000;
/** A recording is complete by then, or the talk goes on without waiting for it, ms. */
const settlingMs = 6_000;
/** A talk of which nothing is heard any more, ms: the longest that a carrier lets two talk. */
const talkMs = 4 * 3600_000;

interface Args {
  readonly context: Connection;
  readonly event: ConnectionEvent;
}

const does = (...takes: readonly Take[]) => [
  reduce<Connection>(inTurn(...takes)),
];
const presses =
  (key: string) =>
  ({ event }: Args): boolean =>
    event.type === "digits" && event.digits === key;
const mayPart = ({ context }: Args): boolean => canPart(context);
const withThird = ({ context }: Args): boolean => context.third?.there === true;
const isThird = ({ context, event }: Args): boolean =>
  "of" in event && event.of === context.third?.of;
/** It is about this time outside the talk, and not an earlier one. */
const isNow = ({ context, event }: Args): boolean =>
  "nth" in event && event.nth === context.aparts;
const isOwnLeg = ({ context, event }: Args): boolean =>
  "offer" in event && event.offer === context.offer;
const both =
  (...guards: readonly ((args: Args) => boolean)[]) =>
  (args: Args): boolean =>
    guards.every((guard) => guard(args));
const mayAskDirector = ({ context }: Args): boolean =>
  canAsk(context, "director");

const sayKeys: Take = inTurn(say(keys), listen);
const sayAsking = say((words, context) => words.asking(whomOf(context)));
const sayStepped: Take = inTurn(
  say((words, context) => words.stepped(whomOf(context))),
  listen,
);
const sayBack = say((words) => words.back);
const sayNotThere = say((words, context) => words.notThere(whomOf(context)));

const together = (...takes: readonly Take[]) => ({
  target: "together",
  actions: does(...takes, enterRoom()),
});
const asking = (
  whom: Asks | ((event: ConnectionEvent) => Asks),
  ...before: readonly Take[]
) => ({
  target: "asking",
  reenter: true,
  actions: does(
    ...before,
    ask(typeof whom === "string" ? () => whom : whom),
    takeAside,
    sayAsking,
    enterRoom("ringing"),
  ),
});
const asks = [
  {
    guard: ({ context, event }: Args) =>
      event.type === "ask" && canAsk(context, event.whom),
    ...asking((event) => (event.type === "ask" ? event.whom : "director")),
  },
];
const hold = {
  guard: mayPart,
  target: "holding",
  actions: does(
    takeAside,
    say((words) => words.held),
    sayKeys,
  ),
};
/** Whoever was called is not there: the next one above, and after them nobody. */
const notThere = [
  {
    guard: ({ context }: Args) =>
      context.third?.asked === "superior" &&
      context.person?.above?.director !== undefined,
    ...asking("director", thirdOff),
  },
  {
    target: "holding",
    actions: does(sayNotThere, thirdOff, takeAside, sayKeys),
  },
];
const consents = {
  guard: ({ context, event }: Args) => canBeAsked(context, event),
  target: "consenting",
  actions: does(
    askCaller,
    say((words) => words.consenting),
    enterRoom(),
  ),
};
const sayOutcome: Take = (context, event) =>
  say((words) =>
    event.type === "consent-over" && event.outcome === "done"
      ? words.done
      : words.notDone,
  )(context, event);
const sayNoYes: Take = (context, event) =>
  say((words) =>
    event.type === "caller-back" && event.result && event.result !== "yes"
      ? words.noYes[event.result]
      : words.back,
  )(context, event);
const handedOver = (...takes: readonly Take[]) => ({
  target: "handed-over",
  actions: does(...takes, wrapUp),
});
const callerBack = { guard: isNow, ...together(isBack, sayBack) };

export const talking = {
  initial: "together",
  states: {
    together: {
      on: {
        silence: [
          {
            guard: withThird,
            target: "stepped-out",
            actions: does(sayStepped),
          },
          hold,
        ],
        hold: {
          ...hold,
          guard: both(mayPart, ({ context }) => !context.third),
        },
        ask: asks,
        "consent-wanted": consents,
        // Later than anybody waited for.
        "consent-over": together(sayOutcome),
        "third-off": { guard: withThird, actions: does(thirdOff) },
        leave: { guard: withThird, ...handedOver(endLeg) },
        "leg-ended": { guard: isThird, actions: does(forgetThird) },
        "leg-over": { guard: both(isOwnLeg, withThird), ...handedOver() },
      },
    },
    // The person alone is out of the room, where the others talk on.
    "stepped-out": {
      on: {
        digits: [{ guard: presses("4"), ...together(thirdOff) }, together()],
        silence: together(),
        back: together(),
        "third-off": together(thirdOff),
        leave: handedOver(endLeg),
        "leg-ended": {
          guard: isThird,
          ...together(
            say((words, context) => words.gone(whomOf(context))),
            forgetThird,
          ),
        },
        "leg-over": { guard: isOwnLeg, ...handedOver() },
      },
    },
    holding: {
      on: {
        digits: [
          {
            guard: both(presses("2"), ({ context }) =>
              canAsk(context, "superior"),
            ),
            ...asking("superior"),
          },
          { guard: both(presses("3"), mayAskDirector), ...asking("director") },
          { guard: presses("1"), ...together(bringBack) },
          { actions: does(sayKeys) },
        ],
        silence: { actions: does(sayKeys) },
        ask: asks,
        "consent-wanted": consents,
        "director-wanted": {
          guard: both(isNow, mayAskDirector),
          ...asking("director"),
        },
        back: together(bringBack),
        "caller-back": callerBack,
      },
    },
    asking: {
      on: {
        "leg-accepted": {
          guard: isThird,
          target: "consulting",
          actions: does(thirdIsThere),
        },
        "leg-ended": notThere.map((one) => ({
          ...one,
          guard: (args: Args) =>
            isThird(args) && (!("guard" in one) || one.guard(args)),
        })),
        silence: together(thirdOff, bringBack),
        back: together(thirdOff, bringBack),
        "third-off": together(thirdOff, bringBack),
        "caller-back": {
          guard: isNow,
          ...together(thirdOff, isBack, sayBack),
        },
      },
      after: { [askingMs]: notThere },
    },
    // The caller is asked for a recorded yes; with a yes, both hear of the change as soon as it is made.
    consenting: {
      on: {
        "caller-back": [
          {
            guard: both(
              isNow,
              ({ event }: Args) =>
                event.type === "caller-back" && event.result === "yes",
            ),
            target: "settling",
            actions: does(isBack),
          },
          { guard: isNow, ...together(isBack, sayNoYes) },
        ],
        silence: together(bringBack),
        back: together(bringBack),
        "leg-ended": { guard: isThird, actions: does(forgetThird) },
        "leg-over": {
          guard: both(isOwnLeg, withThird),
          ...handedOver(bringBack),
        },
      },
    },
    settling: {
      on: {
        "consent-over": together(sayOutcome),
        silence: together(),
        "leg-ended": { guard: isThird, actions: does(forgetThird) },
        "leg-over": { guard: both(isOwnLeg, withThird), ...handedOver() },
      },
      after: { [settlingMs]: together(say((words) => words.notYet)) },
    },
    // They talk alone: nobody's leg is moved but the caller's.
    consulting: {
      on: {
        silence: together(bringBack),
        back: { target: "together", actions: does(bringBack) },
        "third-off": { target: "together", actions: does(thirdOff, bringBack) },
        "caller-back": {
          guard: isNow,
          target: "together",
          actions: does(isBack),
        },
        leave: handedOver(endLeg, bringBack),
        "leg-ended": {
          guard: isThird,
          target: "together",
          actions: does(forgetThird, bringBack),
        },
        "leg-over": { guard: isOwnLeg, ...handedOver(bringBack) },
      },
    },
    ...cutOff,
    "handed-over": {
      on: {
        // Of the person who left: the carrier tells after the fact, and the others talk on.
        "leg-over": { guard: isOwnLeg },
        silence: {},
        "leg-ended": {
          guard: isThird,
          target: "#connection.wrap-up",
          actions: does(tellTalkOver, forgetThird),
        },
        "given-up": {
          target: "#connection.wrap-up",
          actions: does(closeTalk),
        },
      },
      after: {
        wrapUp: { actions: does(setFree) },
        [talkMs]: {
          target: "#connection.wrap-up",
          actions: does(tellTalkOver, closeTalk),
        },
      },
    },
  },
  on: {
    "leg-placed": { guard: isOwnLeg },
    // Whoever was asked beside another talk left it; anybody's document came to its end before there was a star.
    silence: {
      target: "wrap-up",
      actions: does(
        (context) => ({ context, effects: [{ type: "hang-up" }] }),
        tellTalkOver,
        closeTalk,
        wrapUp,
      ),
    },
    "leg-over": {
      guard: isOwnLeg,
      target: "wrap-up",
      actions: does(tellTalkOver, closeTalk, wrapUp),
    },
    "given-up": [
      hungUp,
      { target: "wrap-up", actions: does(endLeg, closeTalk, wrapUp) },
    ],
  },
};
