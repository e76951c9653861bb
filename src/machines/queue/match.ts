import type { MachineEffect } from "../effects.js";
import { isOpen } from "../hours.js";
import type { Step } from "../reduce.js";
import type { Presence, Queue } from "./context.js";
import type { Offered } from "../connection/events.js";
import { ownerRole, type Staff, type Waiting } from "./events.js";

/**
 * Offers callers to people who are free: the most senior caller first (C3), and of those who may take them the one preferred, then one who
 * speaks their language, then whoever has been idle longest. So a person who becomes free is offered the most senior caller among those whom
 * they may take at that instant. Whoever has nobody on duty to take them is told so.
 */
export function match(queue: Queue, at: number): Step<Queue> {
  return queue.waiting.reduce<Step<Queue>>(
    (step, caller) => {
      if (caller.offeredTo !== undefined) return step;
      const able = whoMayTake(step.context, caller, at);
      const best = bestOf(able.filter(isFree), caller);
      const effects = best
        ? [tell(caller, { type: "offered", person: offered(queue, best, at) })]
        : able.length === 0
          ? [tell(caller, { type: "nobody" })]
          : [];
      if (effects.length === 0) return step;
      return {
        context: best
          ? reserve(step.context, caller.call, best, at)
          : without(step.context, caller.call),
        effects: [...step.effects, ...effects],
      };
    },
    { context: queue, effects: [] },
  );
}

/** Everybody on duty at `at` (epoch ms), busy or not, whom this caller may be offered to. */
export function whoMayTake(
  queue: Queue,
  { role, topic, tried }: Waiting,
  at: number,
): readonly Presence[] {
  return queue.people.filter(
    ({ person, status, leaving }) =>
      status !== "away" &&
      leaving === undefined &&
      isInHours(queue, person.hours, at) &&
      phonesOf(queue, person, at).length > 0 &&
      (person.role === role || role === ownerRole(person.name)) &&
      (topic === undefined || person.topics?.includes(topic) === true) &&
      !tried.includes(person.id),
  );
}

/** The phones of somebody that ring at `at` (epoch ms), in their order. */
function phonesOf(
  queue: Queue,
  { phone, rings = [{ phone }] }: Staff,
  at: number,
): readonly string[] {
  return rings
    .filter((one) => isInHours(queue, one.hours, at))
    .map((one) => one.phone);
}

/** Hours that nobody wrote down are any. */
function isInHours(
  { hours }: Queue,
  name: string | undefined,
  at: number,
): boolean {
  const named = name === undefined ? undefined : hours?.[name];
  return named === undefined || isOpen(named, at);
}

export function isFree({ status }: Presence): boolean {
  return status === "available";
}

function bestOf(
  free: readonly Presence[],
  { language, prefers }: Waiting,
): Presence | undefined {
  const rank = ({ person }: Presence) =>
    person.id === prefers ? 0 : person.languages?.includes(language) ? 1 : 2;
  return free.toSorted((a, b) => rank(a) - rank(b) || a.since - b.since)[0];
}

function reserve(
  queue: Queue,
  call: string,
  { person }: Presence,
  at: number,
): Queue {
  return {
    ...queue,
    people: queue.people.map((one) =>
      one.person.id === person.id
        ? { ...one, status: "ringing", since: at }
        : one,
    ),
    waiting: queue.waiting.map((one) =>
      one.call === call ? { ...one, offeredTo: person.id } : one,
    ),
  };
}

export function without(queue: Queue, call: string): Queue {
  return {
    ...queue,
    waiting: queue.waiting.filter((one) => one.call !== call),
  };
}

function offered(queue: Queue, { person }: Presence, at: number): Offered {
  const { id, name, languages } = person;
  const [phone = person.phone, ...others] = phonesOf(queue, person, at);
  return {
    id,
    name,
    phone,
    ...(others.length > 0 && { others }),
    ...(languages && { languages }),
  };
}

function tell(
  { call, request }: Waiting,
  event: { readonly type: string } & Record<string, unknown>,
): MachineEffect {
  return {
    type: "tell",
    to: { kind: "connection", id: call },
    event: { ...event, request },
  };
}
