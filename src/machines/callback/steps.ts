import type { LegEffect } from "../../flows/effects.js";
import type { CallLimit } from "../case-file.js";
import { sayTold } from "../connection/brief.js";
import type { ConnectionEvent } from "../connection/events.js";
import type { CallKept } from "../outbound.js";
import { needsOf } from "../needs.js";
import type { MachineEffect, Told } from "../effects.js";
import type { Step } from "../reduce.js";
import type { Callback } from "./context.js";
import type {
  CallbackAsked,
  CallbackEvent,
  CallbackWord,
  TryResult,
} from "./events.js";
import { writeToCaller } from "./words.js";

export type Take = (context: Callback, event: CallbackEvent) => Step<Callback>;

const minute = 60_000;
/** After the first and the second time that the caller was not reached; the third is the last. */
const pausesMs = [5 * minute, 15 * minute];
/** Nobody is there to talk: looked at again. */
const nobodyPauseMs = 5 * minute;
/** Seconds of silence after what is said. */
const keySeconds = 6;

const dayMs = 24 * 60 * minute;
/** So many call-backs within a day for one number; what is beyond is rung by hand. */
const mostADay = 3;

/** `at`: epoch ms. */
export function isTooMany({ promised }: Callback, at: number): boolean {
  return promised.filter((one) => one > at - dayMs).length >= mostADay;
}

/** When whoever answers for the promise takes over, so that time is left to ring: half an hour before it is due, or half of its time. */
export function byHandAt({ at, case: { due } }: CallbackAsked): number {
  return due - Math.min(30 * minute, (due - at) / 2);
}

export function pauseMs({ missed }: Callback): number {
  return missed === 0 ? nobodyPauseMs : (pausesMs[missed - 1] ?? 0);
}

export function isLastMiss({ missed }: Callback): boolean {
  return missed >= pausesMs.length;
}

/** One promise for one number: what is promised again keeps the place, and the room, of the first. */
export const remember: Take = (context, event) => {
  if (event.type !== "asked") return { context, effects: [] };
  const { asked: before } = context;
  const { cutOff } = event;
  const asked: CallbackAsked = before
    ? {
        ...event,
        since: Math.min(before.since, event.since),
        call: cutOff ? event.call : before.call,
        case: {
          ...event.case,
          due: Math.min(before.case.due, event.case.due),
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

/** Nothing was said of it that counts before it is tried. */
export const countCutOff: Take = (context, { at }) => ({
  context: { ...context, promised: oneMore(context, at) },
  effects: [],
});

/** Whoever had the talk says soon what it was. */
export const awaitWord: Take = (context) => ({
  context: {
    ...context,
    ...(context.asked && { asked: { ...context.asked, cutOff: "talking" } }),
  },
  effects: [],
});

/** Whoever had the talk need not ring them. */
export const tellRangAgain: Take = asking(({ asked }) =>
  asked?.cutOff === "talking"
    ? [
        {
          type: "tell",
          to: { kind: "connection", id: asked.call },
          event: { type: "rang-again" },
        },
      ]
    : [],
);

function oneMore({ promised }: Callback, now: number): readonly number[] {
  return [...promised.filter((at) => at > now - dayMs), now];
}

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
        phone: asked.case.number,
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
  (limit?: CallLimit): Take =>
  (context, { at }) => {
    const { asked } = context;
    if (!asked) return { context, effects: [] };
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

/** Nobody is told a time that is past. */
function dueByHand({ case: { due } }: CallbackAsked, at: number): number {
  return Math.max(due, at + 15 * minute);
}

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

export const rememberCutOff: Take = (context, event) => ({
  context:
    event.type === "rang-off" &&
    event.step !== undefined &&
    event.call !== context.leftBehind
      ? {
          ...context,
          cutOff: {
            call: event.call,
            step: event.step,
            since: event.since ?? event.at,
            at: event.at,
          },
        }
      : context,
  effects: [],
});

/** A call of theirs goes on from there, should it be cut off. */
export const rememberWhere: Take = (context, event) => ({
  context:
    event.type === "seeks"
      ? {
          ...context,
          cutOff: {
            call: event.call,
            step: event.step,
            since: event.since,
            at: event.at,
            open: true,
          },
        }
      : context,
  effects: [],
});

/** The caller rings again: the call goes on, or they came about something else. */
export const forgetCutOff: Take = (context, event) => {
  const { cutOff } = context;
  const isBehind =
    cutOff?.open && event.type === "rang-in" && event.call !== cutOff.call;
  return {
    context: {
      ...context,
      cutOff: undefined,
      ...(isBehind && { leftBehind: cutOff.call }),
    },
    effects: isBehind
      ? [
          {
            type: "tell",
            to: { kind: "connection", id: cutOff.call },
            event: { type: "rings-anew" },
          },
        ]
      : [],
  };
};

/** The call that this was promised on is over before it is known whether the number may be rung. */
export const offCall: Take = (context, event) =>
  rememberCutOff({ ...context, onCall: undefined }, event);

export const remainsOnLine: Take = (context, event) => {
  const left = forgetCutOff(context, event);
  return {
    ...left,
    context: {
      ...left.context,
      onCall: event.type === "rang-in" ? event.call : context.onCall,
    },
  };
};

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

/** The call that a room is about: a call-back's is named after the call on which it was promised, and whom somebody asks beside a talk after the talk. */
export function callOfRoom(room: string): string {
  return room.replace(/\.third\d+$/, "").replace(/\.back$/, "");
}

/** Whether they meet there because the caller is rung back. */
export function isRungBack(room: string): boolean {
  return /\.back(\.third\d+)?$/.test(room);
}

/** Where both meet; a name that says nothing of either. */
export function roomOf({ call }: CallbackAsked): string {
  return `${call}.back`;
}

function asking(ask: (context: Callback) => Step<Callback>["effects"]): Take {
  return (context) => ({ context, effects: ask(context) });
}

function speaking(
  speak: (context: Callback, at: number) => readonly LegEffect[],
): Take {
  return (context, { at }) => ({ context, effects: speak(context, at) });
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
