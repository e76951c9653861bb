import type { Guard } from "./assumptions.js";
import type { CostedClaim } from "./cost-claims.js";

/** One customer's claims, oldest first: which the line settles and which the guard sends to an agent. */
export function settledBy(
  claims: readonly Pick<CostedClaim, "day">[],
  { concessions, days }: Guard,
): boolean[] {
  const conceded: number[] = [];
  return claims.map(({ day }) => {
    const earlier = conceded.at(-concessions);
    // The customer's N-th last concession has to be out of the window: then fewer than N are in it.
    const free =
      conceded.length < concessions ||
      (earlier !== undefined && day - earlier >= days);
    if (free) conceded.push(day);
    return free;
  });
}

/** Which of these claims the line settles under a threshold, in their order; a claim that names no customer has no history. */
export function settledAt(
  claims: readonly CostedClaim[],
  threshold: number,
  guard: Guard,
): boolean[] {
  const settled = claims.map(
    ({ claimed, customer }) => claimed <= threshold && customer < 0,
  );
  for (const places of groupByCustomer(claims, threshold).values()) {
    const own = places.map((place) => claims[place] as CostedClaim);
    for (const [at, free] of settledBy(own, guard).entries())
      settled[places[at] as number] = free;
  }
  return settled;
}

/** The places of each known customer's claims at or under a threshold, oldest first. */
export function groupByCustomer(
  claims: readonly CostedClaim[],
  threshold = Infinity,
): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [place, { customer, claimed }] of claims.entries()) {
    if (customer < 0 || claimed > threshold) continue;
    const group = groups.get(customer);
    if (group) group.push(place);
    else groups.set(customer, [place]);
  }
  return groups;
}
