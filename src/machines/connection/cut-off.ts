/**
 * A caller who hung up during a talk (C7). A carrier does not tell a goodbye from a call that was cut off: the person does, who hears that the
 * caller is gone and has them rung again with key 1. *Ringing again*: the person hears it ring, alone in a room of its own; whoever picks up hears
 * who calls and is connected with a key. Anything else ends the person's leg, as a talk's end does.
 */
import type { MachineEffect } from "../effects.js";
import { inTurn, reduce } from "../reduce.js";
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
export const canRingAgain = ({ context, event }: Args): boolean =>
  event.type === "given-up" &&
  event.number !== undefined &&
  context.leg !== undefined &&
  context.person !== undefined &&
  context.wanted?.brief[context.wanted.language] !== undefined;

const remember: Take = (context, event) => ({
  context:
    event.type === "given-up" && event.number !== undefined
      ? { ...context, again: event.number }
      : context,
  effects: [],
});
const forget: Take = ({ again: _number, ...context }) => ({
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
  say((words) =>
    event.type === "not-reached" ? words.notReached[event.why] : "",
  )(context, event);

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
    say((words) => words.hungUp),
    listen,
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
        over(hangUp),
      ],
      silence: over(hangUp),
      "leg-over": { guard: isOwnLeg, ...over() },
      "given-up": {},
    },
    after: { [hungUpMs]: over(endLeg) },
  },
  "ringing-again": {
    on: {
      "customer-joined": "together-again",
      "not-reached": {
        target: "hearing-why",
        actions: does(sayWhy, hangUp),
      },
      silence: over(giveUp, hangUp),
      "leg-over": { guard: isOwnLeg, ...over(giveUp) },
      "given-up": {},
    },
    after: { [ringingMs]: over(giveUp, endLeg) },
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
