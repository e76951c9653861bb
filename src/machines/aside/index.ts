/**
 * A caller who is out of the talk for a moment (C2, C3, C18): on hold, while somebody is asked, or to be asked for a recorded yes. One machine
 * for each room.
 *
 *     idle ── taken ──► waiting ── back, key 1, time is up ──► idle
 *      └──── taken, to be asked ──► leave ──► starting ──► asking ──► idle
 *
 * *Waiting*: the caller hears why and what the keys do, then music, or silence by their choice; 1 leads back at once, 0 asks for the director.
 * consent.ts has the other states. It promises that a caller is out of the talk for three minutes at most, however often they are asked to wait
 * meanwhile, and that the leg then goes on with its owner's document, whatever that is by then. Whoever talks with the caller is told once
 * when it was not they who ended it.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { ask, consent } from "./consent.js";
import { noAside } from "./events.js";
import {
  does,
  goOn,
  music,
  nextPiece,
  presses,
  quieten,
  remember,
  say,
  tell,
  type Args,
} from "./steps.js";

/** The longest that a caller is out of the talk, ms. */
const mostApartMs = 180_000;

const mayAskDirector = (args: Args): boolean =>
  presses("0")(args) && args.context.taken?.director !== undefined;

/** Taken aside to wait, or to be asked. */
const taken = [
  {
    guard: ({ event }: Args) =>
      event.type === "taken" && event.asked !== undefined,
    target: "leave",
    actions: does(remember, ask("leave")),
  },
  {
    target: "waiting",
    reenter: true,
    actions: does(remember, say("why"), say("keys"), music),
  },
];

export const asideMachine: AnyStateMachine = createMachine(
  {
    id: "aside",
    context: noAside,
    initial: "idle",
    states: {
      idle: { on: { taken } },
      waiting: {
        on: {
          taken,
          digits: [
            {
              guard: presses("1"),
              target: "idle",
              actions: does(tell("caller-back"), goOn),
            },
            {
              guard: mayAskDirector,
              actions: does(tell("director-wanted"), music),
            },
            { guard: presses("9"), actions: does(quieten, music) },
            { actions: does(say("why"), say("keys"), music) },
          ],
          silence: { actions: does(nextPiece, music) },
          back: { target: "idle", actions: does(goOn) },
        },
        after: {
          apart: { target: "idle", actions: does(tell("caller-back"), goOn) },
        },
      },
      ...consent,
    },
  } as never,
  {
    delays: {
      apart: ({ context, event }: Args) =>
        Math.max(0, (context.since ?? event.at) + mostApartMs - event.at),
    },
  } as never,
) as AnyStateMachine;
