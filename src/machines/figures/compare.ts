/** How sure one may be that a version on trial does better or worse than the live one (C29). */
import { addCalls } from "./sum.js";
import { noCalls, type CallFigures } from "./day.js";
import type { Share } from "./sum.js";

/** The 97.5 % point of the normal distribution: intervals that hold 95 of 100 times. */
const z = 1.959964;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Where a share (0 to 1) may well be of which so many were seen. Source: E. B. Wilson, JASA 22 (1927), 209–212. */
export function wilson({ are, of }: Share): Interval {
  if (of === 0) return { low: 0, high: 1 };
  const share = are / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z / (2 * of)) ** 2);
  const whole = 1 + (z * z) / of;
  return {
    low: Math.max(0, (middle - half) / whole),
    high: Math.min(1, (middle + half) / whole),
  };
}

/** Where the difference of two shares may well be, `one` less `other`. Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10. */
export function differenceOf(one: Share, other: Share): Interval {
  const [of1, of2] = [wilson(one), wilson(other)];
  const [p1, p2] = [one.are / one.of, other.are / other.of];
  const by = (a: number, b: number) => Math.sqrt(a ** 2 + b ** 2);
  if (one.of === 0 || other.of === 0) return { low: -1, high: 1 };
  return {
    low: p1 - p2 - by(p1 - of1.low, of2.high - p2),
    high: p1 - p2 + by(of1.high - p1, p2 - of2.low),
  };
}

/** `better`, `worse`: than the live one, by all that one can tell. `alike`: it may differ by less than ten points. `too-few`: calls to say anything. */
export type Verdict = "better" | "worse" | "alike" | "too-few";

/** Less than that, 0 to 1, is no difference that a trial is for. */
const matters = 0.1;

/** What a trial is looked at by. */
export const comparedShares = {
  soon: {
    isGood: true,
    share: ({ calls, soon }) => ({ are: soon, of: calls }),
  },
  firstContact: {
    isGood: true,
    share: ({ contacts }) => ({ are: contacts.resolved, of: contacts.first }),
  },
  abandoned: {
    isGood: false,
    share: ({ ends, asked }) => ({ are: ends.abandoned, of: asked }),
  },
  content: {
    isGood: true,
    share: ({ ratings }) => ({
      are: (ratings["4"] ?? 0) + (ratings["5"] ?? 0),
      of: Object.values(ratings).reduce((sum, one) => sum + one, 0),
    }),
  },
} as const satisfies Record<
  string,
  { readonly isGood: boolean; share(calls: CallFigures): Share }
>;
export type Compared = keyof typeof comparedShares;

export interface Comparison {
  readonly name: Compared;
  readonly live: Share;
  readonly trial: Share;
  /** The trial's share less the live one's: where it is, 95 of 100 times. */
  readonly difference: Interval;
  readonly verdict: Verdict;
}

export function compareShares(
  live: CallFigures,
  trial: CallFigures,
): Comparison[] {
  return Object.entries(comparedShares).map(([name, { isGood, share }]) => {
    const [of, on] = [share(live), share(trial)];
    const difference = differenceOf(on, of);
    return {
      name: name as Compared,
      live: of,
      trial: on,
      difference,
      verdict: judge(difference, isGood),
    };
  });
}

function judge({ low, high }: Interval, isGood: boolean): Verdict {
  if (low > 0) return isGood ? "better" : "worse";
  if (high < 0) return isGood ? "worse" : "better";
  return Math.max(-low, high) <= matters ? "alike" : "too-few";
}

/** Calls of some versions together. */
export function callsOf(
  flows: Readonly<Record<string, CallFigures>>,
  versions: readonly string[],
): CallFigures {
  return versions.reduce(
    (sum, version) => addCalls(sum, flows[version] ?? noCalls),
    noCalls,
  );
}
