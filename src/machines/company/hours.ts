import { DateTime } from "luxon";
import type { Language } from "../../flows/speech/index.js";

/** From and up to but without, in minutes of the clock on the wall: 480 is 08:00, 1440 the end of the day. */
export type Span = readonly [from: number, to: number];

/** When something is open: data of the company, JSON all through. Days are `YYYY-MM-DD` of its time zone. */
export interface Hours {
  /** IANA, `America/Bogota`. */
  readonly timeZone: string;
  /** By day of the week, Monday first; seven entries, each in order. */
  readonly weekly: readonly (readonly Span[])[];
  readonly holidays: readonly string[];
  /** Days that go otherwise than their week or holiday says: half days, open Sundays, days off. */
  readonly exceptions: Readonly<Record<string, readonly Span[]>>;
  /** The emergency switch: closed, whatever the week says. */
  readonly closedNow?: {
    /** As it is told to callers, by language. */
    readonly because: Readonly<Partial<Record<Language, string>>>;
    /** Epoch ms; absent: until it is taken away. */
    readonly until?: number;
  };
}

export type HoursState = "open" | "closed" | "holiday" | "emergency";

/** Openings are looked for so many days ahead; hours of more than that without one are refused where they are read. */
const horizonDays = 800;
const minuteMs = 60_000;

/** What the clock on the wall says at `at` (epoch ms). */
export function hoursAt(hours: Hours, at: number): HoursState {
  if (isEmergency(hours, at)) return "emergency";
  const now = DateTime.fromMillis(at, { zone: hours.timeZone });
  const day = now.toISODate() ?? "";
  const minute = now.hour * 60 + now.minute;
  if (spansOf(hours, now).some(([from, to]) => from <= minute && minute < to))
    return "open";
  return hours.holidays.includes(day) && !Object.hasOwn(hours.exceptions, day)
    ? "holiday"
    : "closed";
}

export function isOpen(hours: Hours, at: number): boolean {
  return hoursAt(hours, at) === "open";
}

/**
 * The first moment from `at` on (epoch ms) at which it is open: `at` itself while it is. After an emergency it goes on when that is over;
 * `undefined` while nobody knows when that will be.
 */
export function nextOpening(hours: Hours, at: number): number | undefined {
  if (!isEmergency(hours, at)) return nextOnTheWall(hours, at);
  const until = hours.closedNow?.until;
  return until === undefined ? undefined : nextOnTheWall(hours, until);
}

/**
 * When `ms` of open time have passed since `at`. What is promised by then does not wait for an emergency to end, so that the switch counts
 * for nothing here. `undefined` when there is not as much in the next two years.
 */
export function addOpenTime(
  hours: Hours,
  at: number,
  ms: number,
): number | undefined {
  if (ms <= 0) return at;
  let left = ms;
  for (const [from, to] of openingsFrom(hours, at)) {
    const begin = Math.max(from, at);
    if (to - begin >= left) return begin + left;
    left -= to - begin;
  }
  return undefined;
}

function isEmergency({ closedNow }: Hours, at: number): boolean {
  return (
    closedNow !== undefined &&
    (closedNow.until === undefined || at < closedNow.until)
  );
}

function nextOnTheWall(hours: Hours, at: number): number | undefined {
  for (const [from] of openingsFrom(hours, at)) return Math.max(from, at);
  return undefined;
}

/** The openings that end after `at`, in order: from and up to but without, epoch ms. */
function* openingsFrom(
  hours: Hours,
  at: number,
): Generator<readonly [from: number, to: number]> {
  let day = DateTime.fromMillis(at, { zone: hours.timeZone }).startOf("day");
  for (let count = 0; count < horizonDays; count += 1) {
    for (const opening of openingsOn(hours, day))
      if (opening[1] > at) yield opening;
    day = day.plus({ days: 1 }).startOf("day");
  }
}

/**
 * The openings of one day. The clock on the wall decides: an hour that it shows twice in autumn is open twice, one that it leaves out in
 * spring never is. So a day is taken apart where its offset changes.
 */
function openingsOn(hours: Hours, day: DateTime): [number, number][] {
  const spans = spansOf(hours, day);
  if (spans.length === 0) return [];
  const midnight = Date.UTC(day.year, day.month - 1, day.day);
  return stretchesOf(day).flatMap(({ from, to, offset }) =>
    spans.flatMap((span): [number, number][] => {
      const [begin, end] = span.map(
        (minute) => midnight + (minute - offset) * minuteMs,
      ) as [number, number];
      const opening: [number, number] = [
        Math.max(begin, from),
        Math.min(end, to),
      ];
      return opening[0] < opening[1] ? [opening] : [];
    }),
  );
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Minutes that its clock is ahead of UTC. */
  readonly offset: number;
}

/** A day in parts of one offset each; most days have one. */
function stretchesOf(day: DateTime): Stretch[] {
  const zone = day.zone;
  const to = day.plus({ days: 1 }).startOf("day").toMillis();
  const stretches: Stretch[] = [];
  for (let from = day.toMillis(); from < to;) {
    const offset = zone.offset(from);
    const end =
      zone.offset(to - 1) === offset ? to : changeBetween(zone, from, to);
    stretches.push({ from, to: end, offset });
    from = end;
  }
  return stretches;
}

/** The first moment after `from` with another offset, to the minute: no zone changes within one. */
function changeBetween(
  zone: DateTime["zone"],
  from: number,
  to: number,
): number {
  const offset = zone.offset(from);
  let same = from;
  let other = to;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (zone.offset(middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}

function spansOf(
  { weekly, holidays, exceptions }: Hours,
  day: DateTime,
): readonly Span[] {
  const date = day.toISODate() ?? "";
  if (Object.hasOwn(exceptions, date)) return exceptions[date] ?? [];
  if (holidays.includes(date)) return [];
  return weekly[day.weekday - 1] ?? [];
}
