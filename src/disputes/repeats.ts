import { shareOf } from "./format-money.js";
import type { Guard } from "./assumptions.js";
import type { CostedClaim } from "./cost-claims.js";
import { groupByCustomer, settledBy } from "./guard.js";

/** Who claims how often. Customers are counted, never named. */
export interface Repeats {
  /** Customers the file tells apart; none when it has no account column. */
  readonly customers: number;
  /** Claims whose row names no account. */
  readonly unnamed: number;
  /** Customers with two claims or more, in ten-thousandths of all. */
  readonly repeatingShare: number;
  /** Their part of the claims that name an account, in ten-thousandths. */
  readonly repeatingClaimsShare: number;
  /** Customers by number of claims: one, two, three, four to six, seven or more. */
  readonly byCount: readonly {
    readonly from: number;
    readonly to: number | undefined;
    readonly customers: number;
    readonly claims: number;
    readonly claimed: number;
  }[];
  /** Customers whom the guard would send to an agent at least once. */
  readonly guarded: number;
}

const countBands = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 6],
  [7, undefined],
] as const;

/** How often the customers of these claims claim. */
export function countRepeats(
  claims: readonly CostedClaim[],
  guard: Guard,
): Repeats {
  const groups = [...groupByCustomer(claims).values()].map((places) =>
    places.map((place) => claims[place] as CostedClaim),
  );
  const repeating = groups.filter((own) => own.length > 1);
  const named = groups.flat().length;
  return {
    customers: groups.length,
    unnamed: claims.length - named,
    repeatingShare: shareOf(repeating.length, groups.length),
    repeatingClaimsShare: shareOf(repeating.flat().length, named),
    byCount: countBands.map(([from, to]) => {
      const within = groups.filter(
        ({ length }) => length >= from && length <= (to ?? Infinity),
      );
      const claimed = within
        .flat()
        .reduce((total, claim) => total + claim.claimed, 0);
      return {
        from,
        to,
        customers: within.length,
        claims: within.flat().length,
        claimed,
      };
    }),
    guarded: groups.filter((own) => settledBy(own, guard).includes(false))
      .length,
  };
}
