import type { LegEffect } from "../../flows/effects.js";
import { toRing, type Limit } from "../case/file.js";
import { sayTold } from "../connection/brief.js";
import type { ConnectionEvent } from "../connection/events.js";
import type { CallKept } from "../outbound.js";
import { needsOf } from "../needs.js";
import type { MachineEffect, Told } from "../effects.js";
import type { Callback } from "./context.js";
import type { CallbackAsked, CallbackWord, TryResult } from "./events.js";
import { writeToCaller } from "./words.js";

import { dueByHand, pauseMs, oneMore } from "./limits.js";
import { roomOf } from "./room.js";
import { type Take, asking, speaking } from "./take.js";

/** Seconds of silence after what is said. */
const keySeconds = 6;

/** One promise for one number: what is promised again keeps the place, and the room, of the first, and its time unless the caller changed that. */
export const remember: Take = (context, event) => {
  if (event.type !== "asked") return { context, effects: [] };
  const { asked: before } = context;
  const { cutOff, changes } = event;
  const asked: CallbackAsked = before
    ? {
        ...event,
        since: Math.min(before.since, event.since),
        call: cutOff ? event.call : before.call,
        case: {
          ...event.case,
          ...(before.case.phone !== undefined && { phone: before.case.phone }),
          due: changes
            ? event.case.due
            : Math.min(before.case.due, event.case.due),
        },
      }
    : event;
  return {
    context: {
      ...context,
      asked,
      ...(cutOff
        ? { onCall: undefined }
        : { onCall: event.call, promised: oneMore(context, event.at) }),
      ...(!before && { missed: 0, tries: [] }),
    },
    effects: [],
  };
};

/** It keeps its place, its time and its number. */
export const callAt: Take = (context, event) => {
  const { asked } = context;
  if (!asked || event.type !== "call-at") return { context, effects: [] };
  const { phone } = event;
  return {
    context: {
      ...context,
      asked: { ...asked, case: { ...asked.case, phone } },
    },
    effects: [
      {
        type: "tell",
        to: { kind: "callback", id: phone },
        event: { type: "called-for-another" },
      },
    ],
  };
};

/** What a number is rung in a day is bounded, whoever asks for it. */
export const countOne: Take = (context, { at }) => ({
  context: { ...context, promised: oneMore(context, at) },
  effects: [],
});

/** The promise is a case by now: a limit keeps the line from ringing. */
export const passToCase: Take = (context, event) => ({
  context,
  effects:
    event.type === "call-at"
      ? [
          {
            type: "tell",
            to: { kind: "case", id: event.case },
            event: { type: "call-at", phone: event.phone },
          },
        ]
      : [],
});

export const writePromised: Take = asking(({ asked }) =>
  asked
    ? [
        writeToCaller(
          asked.cutOff ? "cut-off" : "promised",
          asked,
          asked.case.due,
        ),
      ]
    : [],
);

/** The caller waits again where they stood, without being on the telephone. */
export const seek: Take = asking(({ asked }) =>
  asked
    ? [
        tellConnection(asked, {
          type: "wanted",
          call: roomOf(asked),
          by: { kind: "callback", id: asked.case.number },
          line: asked.line,
          since: asked.since,
          ...needsOf(asked),
          ring: asked.ring,
          brief: asked.brief,
          first: asked.first,
          ...(asked.prefers !== undefined && { prefers: asked.prefers }),
        }),
      ]
    : [],
);

export const askMayRing: Take = asking(({ asked }) =>
  asked
    ? [{ type: "ask-may-ring", number: asked.case.number, counts: true }]
    : [],
);

export const keepCall: Take = (context, event) => ({
  context:
    event.type === "may-ring" && event.kept
      ? { ...context, kept: event.kept }
      : context,
  effects: [],
});

export const giveUp: Take = (context) => ({
  context: { ...context, person: undefined },
  effects: context.asked
    ? [tellConnection(context.asked, { type: "given-up" })]
    : [],
});

export const ringCaller: Take = (context, event) => {
  const { asked } = context;
  if (!asked || !("person" in event)) return { context, effects: [] };
  const offer = context.offer + 1;
  return {
    context: {
      ...context,
      person: event.person,
      offer,
      leg: undefined,
      kept: undefined,
    },
    effects: [
      {
        type: "ring-leg",
        offer,
        phone: toRing(asked.case),
        from: asked.line,
        timeout: asked.ring,
        ...(context.kept && { counted: true }),
      },
    ],
  };
};

export const rememberLeg: Take = (context, event) => ({
  context: "leg" in event ? { ...context, leg: event.leg } : context,
  effects: [],
});

export const dropLate: Take = (context, event) => ({
  context,
  effects:
    event.type === "leg-placed" ? [{ type: "end-leg", leg: event.leg }] : [],
});

export const endLeg: Take = (context) => ({
  context: { ...context, leg: undefined },
  effects:
    context.leg === undefined ? [] : [{ type: "end-leg", leg: context.leg }],
});

/** Says it and hangs up. */
export const sayLast = (word: CallbackWord): Take =>
  speaking((context, at) => [...said(context, word, at), { type: "hang-up" }]);

/** Says it and waits for a key. */
export const question = (word: CallbackWord): Take =>
  speaking((context, at) => [
    ...said(context, word, at),
    { type: "gather", digits: 1, timeout: keySeconds },
  ]);

/** Who calls, and why. */
export const greet: Take = (context, event) =>
  question(context.asked?.cutOff ? "cut-off" : "rung-back")(context, event);

export const say = (word: CallbackWord): Take =>
  speaking((context, at) => said(context, word, at));

export const hangUp: Take = asking(() => [{ type: "hang-up" }]);

/** The caller goes to the room where the person is, or comes to. */
export const meet: Take = asking(({ asked, leg }) =>
  asked
    ? [
        { type: "join", room: roomOf(asked) },
        ...(leg === undefined
          ? []
          : [tellConnection(asked, { type: "caller-there", leg })]),
      ]
    : [],
);

/** The person who is kept free is rung now. */
export const tellReady: Take = asking(({ asked }) =>
  asked ? [tellConnection(asked, { type: "caller-ready" })] : [],
);

export const tried =
  (result: TryResult): Take =>
  (context, { at }) => ({
    context: {
      ...context,
      missed: context.missed + (result === "not-reached" ? 1 : 0),
      tries: [...context.tries, { at, result }],
    },
    effects: [],
  });

export const writeMissed: Take = (context, { at }) => ({
  context,
  effects: context.asked
    ? [writeToCaller("missed", context.asked, at + pauseMs(context))]
    : [],
});

export const writeCancelled: Take = asking(({ asked }) =>
  asked ? [writeToCaller("cancelled", asked, asked.case.due)] : [],
);

/** Whoever answers for the promise rings by hand; who was told a time is rung by then, or soon after when that is past. */
export const openCase =
  (known?: Limit): Take =>
  (context, event) => {
    const { asked } = context;
    if (!asked) return { context, effects: [] };
    const { at } = event;
    // Whoever had the talk wanted to ring them, and a limit kept them from it.
    const limit =
      known ?? (event.type === "talk-over" ? event.limit : undefined);
    const due = dueByHand(asked, at);
    return {
      context,
      effects: [
        {
          type: "tell",
          to: { kind: "case", id: asked.case.id },
          event: {
            ...asked.case,
            type: "opened",
            due,
            ...(limit && { limit }),
          },
        },
      ],
    };
  };

/** A call that was kept for it goes to others. */
export const forget: Take = ({ promised, offer, tries, cutOff, kept }) => ({
  context: { promised, offer, tries, missed: 0, cutOff },
  effects: release(kept),
});

/** It is not needed any more by the time that it is kept. */
export const releaseLate: Take = (context, event) => ({
  context,
  effects: event.type === "may-ring" ? release(event.kept) : [],
});

function release(kept: CallKept | undefined): readonly MachineEffect[] {
  if (!kept) return [];
  const { day, cost } = kept;
  return [
    {
      type: "tell",
      to: { kind: "outbound", id: day },
      event: { type: "call-released", cost },
    },
  ];
}

export const rememberPerson: Take = (context, event) => ({
  context: "person" in event ? { ...context, person: event.person } : context,
  effects: [],
});

export const personGone: Take = (context) => ({
  context: { ...context, person: undefined },
  effects: [],
});

function said(
  { asked, person }: Callback,
  word: CallbackWord,
  at: number,
): readonly LegEffect[] {
  if (!asked) return [];
  return sayTold(
    asked.words[word],
    asked.language,
    {
      ...(person && { "person.name": person.name }),
      due: dueByHand(asked, at),
    },
    at,
  );
}

function tellConnection(
  asked: CallbackAsked,
  event: Told<ConnectionEvent>,
): MachineEffect {
  return {
    type: "tell",
    to: { kind: "connection", id: roomOf(asked) },
    event,
  };
}
