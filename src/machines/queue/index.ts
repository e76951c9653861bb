/**
 * A line's queue: who waits for a person and who may take them, in one place, so that no two servers offer one person twice. It
 * promises that every caller who waits is either offered to somebody, or waits behind somebody more senior or for somebody busy, or is told that
 * nobody is there. It rings nobody and knows no time-outs: a connection does, and tells what became of each offer.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce, type Step } from "../reduce.js";
import { emptyQueue, type Presence, type Queue } from "./context.js";
import type { OfferResult } from "../connection/context.js";
import type { QueueEvent } from "./events.js";
import { match, tellOvertaken, without } from "./match.js";
import { nextRelaxing } from "./relaxing.js";

/** How much the newest talk counts in the mean. */
const newest = 0.1;

interface Args {
  readonly context: Queue;
  readonly event: QueueEvent;
}

const takes = reduce<Queue>((queue: Queue, event: QueueEvent) =>
  takeQueueEvent(queue, event),
);

/** *Relaxing*: somebody waits with a need that is let go of at a known time. Which it is, is decided anew after every event. */
export const queueMachine: AnyStateMachine = createMachine(
  {
    id: "queue",
    context: emptyQueue,
    initial: "still",
    on: { "*": { target: ".settling", actions: takes } },
    states: {
      settling: {
        always: [
          {
            guard: ({ context, event }: Args) =>
              nextRelaxing(context, event.at) !== undefined,
            target: "relaxing",
          },
          { target: "still" },
        ],
      },
      still: {},
      relaxing: {
        after: { need: { target: "settling", actions: takes } },
      },
    },
  } as never,
  {
    delays: {
      need: ({ context, event }: Args) =>
        (nextRelaxing(context, event.at) ?? event.at) - event.at,
    },
  } as never,
) as AnyStateMachine;

/** One event, and whatever offers it makes possible. */
function takeQueueEvent(queue: Queue, event: QueueEvent): Step<Queue> {
  const { context, effects } = match(told(queue, event), event.at);
  return {
    context,
    effects:
      event.type === "caller-left"
        ? [...tellOvertaken(queue, event.call), ...effects]
        : effects,
  };
}

function told(queue: Queue, event: QueueEvent): Queue {
  const { at } = event;
  switch (event.type) {
    case "people-are":
      return {
        ...queue,
        hours: event.hours,
        relaxing: event.relaxing,
        people: event.people.map((person) => ({
          ...(queue.people.find((one) => one.person.id === person.id) ?? {
            status: "available",
            since: at,
          }),
          person,
        })),
      };
    case "presence":
      return withPerson(queue, event.person, ({ desk: _desk, ...one }) => ({
        ...setPresence(one, event.status, at),
        ...(event.desk && { desk: at }),
      }));
    case "desk-opened":
      return withPerson(queue, event.person, (one) => ({
        ...one,
        desk: event.beat,
      }));
    case "desk-silent":
      return withPerson(queue, event.person, (one) =>
        leftDesk(one, event.beat, at),
      );
    case "occupied":
      return withPerson(queue, event.person, (one) =>
        one.status === "available" || one.status === "away"
          ? {
              ...one,
              status: "talking",
              since: at,
              occupiedBy: event.call,
              ...(one.status === "away" && { leaving: true }),
            }
          : one,
      );
    case "free":
      return withPerson(queue, event.person, (one) =>
        one.occupiedBy === event.call ? released(one, at) : one,
      );
    case "caller-waits": {
      const { type: _type, at: _at, ...caller } = event;
      const others = queue.waiting.filter(({ call }) => call !== caller.call);
      return {
        ...queue,
        waiting: [...others, caller].toSorted(
          (a, b) => a.since - b.since || (a.call < b.call ? -1 : 1),
        ),
      };
    }
    case "caller-left":
      return without(withOfferTakenBack(queue, event.call, at), event.call);
    case "offer-over":
      return without(
        withPerson(queue, event.person, (one) =>
          event.result === "answered"
            ? { ...isThere(one), status: "talking", since: at }
            : released(counted(one, event.result), at),
        ),
        event.call,
      );
    case "talk-over":
      return withPerson(withTalk(queue, event), event.person, (one) => ({
        ...one,
        status: "wrap-up",
        since: at,
      }));
    case "wrapped-up":
      return withPerson(queue, event.person, (one) => released(one, at));
    // It is time to let go of somebody's need, which is seen by the clock alone.
    default:
      return queue;
  }
}

/** Somebody who is with a caller goes when that is over. */
function setPresence(
  { leaving: _leaving, silent: _silent, ...before }: Presence,
  status: "available" | "away",
  at: number,
): Presence {
  const one = isThere(before);
  if (one.status === "available" || one.status === "away")
    return one.status === status ? one : { ...one, status, since: at };
  return status === "away" ? { ...one, leaving: true } : one;
}

/** The desk gave no sign of life after `beat`; who has said since that they are there is. */
function leftDesk(presence: Presence, beat: number, at: number): Presence {
  const { desk, ...one } = presence;
  if (desk === undefined || desk > beat) return presence;
  return one.status === "away" || one.leaving
    ? one
    : { ...setPresence(one, "away", at), silent: true };
}

/** They gave a sign of their own: what was not picked up before counts no more. */
function isThere({
  missed: _missed,
  unanswered: _why,
  ...one
}: Presence): Presence {
  return one;
}

/** After an offer that they did not take. Whoever declines, or talks with somebody else, is there. */
function counted(one: Presence, result: OfferResult): Presence {
  if (result === "declined" || result === "busy") return isThere(one);
  if (result !== "no-answer" && result !== "failed") return one;
  const missed = (one.missed ?? 0) + 1;
  const { missesAtMost = Infinity } = one.person;
  return missed < missesAtMost
    ? { ...one, missed }
    : { ...isThere(one), leaving: true, unanswered: true };
}

function released(
  { leaving, occupiedBy: _talk, call: _call, ...one }: Presence,
  at: number,
): Presence {
  return { ...one, status: leaving ? "away" : "available", since: at };
}

function withTalk(
  queue: Queue,
  { at, person }: { readonly at: number; readonly person: string },
): Queue {
  const talking = queue.people.find(
    (one) => one.person.id === person && one.status === "talking",
  );
  if (!talking) return queue;
  const ms = Math.max(0, at - talking.since);
  const mean = queue.handlingMs;
  return {
    ...queue,
    handlingMs: Math.round(
      mean === undefined ? ms : mean * (1 - newest) + ms * newest,
    ),
  };
}

/** The offer that was just made to a caller who is gone: its person is free, and the connection has no use for it. */
function withOfferTakenBack(queue: Queue, call: string, at: number): Queue {
  const own = queue.waiting.find((one) => one.call === call);
  return own?.offeredTo === undefined
    ? queue
    : withPerson(queue, own.offeredTo, (one) => released(one, at));
}

function withPerson(
  queue: Queue,
  id: string,
  change: (one: Presence) => Presence,
): Queue {
  return {
    ...queue,
    people: queue.people.map((one) =>
      one.person.id === id ? change(one) : one,
    ),
  };
}
