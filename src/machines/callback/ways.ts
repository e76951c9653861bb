/** What may come of a time that somebody is rung back, and when. */
import { inTurn, reduce } from "../reduce.js";
import type { Limit } from "../case/file.js";
import type { Callback } from "./context.js";
import type { CallbackEvent } from "./events.js";
import { forgetCutOff, remainsOnLine } from "./cut-off-steps.js";
import { isLastMiss, isTooMany } from "./limits.js";
import {
  endLeg,
  forget,
  giveUp,
  openCase,
  question,
  remember,
  sayLast,
  seek,
  tried,
  writeMissed,
} from "./steps.js";
import { type Take } from "./take.js";

export interface Args {
  readonly context: Callback;
  readonly event: CallbackEvent;
}

export const isCurrent = ({ context, event }: Args): boolean =>
  "offer" in event && event.offer === context.offer;
export const presses =
  (key: string) =>
  ({ event }: Args): boolean =>
    event.type === "digits" && event.digits === key;
export const isPersonThere = (args: Args): boolean =>
  presses("1")(args) && args.context.person !== undefined;
export const callerFirst = (args: Args): boolean =>
  isPersonThere(args) && args.context.asked?.first === "caller";
export const isLast = ({ context }: Args): boolean => isLastMiss(context);
export const isOwnCall = ({ context, event }: Args): boolean =>
  "call" in event && event.call === context.onCall;
export const isOfThis = ({ context, event }: Args): boolean =>
  (event.type === "call-at" || event.type === "not-wanted") &&
  event.case === context.asked?.case.id;
export const isAllowed = ({ event }: Args): boolean =>
  event.type === "may-ring" && event.allowed;
export const isOnLine = (args: Args): boolean =>
  isAllowed(args) && args.context.onCall !== undefined;
export const isServed = (args: Args): boolean =>
  isOwnCall(args) && args.event.type === "rang-off" && args.event.served;

export const does = (...takes: readonly Take[]) => [
  reduce<Callback>(inTurn(...takes)),
];

export interface Way {
  readonly guard?: (args: Args) => boolean;
  readonly target: string;
  readonly actions: unknown;
}

export const waitsAgain = (...takes: readonly Take[]): Way => ({
  target: "#callback.trying.waiting",
  actions: does(...takes, seek),
});
export const byHand = (...takes: readonly Take[]): Way => ({
  target: "#callback.idle",
  actions: does(...takes, giveUp, openCase(), forget),
});
/** The same, and the caller is told that a limit of ours is why. */
export const byLimit = (limit: Limit, ...takes: readonly Take[]): Way => ({
  target: "#callback.idle",
  actions: does(...takes, giveUp, openCase(limit), forget),
});
/** Not reached: tried again, and after the last time by hand. */
export const missed = (...takes: readonly Take[]): readonly Way[] => [
  { guard: isLast, ...byHand(...takes, tried("not-reached")) },
  {
    target: "#callback.trying.pausing",
    actions: does(...takes, tried("not-reached"), giveUp, writeMissed),
  },
];
/** Only when it is about the leg of this time. */
export const currently = (list: readonly Way[]): readonly Way[] =>
  list.map((one) => ({
    ...one,
    guard: (args: Args) => isCurrent(args) && (one.guard?.(args) ?? true),
  }));
export const kept = (...takes: readonly Take[]): Way => ({
  target: "#callback.idle",
  actions: does(...takes, tried("talked"), giveUp, forget),
});
export const isCutOff = ({ context }: Args): boolean =>
  context.asked?.cutOff !== undefined;
export const tellsCutOff = ({ event }: Args): boolean =>
  event.type === "asked" && event.cutOff !== undefined;
/** They ring anew already. */
export const isLeftBehind = (args: Args): boolean =>
  tellsCutOff(args) &&
  args.event.type === "asked" &&
  args.event.call === args.context.leftBehind;
export const rangIn = [
  {
    // They rang themselves: there is nothing left to do.
    guard: isCutOff,
    target: "#callback.idle",
    actions: does(endLeg, giveUp, forgetCutOff, forget),
  },
  {
    target: "#callback.on-the-line",
    actions: does(endLeg, giveUp, remainsOnLine),
  },
];
/** Who was promised a call is on the telephone still: their own line is busy. A call that was cut off meanwhile changes nothing. */
export const promisedOnCall = [
  { guard: tellsCutOff },
  {
    target: "#callback.on-the-line",
    actions: does(endLeg, giveUp, remember),
  },
];
export const tooMany = ({ context, event }: Args): boolean =>
  isTooMany(context, event.at);
export const isBeyond =
  (what: "limit" | "kind") =>
  (args: Args): boolean =>
    isCurrent(args) &&
    args.event.type === "leg-refused" &&
    args.event.beyond === what;
export const isBeyondDay = ({ event }: Args): boolean =>
  event.type === "may-ring" && event.beyond === "limit";
export const afterTalk = {
  target: "solved",
  actions: does(question("solved"), giveUp),
};
export const nobodyCame = byHand(sayLast("by-hand"));
