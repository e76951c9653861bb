import type { CostedClaim } from "./cost-claims.js";
import { dayText } from "./read-date.js";

/** Claims, money and handling under one heading; over all headings of a table they add up to the history. */
export interface Total {
  readonly name: string;
  readonly claims: number;
  readonly claimed: number;
  readonly credited: number;
  readonly handling: number;
}

/** Totals by a name of each claim, in the order of the names. */
function totalsBy(
  claims: readonly CostedClaim[],
  nameOf: (claim: CostedClaim) => string,
): Total[] {
  const found = new Map<
    string,
    { -readonly [Key in keyof Total]: Total[Key] }
  >();
  for (const claim of claims) {
    const name = nameOf(claim);
    const total = found.get(name) ?? nothing(name);
    total.claims += 1;
    total.claimed += claim.claimed;
    total.credited += claim.credited;
    total.handling += claim.handling;
    found.set(name, total);
  }
  return [...found.values()].toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}

/** Every month from the first claim to the last, those without a claim too. */
export function totalsByMonth(
  claims: readonly CostedClaim[],
  months: readonly string[],
): Total[] {
  const found = new Map(
    totalsBy(claims, ({ day }) => monthOf(day)).map((total) => [
      total.name,
      total,
    ]),
  );
  return months.map((month) => found.get(month) ?? nothing(month));
}

/** By category or channel, the most claims first. */
export function totalsByCount(
  claims: readonly CostedClaim[],
  nameOf: (claim: CostedClaim) => string,
): Total[] {
  return totalsBy(claims, nameOf).toSorted(
    (one, other) => other.claims - one.claims,
  );
}

/** A band of amounts: above `from`, up to and with `to`. */
export interface Band extends Omit<Total, "name"> {
  readonly from: number;
  readonly to: number;
}

/** Totals by size of the claim, in bands of 1, 2, 5, 10, 20, 50 … minor units; the smallest are one band, and bands without a claim at the end are left out. */
export function totalsBySize(claims: readonly CostedClaim[]): Band[] {
  const largest = Math.max(...boundsOf(claims));
  const edges = [0];
  for (let step = 1; (edges.at(-1) ?? 0) < largest; step *= 10)
    edges.push(step, 2 * step, 5 * step);
  const bands = edges.slice(1).map((to, at) => ({
    from: edges[at] ?? 0,
    to,
    claims: 0,
    claimed: 0,
    credited: 0,
    handling: 0,
  }));
  for (const claim of claims) {
    const band = bands.find(({ to }) => claim.claimed <= to);
    if (band === undefined) continue;
    band.claims += 1;
    band.claimed += claim.claimed;
    band.credited += claim.credited;
    band.handling += claim.handling;
  }
  const last = bands.findLastIndex((band) => band.claims > 0);
  return joinSmallest(bands.slice(0, last + 1), claims.length);
}

// Until a band has a twentieth of the claims, it and the next are one.
function joinSmallest(bands: readonly Band[], all: number): Band[] {
  const [first, second, ...others] = bands;
  if (first === undefined || second === undefined) return [...bands];
  if (first.claims * 20 >= all) return [...bands];
  const joined = {
    from: 0,
    to: second.to,
    claims: first.claims + second.claims,
    claimed: first.claimed + second.claimed,
    credited: first.credited + second.credited,
    handling: first.handling + second.handling,
  };
  return joinSmallest([joined, ...others], all);
}

/** The least and the largest claimed amount. */
export function boundsOf(
  claims: readonly CostedClaim[],
): readonly [number, number] {
  let [least, largest] = [Infinity, 0];
  for (const { claimed } of claims) {
    if (claimed < least) least = claimed;
    if (claimed > largest) largest = claimed;
  }
  return [least, largest];
}

/** All months from the first claim's to the last one's, as "2025-03"; claims in order of date. */
export function monthsOf(claims: readonly CostedClaim[]): string[] {
  const [first, last] = [claims[0], claims.at(-1)];
  if (first === undefined || last === undefined) return [];
  const months: string[] = [];
  const end = monthOf(last.day);
  let [year = 0, month = 0] = monthOf(first.day).split("-").map(Number);
  for (let name = ""; name !== end; month += 1) {
    if (month === 13) [year, month] = [year + 1, 1];
    name = `${year}-${String(month).padStart(2, "0")}`;
    months.push(name);
  }
  return months;
}

/** The month of a day number: "2025-03". */
export function monthOf(day: number): string {
  return dayText(day).slice(0, 7);
}

function nothing(name: string) {
  return { name, claims: 0, claimed: 0, credited: 0, handling: 0 };
}
