/**
 * How the line did on one day (C27, C28, C30), by its date in the line's time zone: what calls came to, by the version of the flow that they were
 * on, and what became of call-backs, cases, offers and money. Calls, call-backs, cases, registers and decisions tell it with the turn in which
 * each comes to its end, so that each counts once. Nobody is in it, neither callers nor the line's people (C21), and it does not grow with the
 * number of calls.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { TimedPromise } from "../../flows/proof/clock-state.js";
import { reduce } from "../reduce.js";
import { countSeconds, type SecondsCount } from "./seconds.js";

/** How a call ended; each ends in one way, the first of these that is true. */
export const callEnds = [
  /** A person took it. */
  "person",
  /** The line settled it by itself. */
  "settled",
  /** A call was promised by a name and a time. */
  "promised",
  /** The caller asked for a person and hung up before anything of that. */
  "abandoned",
  /** The caller hung up before they asked for anybody. */
  "left",
] as const;
export type CallEnd = (typeof callEnds)[number];

/** A promise in seconds, on the calls that came to it. */
export interface PromiseKept {
  readonly kept: number;
  readonly late: number;
  /** Seconds of the call that took the longest. */
  readonly worst: number;
  /** What was proved, seconds: the greatest, should it have changed within the day. */
  readonly proved: number;
}

/** Calls that began on one version of one flow. */
export interface CallFigures {
  readonly calls: number;
  readonly ends: Readonly<Record<CallEnd, number>>;
  /** Those who asked for a person. */
  readonly asked: number;
  /** With a person, or settled, within 60 seconds of the answer (C8). */
  readonly soon: number;
  readonly toPerson: SecondsCount;
  /** People who took a call that somebody else had taken before. */
  readonly transfers: number;
  /** By the number: 1 to 5. */
  readonly ratings: Readonly<Record<string, number>>;
  readonly promises: Readonly<Partial<Record<TimedPromise, PromiseKept>>>;
  /** Callers who had not rung for a week, and those of them who then did not have to for another. */
  readonly contacts: { readonly first: number; readonly resolved: number };
}

/** Minor units by currency. */
export type Sums = Readonly<Record<string, number>>;

export interface DayFigures {
  /** By the version of the flow: `customer-line@…`. */
  readonly flows: Readonly<Record<string, CallFigures>>;
  /** Talks that went on with another person (C7). */
  readonly handedOver: number;
  /** Call-backs that came to an end: with a talk by the time told or after it, as a case, or by the caller's own word. */
  readonly callBacks: {
    readonly inTime: number;
    readonly late: number;
    readonly cases: number;
    readonly declined: number;
  };
  /** Cases whose caller was rung by the time that they were told, or whose time went by. */
  readonly cases: { readonly inTime: number; readonly late: number };
  /** Changes of plan and gifts that were to have the customer's yes. */
  readonly offers: { readonly made: number; readonly accepted: number };
  /** Charges credited by the line's rule. */
  readonly byRule: {
    readonly claims: number;
    readonly sums: Sums;
    /** What handling them by hand would have cost, of as many as a policy says that of. */
    readonly priced: number;
    readonly spared: Sums;
  };
  /** What people granted: credits and other remedies. */
  readonly byPeople: { readonly decisions: number; readonly sums: Sums };
  /** Callers whom something went wrong for, and those for whom it was put right. */
  readonly customers: { readonly atRisk: number; readonly recovered: number };
}

export const noCalls: CallFigures = {
  calls: 0,
  ends: { person: 0, settled: 0, promised: 0, abandoned: 0, left: 0 },
  asked: 0,
  soon: 0,
  toPerson: {},
  transfers: 0,
  ratings: {},
  promises: {},
  contacts: { first: 0, resolved: 0 },
};

export const noFigures: DayFigures = {
  flows: {},
  handedOver: 0,
  callBacks: { inTime: 0, late: 0, cases: 0, declined: 0 },
  cases: { inTime: 0, late: 0 },
  offers: { made: 0, accepted: 0 },
  byRule: { claims: 0, sums: {}, priced: 0, spared: {} },
  byPeople: { decisions: 0, sums: {} },
  customers: { atRisk: 0, recovered: 0 },
};

/** A call is over. Seconds count from the answer. */
export interface CallEnded {
  readonly type: "call-ended";
  readonly version: string;
  readonly end: CallEnd;
  readonly asked: boolean;
  readonly person?: number;
  readonly settled?: number;
  readonly transfers: number;
  readonly rating?: number;
  readonly promises: Readonly<
    Partial<
      Record<
        TimedPromise,
        { readonly seconds: number; readonly proved: number }
      >
    >
  >;
}

export type FiguresEvent =
  | CallEnded
  /** Somebody rang who had not for a week; `resolved`: they got what they rang for, as far as the line knows. */
  | {
      readonly type: "first-contact";
      readonly version: string;
      readonly resolved: boolean;
    }
  /** The line put it right without another call of theirs. */
  | { readonly type: "resolved"; readonly version: string }
  /** Whoever seemed to have it rang again within a week. */
  | { readonly type: "came-again"; readonly version: string }
  | { readonly type: "handed-over" }
  | {
      readonly type: "call-back-over";
      readonly how: keyof DayFigures["callBacks"];
    }
  | { readonly type: "case-due"; readonly how: keyof DayFigures["cases"] }
  | { readonly type: "offered"; readonly accepted: boolean }
  | {
      readonly type: "conceded";
      readonly by: "byRule" | "byPeople";
      /** Minor units. */
      readonly amount: number;
      readonly currency: string;
      /** What handling it by hand costs, by the policy; in the same currency. */
      readonly spared?: number;
    }
  | {
      readonly type: "customer";
      readonly is: keyof DayFigures["customers"];
    };

/** A day has a few versions; what a runaway script publishes beyond these counts as one. */
const mostVersions = 50;
export const otherVersions = "other";

/** Three years after it was written last: a year can be set beside the one before. */
export const figuresRetentionMs = 3 * 366 * 24 * 3600_000;

/** Seconds from the answer that count as soon (C8). */
export const soonSeconds = 60;

export const figuresMachine: AnyStateMachine = createMachine({
  id: "figures",
  context: noFigures,
  on: {
    "*": {
      actions: reduce<DayFigures>((day, event: FiguresEvent) => ({
        context: counted(day, event),
        effects: [],
      })),
    },
  },
} as never) as AnyStateMachine;

function counted(day: DayFigures, event: FiguresEvent): DayFigures {
  switch (event.type) {
    case "call-ended":
      return onVersion(day, event, (calls) => withCall(calls, event));
    case "first-contact":
    case "resolved":
    case "came-again":
      return onVersion(day, event, (calls) => withContact(calls, event));
    case "handed-over":
      return { ...day, handedOver: day.handedOver + 1 };
    case "call-back-over":
      return { ...day, callBacks: oneMore(day.callBacks, event.how) };
    case "case-due":
      return { ...day, cases: oneMore(day.cases, event.how) };
    case "offered": {
      const made = oneMore(day.offers, "made");
      return {
        ...day,
        offers: event.accepted ? oneMore(made, "accepted") : made,
      };
    }
    case "conceded": {
      const { by, amount, currency, spared } = event;
      return by === "byRule"
        ? {
            ...day,
            byRule: {
              claims: day.byRule.claims + 1,
              sums: oneMore(day.byRule.sums, currency, amount),
              priced: day.byRule.priced + (spared === undefined ? 0 : 1),
              spared:
                spared === undefined
                  ? day.byRule.spared
                  : oneMore(day.byRule.spared, currency, spared),
            },
          }
        : {
            ...day,
            byPeople: {
              decisions: day.byPeople.decisions + 1,
              sums: oneMore(day.byPeople.sums, currency, amount),
            },
          };
    }
    case "customer":
      return { ...day, customers: oneMore(day.customers, event.is) };
  }
}

function onVersion(
  day: DayFigures,
  { version }: { readonly version: string },
  count: (calls: CallFigures) => CallFigures,
): DayFigures {
  const { flows } = day;
  const isFull = Object.keys(flows).length >= mostVersions;
  const name = version in flows || !isFull ? version : otherVersions;
  return { ...day, flows: { ...flows, [name]: count(flows[name] ?? noCalls) } };
}

function withCall(before: CallFigures, call: CallEnded): CallFigures {
  const { end, asked, person, settled, transfers, rating } = call;
  const isSoon = [person, settled].some(
    (seconds) => seconds !== undefined && seconds <= soonSeconds,
  );
  return {
    ...before,
    calls: before.calls + 1,
    ends: oneMore(before.ends, end),
    asked: before.asked + (asked ? 1 : 0),
    soon: before.soon + (isSoon ? 1 : 0),
    transfers: before.transfers + transfers,
    toPerson:
      person === undefined
        ? before.toPerson
        : countSeconds(before.toPerson, person),
    ratings:
      rating === undefined
        ? before.ratings
        : oneMore(before.ratings, String(rating)),
    promises: Object.entries(call.promises).reduce(
      withPromise,
      before.promises,
    ),
  };
}

function withPromise(
  promises: CallFigures["promises"],
  [name, { seconds, proved }]: [
    string,
    { readonly seconds: number; readonly proved: number },
  ],
): CallFigures["promises"] {
  const before = promises[name as TimedPromise];
  const isKept = seconds <= proved;
  return {
    ...promises,
    [name]: {
      kept: (before?.kept ?? 0) + (isKept ? 1 : 0),
      late: (before?.late ?? 0) + (isKept ? 0 : 1),
      worst: Math.max(before?.worst ?? 0, seconds),
      proved: Math.max(before?.proved ?? 0, proved),
    },
  };
}

function withContact(
  before: CallFigures,
  event: Extract<FiguresEvent, { type: ContactEvent }>,
): CallFigures {
  const { first, resolved } = before.contacts;
  switch (event.type) {
    case "first-contact":
      return {
        ...before,
        contacts: {
          first: first + 1,
          resolved: resolved + (event.resolved ? 1 : 0),
        },
      };
    case "resolved":
      return { ...before, contacts: { first, resolved: resolved + 1 } };
    case "came-again":
      return {
        ...before,
        contacts: { first, resolved: Math.max(0, resolved - 1) },
      };
  }
}

type ContactEvent = "first-contact" | "resolved" | "came-again";

function oneMore<Counts extends Readonly<Record<string, number>>>(
  counts: Counts,
  name: keyof Counts & string,
  by = 1,
): Counts {
  return { ...counts, [name]: (counts[name] ?? 0) + by };
}
