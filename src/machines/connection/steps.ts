import type { LegResult } from "../../flows/events.js";
import { needsOf } from "../needs.js";
import type { MachineEffect, Told } from "../effects.js";
import { lineQueue, type QueueEvent } from "../queue/events.js";
import type { Step } from "../reduce.js";
import { brief } from "./brief.js";
import type { Connection, OfferResult } from "./context.js";
import type { ConnectionEvent, Offered, Wanted } from "./events.js";

/** What one event makes of a connection's memory, and asks of the world. */
export type Take = (
  context: Connection,
  event: ConnectionEvent,
) => Step<Connection>;

export const rememberWanted: Take = (context, event) =>
  event.type === "wanted"
    ? {
        context: {
          ...context,
          wanted: event,
          ready: undefined,
          // Later on the same call-back a telephone that nobody heard may ring again; who said no is not asked again.
          ...(event.by && {
            tried: context.tried.filter(({ result }) => result === "declined"),
          }),
        },
        effects: [],
      }
    : { context, effects: [] };

export const seek: Take = (context) => {
  const { wanted, tried, last } = context;
  if (!wanted) return { context, effects: [] };
  const prefers = last ?? wanted.prefers;
  const request = context.request + 1;
  return {
    context: { ...context, request },
    effects: [
      tellQueue({
        type: "caller-waits",
        call: wanted.call,
        request,
        since: wanted.since,
        asked: wanted.at,
        ...needsOf(wanted),
        tried: tried.map(({ person }) => person),
        ...(prefers !== undefined && { prefers }),
      }),
    ],
  };
};

/** Should the caller be cut off and ring again before the carrier says so, their number knows where they were (C7). */
export const tellWhere: Take = asking(({ wanted }) =>
  wanted?.resumes
    ? [
        {
          type: "tell",
          to: { kind: "callback", id: wanted.resumes.number },
          event: {
            type: "seeks",
            call: wanted.call,
            step: wanted.resumes.step,
            since: wanted.since,
          },
        },
      ]
    : [],
);

export const leaveQueue: Take = asking(({ wanted }) =>
  wanted ? [tellQueue({ type: "caller-left", call: wanted.call })] : [],
);

/**
 * Somebody rings from the caller's number. It is the caller, cut off before the carrier has said so, or another who shows the same number, as
 * those of one company do: the carrier knows. One who is gone hangs up with that.
 */
export const lookForCaller: Take = asking(({ wanted }) =>
  wanted
    ? [
        {
          type: "look-for-leg",
          leg: wanted.call,
          of: { kind: "call", id: wanted.call },
        },
      ]
    : [],
);

export const tellNobody: Take = asking(({ wanted, tried }) =>
  wanted
    ? [
        tellBack(wanted, {
          type: "leg-ended",
          result: lastResult(tried.at(-1)?.result),
        }),
      ]
    : [],
);

function lastResult(result: OfferResult | undefined): LegResult {
  return result === undefined || result === "caller-gone"
    ? "no-answer"
    : result;
}

export const ringPerson: Take = (context, event) =>
  event.type === "offered"
    ? ring(context, event.person)
    : { context, effects: [] };

/** The same person on the next of their phones. */
export const ringOther: Take = (context) => {
  const { person } = context;
  const [phone, ...others] = person?.others ?? [];
  return person && phone !== undefined
    ? ring(context, { ...person, phone, others })
    : { context, effects: [] };
};

function ring(context: Connection, person: Offered): Step<Connection> {
  const offer = context.offer + 1;
  const { wanted } = context;
  return {
    context: { ...context, person, offer, leg: undefined },
    effects: [
      {
        type: "ring-leg",
        offer,
        phone: person.phone,
        from: wanted?.line ?? "",
        timeout: wanted?.ring ?? 20,
      },
    ],
  };
}

/** Somebody is kept free for a caller who is to be on the telephone first. */
export const keepFree: Take = (context, event) => {
  const { wanted } = context;
  if (event.type !== "offered" || !wanted) return { context, effects: [] };
  const { id, name } = event.person;
  return {
    context: {
      ...context,
      person: event.person,
      offer: context.offer + 1,
      leg: undefined,
    },
    effects: [tellBack(wanted, { type: "person-found", person: { id, name } })],
  };
};

export const ringKept: Take = (context) =>
  context.person
    ? ring({ ...context, ready: true }, context.person)
    : { context, effects: [] };

export const rememberLeg: Take = (context, event) => ({
  context: "leg" in event ? { ...context, leg: event.leg } : context,
  effects: [],
});

/** A call is named after its caller's leg; that of a caller who was rung back has to be told. */
export const rememberCaller: Take = (context, event) => ({
  context:
    event.type === "caller-there"
      ? { ...context, callerLeg: event.leg }
      : context,
  effects: [],
});

/** The carrier made a leg for an offer that is over already. */
export const dropLate: Take = (context, event) => ({
  context,
  effects:
    event.type === "leg-placed" ? [{ type: "end-leg", leg: event.leg }] : [],
});

export const briefPerson: Take = (context, event) => {
  const { wanted, person } = context;
  return {
    context: "leg" in event ? { ...context, leg: event.leg } : context,
    effects: wanted && person ? brief(wanted, person, event.at) : [],
  };
};

export const hangUp: Take = asking(() => [{ type: "hang-up" }]);

export const endLeg: Take = asking(({ leg }) =>
  leg === undefined ? [] : [{ type: "end-leg", leg }],
);

/** The offer is over: the queue hears how, and the person is not offered this caller again, unless it was the caller who went on. */
export function offerOver(result: OfferResult | "as told"): Take {
  return (context, event) => {
    const { wanted, person, tried } = context;
    if (!wanted || !person) return { context, effects: [] };
    const became =
      result === "as told"
        ? event.type === "leg-over"
          ? event.result
          : "failed"
        : result;
    return {
      context: {
        ...context,
        person: undefined,
        leg: undefined,
        ...(became !== "caller-gone" && {
          tried: [
            ...tried,
            { person: person.id, result: became, at: event.at },
          ],
        }),
      },
      effects: [
        tellQueue({
          type: "offer-over",
          call: wanted.call,
          person: person.id,
          result: became,
        }),
      ],
    };
  };
}

/** The person says hello now: from here the agent's clock runs (C8). */
export const rememberHello: Take = (context, { at }) => ({
  context: context.person
    ? { ...context, hello: { name: context.person.name, at } }
    : context,
  effects: [],
});

export const join: Take = asking(({ wanted, person }) =>
  wanted && person
    ? [
        {
          type: "join",
          room: roomOf(wanted),
          starLeaves: true,
          ...(ringsNow(wanted) && { alone: "ringing" }),
        },
        tellBack(wanted, {
          type: "leg-accepted",
          person: { id: person.id, name: person.name },
        }),
        tellQueue({
          type: "offer-over",
          call: wanted.call,
          person: person.id,
          result: "answered",
        }),
      ]
    : [],
);

export const tellTalkOver: Take = asking(({ wanted }) =>
  wanted ? [tellBack(wanted, { type: "leg-ended", result: "answered" })] : [],
);

export const wrapUp: Take = (context) => {
  const { wanted, person } = context;
  if (!wanted || !person) return { context, effects: [] };
  return {
    context: { ...context, last: person.id, leg: undefined },
    effects: [tellQueue({ type: "talk-over", person: person.id })],
  };
};

/** What the talk was about; whoever talks with this customer next sees it. */
export const rememberNote: Take = (context, event) => {
  if (event.type !== "noted") return { context, effects: [] };
  const { type: _type, number, ...noted } = event;
  const { wanted } = context;
  return {
    context: { ...context, noted },
    effects:
      number === undefined || !wanted
        ? []
        : [
            {
              type: "tell",
              to: { kind: "caller", id: number },
              event: { type: "talked", call: wanted.call, ...noted },
            },
          ],
  };
};

export const setFree: Take = (context) => {
  const { wanted, person } = context;
  if (!wanted || !person) return { context, effects: [] };
  return {
    context: { ...context, person: undefined },
    effects: [tellQueue({ type: "wrapped-up", person: person.id })],
  };
};

function asking(
  ask: (context: Connection) => Step<Connection>["effects"],
): Take {
  return (context) => ({ context, effects: ask(context) });
}

export function roomOf({ call, room = call }: Wanted): string {
  return room;
}

function tellQueue(event: Told<QueueEvent>): MachineEffect {
  return { type: "tell", to: lineQueue, event };
}

/** The caller is rung only after the person took the call: the person hears it ring. */
function ringsNow({ by, first }: Wanted): boolean {
  return by?.kind === "callback" && first !== "caller";
}

function tellBack(
  { call, by = { kind: "call", id: call } }: Wanted,
  event: {
    readonly type: string;
    readonly result?: LegResult;
    readonly person?: Pick<Offered, "id" | "name">;
  },
): MachineEffect {
  return {
    type: "tell",
    to: by,
    // One talk may have asked several, one after the other.
    event: by.kind === "connection" ? { ...event, of: call } : event,
  };
}
