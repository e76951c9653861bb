/** Days of figures put together, and what people read off them. */
import type { TimedPromise } from "../../flows/proof/clock-state.js";
import {
  noCalls,
  noFigures,
  type CallFigures,
  type DayFigures,
  type PromiseKept,
} from "./day.js";
import { quantileOf } from "./seconds.js";

type Counts = Readonly<Record<string, number>>;

export function sumDays(days: readonly DayFigures[]): DayFigures {
  return days.reduce(addDay, noFigures);
}

/** Of all versions together. */
export function sumCalls(flows: DayFigures["flows"]): CallFigures {
  return Object.values(flows).reduce(addCalls, noCalls);
}

function addDay(one: DayFigures, other: DayFigures): DayFigures {
  const flows = { ...one.flows };
  for (const [version, calls] of Object.entries(other.flows))
    flows[version] = addCalls(flows[version] ?? noCalls, calls);
  return {
    flows,
    handedOver: one.handedOver + other.handedOver,
    callBacks: addCounts(one.callBacks, other.callBacks),
    cases: addCounts(one.cases, other.cases),
    offers: addCounts(one.offers, other.offers),
    byRule: {
      claims: one.byRule.claims + other.byRule.claims,
      sums: addCounts(one.byRule.sums, other.byRule.sums),
      priced: one.byRule.priced + other.byRule.priced,
      spared: addCounts(one.byRule.spared, other.byRule.spared),
    },
    byPeople: {
      decisions: one.byPeople.decisions + other.byPeople.decisions,
      sums: addCounts(one.byPeople.sums, other.byPeople.sums),
    },
    customers: addCounts(one.customers, other.customers),
  };
}

export function addCalls(one: CallFigures, other: CallFigures): CallFigures {
  const promises = { ...one.promises };
  for (const [name, kept] of Object.entries(other.promises)) {
    const promise = name as TimedPromise;
    promises[promise] = addPromise(promises[promise], kept);
  }
  return {
    calls: one.calls + other.calls,
    ends: addCounts(one.ends, other.ends),
    asked: one.asked + other.asked,
    soon: one.soon + other.soon,
    toPerson: addCounts(one.toPerson, other.toPerson),
    transfers: one.transfers + other.transfers,
    ratings: addCounts(one.ratings, other.ratings),
    promises,
    contacts: addCounts(one.contacts, other.contacts),
  };
}

function addPromise(
  one: PromiseKept | undefined,
  other: PromiseKept,
): PromiseKept {
  return {
    kept: (one?.kept ?? 0) + other.kept,
    late: (one?.late ?? 0) + other.late,
    worst: Math.max(one?.worst ?? 0, other.worst),
    proved: Math.max(one?.proved ?? 0, other.proved),
  };
}

function addCounts<Of extends Counts>(one: Of, other: Of): Of {
  const sum: Record<string, number> = { ...one };
  for (const [name, count] of Object.entries(other))
    sum[name] = (sum[name] ?? 0) + count;
  return sum as Of;
}

/** So many of so many. */
export interface Share {
  readonly of: number;
  readonly are: number;
}

/** What is read off calls (C27). Absent values: no call came to it. */
export interface CallIndicators {
  readonly calls: number;
  readonly ends: CallFigures["ends"];
  /** With a person, or settled, within 60 s. */
  readonly soon: Share;
  /** Seconds from the answer, of callers who talked with a person. */
  readonly toPerson: { readonly median?: number; readonly p95?: number };
  readonly firstContact: Share;
  /** Of those who asked for a person. */
  readonly abandoned: Share;
  /** 1 to 5. */
  readonly rating: {
    readonly answers: number;
    readonly mean?: number;
    /** By the number. */
    readonly counts: Counts;
  };
  /** People who took a call that another had taken before; without talks that were handed over. */
  readonly transfers: number;
  readonly promises: readonly ({ readonly name: TimedPromise } & PromiseKept)[];
}

export function indicatorsOf(calls: CallFigures): CallIndicators {
  const { ends, asked, soon, toPerson, transfers, ratings, contacts } = calls;
  const median = quantileOf(toPerson, 0.5);
  const p95 = quantileOf(toPerson, 0.95);
  const answers = Object.values(ratings).reduce((sum, one) => sum + one, 0);
  const points = Object.entries(ratings).reduce(
    (sum, [rating, count]) => sum + Number(rating) * count,
    0,
  );
  return {
    calls: calls.calls,
    ends,
    soon: { of: calls.calls, are: soon },
    toPerson: {
      ...(median !== undefined && { median }),
      ...(p95 !== undefined && { p95 }),
    },
    firstContact: { of: contacts.first, are: contacts.resolved },
    abandoned: { of: asked, are: ends.abandoned },
    rating: {
      answers,
      ...(answers > 0 && { mean: points / answers }),
      counts: ratings,
    },
    transfers,
    promises: Object.entries(calls.promises).map(([name, kept]) => ({
      name: name as TimedPromise,
      ...kept,
    })),
  };
}
