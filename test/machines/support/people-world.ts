import type { Snapshot } from "xstate";
import { advance, whereIs } from "../../../src/machines/advance.js";
import { connectionMachine } from "../../../src/machines/connection/index.js";
import { isLegEffect } from "../../../src/flows/effects.js";
import { noAside } from "../../../src/machines/aside/events.js";
import { asideMachine } from "../../../src/machines/aside/index.js";
import { noCallback } from "../../../src/machines/callback/context.js";
import { callbackWords } from "../../../src/machines/callback/events.js";
import { callbackMachine } from "../../../src/machines/callback/index.js";
import { deskMachine } from "../../../src/machines/desk.js";
import { noConnection } from "../../../src/machines/connection/context.js";
import type { MachineEffect } from "../../../src/machines/effects.js";
import type { Hours } from "../../../src/machines/company/hours.js";
import type { Queue } from "../../../src/machines/queue/context.js";
import type { Staff } from "../../../src/machines/queue/events.js";
import type { Relaxing } from "../../../src/machines/queue/relaxing.js";
import { queueMachine } from "../../../src/machines/queue/index.js";
import { noRingBack } from "../../../src/machines/ring-back/events.js";
import { ringBackMachine } from "../../../src/machines/ring-back/index.js";

interface Running {
  snapshot: Snapshot<unknown> | undefined;
  timers: Map<string, number>;
}

export interface Leg {
  readonly call: string;
  readonly offer: number;
  readonly phone: string;
  state: "asked" | "ringing" | "answered" | "over";
}

/**
 * Callers, people and the machines between them, with messages delivered in order per sender and a clock that is moved by hand. The
 * carrier is the test's: it places, answers and ends legs when it is told to.
 */
export function createPeopleWorld(
  people: readonly Staff[],
  hours: Readonly<Record<string, Hours>> = {},
  relaxing: Relaxing = {},
) {
  let now = 0;
  const queue: Running = { snapshot: undefined, timers: new Map() };
  const connections = new Map<string, Running>();
  /** By number. */
  const callbacks = new Map<string, Running>();
  /** By room. */
  const asides = new Map<string, Running>();
  /** Callers whom somebody has rung, by room. */
  const ringBacks = new Map<string, Running>();
  /** By person. */
  const desks = new Map<string, Running>();
  const cases: { id: string; due: number; at: number; limit: unknown }[] = [];
  const messages: string[] = [];
  /** What was heard last on each leg that a machine speaks to, by the machine's name. */
  const heard = new Map<string, string[]>();
  const outbox: { from: string; effect: MachineEffect }[] = [];
  const legs: Leg[] = [];
  const told: { call: string; type: string; result?: string }[] = [];

  const take = (
    name: string,
    running: Running,
    machine: typeof queueMachine,
    event: { readonly type: string } & Record<string, unknown>,
  ) => {
    const step = advance(machine, running.snapshot, { ...event, at: now });
    if (!step.accepted && running.snapshot) return step;
    running.snapshot = JSON.parse(
      JSON.stringify(step.snapshot),
    ) as Snapshot<unknown>;
    running.timers.delete(event.type);
    for (const { id, dueAt } of step.timers)
      if (dueAt === null) running.timers.delete(id);
      else running.timers.set(id, dueAt);
    const spoken = step.effects.filter(isLegEffect);
    if (spoken.length > 0)
      heard.set(
        name,
        spoken.map((one) => (one.type === "say" ? one.text : one.type)),
      );
    for (const effect of step.effects)
      if (!isLegEffect(effect))
        outbox.push({ from: name, effect: effect as MachineEffect });
    return step;
  };
  const toQueue = (
    event: { readonly type: string } & Record<string, unknown>,
  ) => take("queue", queue, queueMachine, event);
  const toOneOf =
    (all: Map<string, Running>, machine: typeof queueMachine) =>
    (
      id: string,
      event: { readonly type: string } & Record<string, unknown>,
    ) => {
      const running = all.get(id) ?? {
        snapshot: undefined,
        timers: new Map<string, number>(),
      };
      all.set(id, running);
      return take(id, running, machine, event);
    };
  const toConnection = toOneOf(connections, connectionMachine);
  const toCallback = toOneOf(callbacks, callbackMachine);
  const toRingBack = toOneOf(ringBacks, ringBackMachine);
  const toDesk = toOneOf(desks, deskMachine);
  const toAside = toOneOf(asides, asideMachine);

  const perform = (from: string, effect: MachineEffect): void => {
    if (effect.type === "tell") {
      if (effect.to.kind === "queue") toQueue(effect.event);
      else if (effect.to.kind === "connection")
        toConnection(effect.to.id, effect.event);
      else if (effect.to.kind === "callback")
        toCallback(effect.to.id, effect.event);
      else if (effect.to.kind === "aside") toAside(effect.to.id, effect.event);
      else if (effect.to.kind === "ring-back")
        toRingBack(effect.to.id, effect.event);
      else if (effect.to.kind === "case")
        cases.push({
          id: effect.to.id,
          due: Number(effect.event["due"]),
          at: now,
          limit: effect.event["limit"],
        });
      else told.push({ call: effect.to.id, ...effect.event });
    } else if (effect.type === "ring-leg")
      legs.push({
        call: from,
        offer: effect.offer,
        phone: effect.phone,
        state: "asked",
      });
    else if (effect.type === "ask-may-ring")
      (ringBacks.has(from) ? toRingBack : toCallback)(from, {
        type: "may-ring",
        allowed: !effect.number.startsWith("+1900"),
      });
    else if (effect.type === "send-message") messages.push(effect.text);
    else if (effect.type === "end-leg") {
      const leg = legs[Number(effect.leg)];
      if (leg) leg.state = "over";
    }
  };

  toQueue({ type: "people-are", people, hours, relaxing });
  return {
    legs,
    told,
    toQueue,
    toConnection,
    toCallback,
    toAside,
    toRingBack,
    /** The desk of a person gives a sign of life. */
    beat: (person: string) => toDesk(person, { type: "beat", person }),
    cases,
    messages,
    heard: (name: string) => heard.get(name),
    /** Delivers one message, the oldest; `false` when there is none. */
    deliver(): boolean {
      const next = outbox.shift();
      if (next) perform(next.from, next.effect);
      return next !== undefined;
    },
    advance(ms: number) {
      now += ms;
      for (const [all, to] of [
        [connections, toConnection],
        [callbacks, toCallback],
        [desks, toDesk],
        [asides, toAside],
        [ringBacks, toRingBack],
        [new Map([["queue", queue]]), (_id, event) => toQueue(event)],
      ] as [Map<string, Running>, typeof toDesk][])
        for (const [name, { timers }] of all)
          for (const [id, dueAt] of timers)
            if (dueAt <= now) {
              timers.delete(id);
              to(name, { type: id });
            }
    },
    now: () => now,
    queue: () => (queue.snapshot as unknown as { context: Queue }).context,
    connection: (call: string) => look(connections.get(call), noConnection),
    aside: (room: string) => look(asides.get(room), noAside),
    ringBack: (room: string) => look(ringBacks.get(room), noRingBack),
    callback: (number: string) => look(callbacks.get(number), noCallback),
  };
}

function look<Context>(running: Running | undefined, _empty: Context) {
  return running?.snapshot
    ? {
        at: whereIs(running.snapshot),
        context: (running.snapshot as unknown as { context: Context }).context,
        timers: running.timers.size,
      }
    : undefined;
}

export type PeopleWorld = ReturnType<typeof createPeopleWorld>;

/** What a caller asks for, from a number that is the caller's seniority too. */
export function wanted(
  call: string,
  since: number,
  more: Record<string, unknown> = {},
) {
  return {
    type: "wanted",
    call,
    line: "+12025550100",
    since,
    role: "agent",
    language: "es",
    ring: 20,
    brief: {},
    ...more,
  };
}

/** A call-back that is promised to a number until `due`. */
export function asked(
  number: string,
  since: number,
  more: Record<string, unknown> = {},
) {
  const said = (source: string) => ({
    source,
    variables: { "person.name": "text" },
    values: {},
    zone: "UTC",
    voice: "v",
    speaks: "es-MX",
  });
  return {
    type: "asked",
    call: `CA${number}`,
    line: "+12025550100",
    since,
    role: "agent",
    language: "es",
    ring: 20,
    first: "person",
    brief: { es: said("whisper") },
    words: Object.fromEntries(
      callbackWords.map((word) => [
        word,
        said(
          ["rung-back", "cut-off"].includes(word)
            ? `${word} {{ person.name }}`
            : word,
        ),
      ]),
    ),
    case: {
      id: `CA${number}`,
      reference: "48291377",
      due: since + 3_600_000,
      timeZone: "UTC",
      number,
    },
    ...more,
  };
}
