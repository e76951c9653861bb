import type { TalkOver } from "./events.js";
import {
  awaitWord,
  forgetCutOff,
  rememberCutOff,
  tellRangAgain,
} from "./cut-off-steps.js";
import {
  askMayRing,
  countOne,
  forget,
  remember,
  tried,
  writeMissed,
} from "./steps.js";
import { type Take } from "./take.js";
import {
  does,
  byHand,
  byLimit,
  tellsCutOff,
  tooMany,
  type Args,
  type Way,
} from "./ways.js";

/** How long the line waits for who was cut off to ring again, ms. */
const redialMs = 60_000;
/** Longer than whoever had the talk is asked whether it was cut off, and rings them, ms. */
const wordMs = 5 * 60_000;

const wasTalking = ({ context }: Args): boolean =>
  context.asked?.cutOff === "talking";
const isOfAsked = ({ context, event }: Args): boolean =>
  event.type === "talk-over" && event.call === context.asked?.call;
const says =
  (how: TalkOver["how"]) =>
  (args: Args): boolean =>
    isOfAsked(args) &&
    args.event.type === "talk-over" &&
    args.event.how === how;
/** Nobody is rung. */
const lapses = (...takes: readonly Take[]): Way => ({
  target: "#callback.idle",
  actions: does(...takes, forget),
});

/** How long one is cut off before the line rings, ms. */
export const cutOffMs = (args: Args): number =>
  wasTalking(args) ? wordMs : redialMs;

/**
 * Rings nobody yet. Who was cut off rings again by themselves before anybody else could; and after a talk whoever had it says first what it was.
 */
export const cutOff = {
  on: {
    asked: [
      {
        guard: tellsCutOff,
        target: "cut-off",
        reenter: true,
        actions: does(remember),
      },
      { target: "checking", actions: does(remember, askMayRing) },
    ],
    "rang-in": lapses(tellRangAgain, forgetCutOff),
    "rang-off": { actions: does(rememberCutOff) },
    "talk-over": [
      {
        guard: says("asked"),
        target: "cut-off",
        reenter: true,
        actions: does(awaitWord),
      },
      { guard: says("not-allowed"), ...byHand() },
      {
        guard: says("no-answer"),
        target: "#callback.trying.pausing",
        actions: does(countOne, tried("not-reached"), writeMissed),
      },
      { guard: isOfAsked, ...lapses() },
    ],
  },
  after: {
    redial: [
      // Nobody says that it was cut off.
      { guard: wasTalking, ...lapses() },
      { guard: tooMany, ...byLimit("of-number", countOne) },
      { target: "checking", actions: does(countOne, askMayRing) },
    ],
  },
};
