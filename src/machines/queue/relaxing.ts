/**
 * What a caller needs is let go of by a written rule. While a need holds, only people who meet it may take the call; when nobody on duty
 * does, it is passed over at once, since nobody would come. Later it is a preference alone. The rule is the company's (`relaxing:` in the people
 * file), and every certificate is of it.
 */
import type { Presence, Queue } from "./context.js";
import type { Waiting } from "./events.js";

/** What a caller may need of a person, the most binding first. */
export const requirements = [
  "topic",
  "powers",
  "segment",
  "language",
  "last person",
] as const;
export type Requirement = (typeof requirements)[number];

/** Seconds of waiting after which somebody who does not meet it may take the call. */
export type Relaxing = Readonly<
  Partial<Record<Requirement, number | "never" | undefined>>
>;

/**
 * Without a word of the company's: a language or the person of before is worth no second of waiting, a topic every one; powers and segment
 * so many that another phone still rings in the shortest wait for a person (30 s).
 */
const usual: Readonly<Record<Requirement, number | "never">> = {
  topic: "never",
  powers: 15,
  segment: 15,
  language: 0,
  "last person": 0,
};

/** Why somebody on duty may not take a caller at this instant: what the caller still needs, or that they were offered this caller already. */
export type Bar = Requirement | "declined";

export interface Takers {
  /** Who may take the caller, busy or not. */
  readonly able: readonly Presence[];
  /** By the id of each of the others: why not. */
  readonly barred: ReadonlyMap<string, Bar>;
}

/** Of those on duty whom this caller's role means, who may take the call at `at` (epoch ms). */
export function takersOf(
  { relaxing = {} }: Queue,
  onDuty: readonly Presence[],
  caller: Waiting,
  at: number,
): Takers {
  const barred = new Map<string, Bar>();
  const keep = (
    some: readonly Presence[],
    bar: Bar,
    meets: (one: Presence) => boolean,
    isMust = true,
  ) => {
    const kept = some.filter(meets);
    if (kept.length === 0 && !isMust) return some;
    for (const one of some) if (!meets(one)) barred.set(one.person.id, bar);
    return kept;
  };
  const untried = keep(
    onDuty,
    "declined",
    ({ person }) => !caller.tried.includes(person.id),
  );
  const able = requirements
    .filter((one) => holdsUntil(relaxing, caller, one) > at)
    .reduce<readonly Presence[]>(
      (some, one) =>
        keep(
          some,
          one,
          ({ person }) => meets[one](person, caller),
          // Whoever has not the topic cannot help: better to hear at once that nobody is there.
          one === "topic" && holdsUntil(relaxing, caller, one) === Infinity,
        ),
      untried,
    );
  return { able, barred };
}

/** How well somebody fits: the less, the better. The person of before counts most, then powers, segment and language. */
export function misfit({ person }: Presence, caller: Waiting): number {
  const weights = {
    "last person": 16,
    topic: 8,
    powers: 4,
    segment: 2,
    language: 1,
  };
  return requirements
    .filter((one) => !meets[one](person, caller))
    .reduce((sum, one) => sum + weights[one], 0);
}

/** Of each need, seconds of waiting after which it is let go of. */
export function timesOf(
  relaxing: Relaxing,
): Readonly<Record<Requirement, number | "never">> {
  return Object.fromEntries(
    requirements.map((one) => [one, relaxing[one] ?? usual[one]]),
  ) as Record<Requirement, number | "never">;
}

/** When the next need of somebody who waits is let go of, epoch ms; `undefined`: none is. */
export function nextRelaxing(
  { relaxing = {}, waiting }: Queue,
  at: number,
): number | undefined {
  let next = Infinity;
  for (const caller of waiting)
    if (caller.offeredTo === undefined)
      for (const one of requirements) {
        const time = holdsUntil(relaxing, caller, one);
        if (time > at && time < next) next = time;
      }
  return next === Infinity ? undefined : next;
}

/** Callers alike in this may be taken, at that instant, by the same people. */
export function alikeBy(
  { relaxing = {} }: Queue,
  caller: Waiting,
  at: number,
): string {
  const { role, topic, disputed, segment, language, prefers, tried } = caller;
  const held = requirements.map((one) =>
    holdsUntil(relaxing, caller, one) > at ? 1 : 0,
  );
  return `${held.join("")} ${[role, topic, disputed?.currency, disputed?.amount, segment, language, prefers, ...tried].join("\n")}`;
}

const meets: Readonly<
  Record<Requirement, (person: Presence["person"], caller: Waiting) => boolean>
> = {
  topic: ({ topics }, { topic }) =>
    topic === undefined || topics?.includes(topic) === true,
  powers: ({ credits }, { disputed }) =>
    disputed === undefined ||
    (credits?.[disputed.currency] ?? -1) >= disputed.amount,
  segment: ({ segments }, { segment }) =>
    segment === undefined || segments?.includes(segment) === true,
  language: ({ languages }, { language }) =>
    languages?.includes(language) === true,
  "last person": ({ id }, { prefers }) =>
    prefers === undefined || prefers === id,
};

function isNeeded(
  { topic, disputed, segment, prefers }: Waiting,
  one: Requirement,
): boolean {
  switch (one) {
    case "topic":
      return topic !== undefined;
    case "powers":
      return disputed !== undefined;
    case "segment":
      return segment !== undefined;
    case "language":
      return true;
    case "last person":
      return prefers !== undefined;
  }
}

/** Epoch ms; 0: it is no need. A director's or adviser's topic is their name: that is never let go of. */
function holdsUntil(
  relaxing: Relaxing,
  caller: Waiting,
  one: Requirement,
): number {
  if (!isNeeded(caller, one)) return 0;
  const seconds = relaxing[one] ?? usual[one];
  if (seconds === "never" || (one === "topic" && caller.role !== "agent"))
    return Infinity;
  return (caller.asked ?? caller.since) + seconds * 1000;
}
