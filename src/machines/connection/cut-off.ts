/**
 * A caller who hung up during a talk (C7). A carrier does not tell a goodbye from a call that was cut off: the person does, who hears that the
 * caller is gone and has them rung again with key 1. *Ringing again*: the person hears it ring, alone in a room of its own; whoever picks up hears
 * who calls and is connected with a key. Anything else ends the person's leg, as a talk's end does.
 */
import type { MachineEffect } from "../effects.js";
import { inTurn, reduce } from "../reduce.js";
import type { TalkOver } from "../callback/events.js";
import type { RingBackEvent } from "../ring-back/events.js";
import type { Told } from "../effects.js";
import type { Connection } from "./context.js";
import type { ConnectionEvent } from "./events.js";
import { endLeg, hangUp, wrapUp, type Take } from "./steps.js";
import { closeTalk, listen, say } from "./talk-steps.js";

/** The question and its key, or why nobody comes, ms. */
const hungUpMs = 30_000;
/** Longer than the customer's telephone rings and their greeting lasts, ms. */
const ringingMs = 150_000;

interface Args {
  readonly context: Connection;
  readonly event: ConnectionEvent;
}

const does = (...takes: readonly Take[]) => [
  reduce<Connection>(inTurn(...takes)),
];
const isOwnLeg = ({ context, event }: Args): boolean =>
  "offer" in event && event.offer === context.offer;
const presses1 = ({ event }: Args): boolean =>
  event.type === "digits" && event.digits === "1";

/** The person is still there, and the caller can be rung. */
const canRingAgain = ({ context, event }: Args): boolean =>
  event.type === "given-up" &&
  event.number !== undefined &&
  context.leg !== undefined &&
  context.person !== undefined &&
  context.wanted?.brief[context.wanted.language] !== undefined;

const remember: Take = (context, event) => ({
  context:
    event.type === "given-up" && event.number !== undefined
      ? {
          ...context,
          again: event.number,
          ...(event.callBack && { callBack: true as const }),
        }
      : context,
  effects: [],
});
/** The line's own call-back hears of it, and need not ring whom the person rings. */
const tellCallBack =
  (how: TalkOver["how"] | "as told"): Take =>
  (context, event) => {
    const { wanted, again, callBack } = context;
    const reason = event.type === "not-reached" ? event : undefined;
    const told = how === "as told" ? reason?.why : how;
    return {
      context,
      effects:
        callBack && wanted && again !== undefined && told !== undefined
          ? [
              {
                type: "tell",
                to: { kind: "callback", id: again },
                event: {
                  type: "talk-over",
                  call: wanted.call,
                  how: told,
                  ...(reason?.limit && { limit: reason.limit }),
                },
              },
            ]
          : [],
    };
  };
const forget: Take = ({ again: _number, callBack: _rings, ...context }) => ({
  context,
  effects: [],
});

const ringCaller: Take = (context) => {
  const { wanted, person, again } = context;
  const told = wanted?.brief[wanted.language];
  if (!wanted || !person || !told || again === undefined)
    return { context, effects: [] };
  const { call, line, language } = wanted;
  return {
    context,
    effects: [
      tellRingBack(context, {
        type: "asked",
        by: { kind: "connection", id: call },
        person: { name: person.name, title: "" },
        number: again,
        line,
        room: roomAgain(context),
        speech: { language, voice: told.voice, speaks: told.speaks },
        cutOff: true,
      }),
      {
        type: "join",
        room: roomAgain(context),
        alone: "ringing",
        starLeaves: true,
      },
    ],
  };
};
const giveUp: Take = (context) => ({
  context,
  effects: [tellRingBack(context, { type: "given-up" })],
});
const sayWhy: Take = (context, event) =>
  say((words) => {
    if (event.type !== "not-reached") return "";
    if (event.limit) return words.limits[event.limit];
    return event.why === "no-answer" && context.callBack
      ? words.goesOn
      : words.notReached[event.why];
  })(context, event);

const over = (...takes: readonly Take[]) => ({
  target: "#connection.wrap-up",
  actions: does(...takes, forget, wrapUp),
});

/** In place of the wrap-up, where `canRingAgain`. */
export const hungUp = {
  guard: canRingAgain,
  target: "#connection.joined.hung-up",
  actions: does(
    closeTalk,
    remember,
    tellCallBack("asked"),
    say((words) => words.hungUp),
    listen,
  ),
};

/** They rang by themselves meanwhile: the person is let go, and is their first choice. */
const rangAgain = {
  target: "hearing-why",
  actions: does(
    giveUp,
    say((words) => words.rangAgain),
    hangUp,
  ),
};

export const cutOff = {
  "hung-up": {
    on: {
      digits: [
        {
          guard: presses1,
          target: "ringing-again",
          actions: does(
            say((words) => words.ringing),
            ringCaller,
          ),
        },
        over(tellCallBack("over"), hangUp),
      ],
      silence: over(tellCallBack("over"), hangUp),
      "leg-over": { guard: isOwnLeg, ...over(tellCallBack("over")) },
      "rang-again": rangAgain,
      "given-up": {},
    },
    after: { [hungUpMs]: over(tellCallBack("over"), endLeg) },
  },
  "ringing-again": {
    on: {
      "customer-joined": {
        target: "together-again",
        actions: does(tellCallBack("together")),
      },
      "not-reached": {
        target: "hearing-why",
        actions: does(tellCallBack("as told"), sayWhy, hangUp),
      },
      silence: over(tellCallBack("no-answer"), giveUp, hangUp),
      "leg-over": {
        guard: isOwnLeg,
        ...over(tellCallBack("no-answer"), giveUp),
      },
      "rang-again": rangAgain,
      "given-up": {},
    },
    after: {
      [ringingMs]: over(tellCallBack("no-answer"), giveUp, endLeg),
    },
  },
  // The line says it by itself, and hangs up: until then the leg is the person's.
  "hearing-why": {
    on: {
      "leg-over": { guard: isOwnLeg, ...over() },
      "given-up": {},
    },
    after: { [hungUpMs]: over(endLeg) },
  },
  "together-again": {
    on: {
      "leg-ended": over(endLeg),
      silence: over(giveUp, hangUp),
      "leg-over": { guard: isOwnLeg, ...over(giveUp) },
      "given-up": {},
    },
  },
};

function roomAgain({ wanted, offer }: Connection): string {
  return `${wanted?.call ?? ""}.again${offer}`;
}

function tellRingBack(
  context: Connection,
  event: Told<RingBackEvent>,
): MachineEffect {
  return {
    type: "tell",
    to: { kind: "ring-back", id: roomAgain(context) },
    event,
  };
}
