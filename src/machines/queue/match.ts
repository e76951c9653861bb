import type { MachineEffect } from "../effects.js";
import { isOpen } from "../company/hours.js";
import type { Step } from "../reduce.js";
import type { Presence, Queue } from "./context.js";
import type { Offered } from "../connection/events.js";
import {
  ownerRole,
  type Overtaking,
  type Staff,
  type Waiting,
} from "./events.js";
import { alikeBy, misfit, takersOf, type Bar } from "./relaxing.js";

/** Of those who are overtaken by one offer so many are written down, the most senior. */
const mostOvertook = 20;

/**
 * Offers callers to people who are free: the most senior caller first (C3), and of those who may take them the one who fits best, then
 * whoever has been idle longest. So a person who becomes free is offered the most senior caller among those whom they may take at that
 * instant. Whom they may not take is overtaken by the rule that says so, and that is written down. Whom
 * nobody can take who was asked for is offered to whoever stands in. Whoever has nobody on duty to take them is told so.
 */
export function match(queue: Queue, at: number): Step<Queue> {
  const takersFor = takersByNeeds(queue, at);
  let context = queue;
  const effects: MachineEffect[] = [];
  for (const caller of queue.waiting) {
    if (caller.offeredTo !== undefined) continue;
    const { able, standIns } = takersFor(caller);
    const free = context.people.filter(isFree);
    const best =
      bestOf(
        free.filter(({ person }) => able.has(person.id)),
        caller,
      ) ?? free.find(({ person }) => standIns.has(person.id));
    if (!best && able.size + standIns.size > 0) continue;
    effects.push(...tellOvertaken(context, caller.call));
    if (!best) {
      context = without(context, caller.call);
      effects.push(tell(caller, { type: "nobody" }));
      continue;
    }
    const bars = overtakenBy(context, caller, best, at);
    const overtook = [...bars].map(([call, rule]) => ({ call, rule }));
    context = reserve(context, caller.call, best, bars, at);
    effects.push(
      tell(caller, {
        type: "offered",
        person: offered(queue, best, at),
        ...(overtook.length > 0 && {
          overtook: overtook.slice(0, mostOvertook),
        }),
      }),
    );
  }
  return { context, effects };
}

interface TakerIds {
  readonly able: ReadonlySet<string>;
  readonly standIns: ReadonlySet<string>;
}

/** Who may take each caller, by id: looked for once for all who need the same. To be reserved changes nobody's duty. */
function takersByNeeds(queue: Queue, at: number) {
  const present = presentAt(queue, at);
  const known = new Map<string, TakerIds>();
  return (caller: Waiting): TakerIds => {
    const needs = alikeBy(queue, caller, at);
    const takers = known.get(needs) ?? {
      able: idsOf(takersOf(queue, onDutyFor(present, caller), caller, at).able),
      standIns: idsOf(standInsFor(present, caller)),
    };
    known.set(needs, takers);
    return takers;
  };
}

function idsOf(people: readonly Presence[]): ReadonlySet<string> {
  return new Set(people.map(({ person }) => person.id));
}

/** Everybody on duty at `at` (epoch ms), busy or not, whom this caller may be offered to. */
export function whoMayTake(
  queue: Queue,
  caller: Waiting,
  at: number,
): readonly Presence[] {
  const onDuty = onDutyFor(presentAt(queue, at), caller);
  return takersOf(queue, onDuty, caller, at).able;
}

/** More senior callers who wait for somebody like this person, by the room of the call: why the person may not take them now. */
function overtakenBy(
  queue: Queue,
  caller: Waiting,
  { person }: Presence,
  at: number,
): ReadonlyMap<string, Bar> {
  const place = queue.waiting.findIndex(({ call }) => call === caller.call);
  const present = presentAt(queue, at);
  return new Map(
    queue.waiting.slice(0, place).flatMap((senior): [string, Bar][] => {
      if (senior.offeredTo !== undefined) return [];
      const onDuty = onDutyFor(present, senior);
      const bar = takersOf(queue, onDuty, senior, at).barred.get(person.id);
      return bar ? [[senior.call, bar]] : [];
    }),
  );
}

function onDutyFor(
  present: readonly Presence[],
  { role }: Waiting,
): readonly Presence[] {
  return present.filter(
    ({ person }) => person.role === role || role === ownerRole(person.name),
  );
}

/** Who takes this caller while whoever was asked for cannot, in their order. */
function standInsFor(
  present: readonly Presence[],
  { role, topic, tried }: Waiting,
): readonly Presence[] {
  return present.filter(
    ({ person }) =>
      person.standsIn === role &&
      (topic === undefined || person.topics?.includes(topic) === true) &&
      !tried.includes(person.id),
  );
}

/** Who stands in for whom this caller asked for, while their phone rings. */
export function standInFor(queue: Queue, call: string): Staff | undefined {
  const own = queue.waiting.find((one) => one.call === call);
  return queue.people.find(
    ({ person }) =>
      person.id === own?.offeredTo && person.standsIn === own.role,
  )?.person;
}

function presentAt(queue: Queue, at: number): readonly Presence[] {
  return queue.people.filter(
    ({ person, status, leaving }) =>
      status !== "away" &&
      leaving === undefined &&
      isInHours(queue, person.hours, at) &&
      phonesOf(queue, person, at).length > 0,
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

function isFree({ status }: Presence): boolean {
  return status === "available";
}

function bestOf(
  free: readonly Presence[],
  caller: Waiting,
): Presence | undefined {
  return free.toSorted(
    (a, b) => misfit(a, caller) - misfit(b, caller) || a.since - b.since,
  )[0];
}

function reserve(
  queue: Queue,
  call: string,
  { person }: Presence,
  bars: ReadonlyMap<string, Bar>,
  at: number,
): Queue {
  return {
    ...queue,
    people: queue.people.map((one) =>
      one.person.id === person.id
        ? { ...one, status: "ringing", since: at, call }
        : one,
    ),
    waiting: queue.waiting.map((one) => {
      if (one.call === call) {
        const { overtaken: _told, ...caller } = one;
        return { ...caller, offeredTo: person.id };
      }
      const rule = bars.get(one.call);
      return rule
        ? withOvertaking(one, { at, by: call, person: person.id, rule })
        : one;
    }),
  };
}

function withOvertaking(
  caller: Queue["waiting"][number],
  overtaking: Overtaking,
): Queue["waiting"][number] {
  const overtaken = [...(caller.overtaken ?? []), overtaking];
  return { ...caller, overtaken: overtaken.slice(-mostOvertook) };
}

/** Who went before somebody whose wait is over is written down with their call. */
export function tellOvertaken(queue: Queue, call: string): MachineEffect[] {
  const caller = queue.waiting.find((one) => one.call === call);
  return caller?.overtaken
    ? [tell(caller, { type: "was-overtaken", overtaken: caller.overtaken })]
    : [];
}

export function without(queue: Queue, call: string): Queue {
  return {
    ...queue,
    waiting: queue.waiting.filter((one) => one.call !== call),
  };
}

function offered(queue: Queue, { person }: Presence, at: number): Offered {
  const { id, name, languages, wrapUp, above, standsIn } = person;
  const [phone = person.phone, ...others] = phonesOf(queue, person, at);
  return {
    id,
    name,
    phone,
    ...(others.length > 0 && { others }),
    ...(languages && { languages }),
    ...(wrapUp !== undefined && { wrapUp }),
    ...(above && { above }),
    ...(standsIn !== undefined && { standsIn }),
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
