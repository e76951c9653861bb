import { median, mulDiv } from "./arithmetic.js";
import type { Assumptions } from "./assumptions.js";
import {
  HistoryError,
  type Claim,
  type Notice,
  type Outcome,
} from "./claim.js";
import { countOf, formatCount, formatMoney } from "./format-money.js";

/** A claim of the analysed currency with its costs settled: what arguing it cost, and what was given in the end. */
export interface CostedClaim {
  readonly day: number;
  /** One number for each customer; -1 when the row names none. */
  readonly customer: number;
  readonly claimed: number;
  /** Credited as the file says, or as its outcome implies. */
  readonly credited: number;
  readonly handling: number;
  readonly category: string;
  readonly channel: string;
  readonly outcome: Outcome;
}

export interface CostedClaims {
  readonly claims: readonly CostedClaim[];
  readonly notices: readonly Notice[];
  /** Where the handling costs come from, in words. */
  readonly handlingSource: string;
  readonly customers: number;
}

/**
 * Gives every claim its handling cost: the file's own, else its minutes at the price of an hour, else the assumed cost, else the
 * median of those in the file. In order of date. HistoryError when there is none of these.
 */
export function costClaims(
  claims: readonly Claim[],
  assumptions: Assumptions,
): CostedClaims {
  const own = claims.map((claim) => ownHandling(claim, assumptions));
  const stated = own.filter((cost) => cost !== undefined);
  const fallback =
    assumptions.handlingCost?.source === "as you set it" || stated.length === 0
      ? assumptions.handlingCost?.value
      : median(stated);
  if (fallback === undefined)
    throw new HistoryError(
      `What it costs to handle a claim is not known: the file tells no cost, and the default is in US dollars while these claims are in ${assumptions.currency}. Say --handling-cost, or --agent-hour where the file has minutes.`,
    );
  const customers = new Map<string, number>();
  const costed = claims
    .map((claim, at) => ({
      day: claim.day,
      customer: customerOf(claim.account, customers),
      claimed: claim.claimed,
      credited: creditedOf(claim),
      handling: own[at] ?? fallback,
      category: claim.category,
      channel: claim.channel,
      outcome: claim.outcome,
    }))
    .toSorted((one, other) => one.day - other.day);
  return {
    claims: costed,
    notices: [
      ...noteUnpricedMinutes(claims, assumptions),
      ...noteCredits(claims),
    ],
    handlingSource: describeSource(
      stated.length,
      claims.length,
      fallback,
      assumptions,
    ),
    customers: customers.size,
  };
}

function ownHandling(
  { handlingCost, handlingSeconds }: Claim,
  { agentHour }: Assumptions,
): number | undefined {
  if (handlingCost !== undefined) return handlingCost;
  if (handlingSeconds === undefined || agentHour === undefined)
    return undefined;
  return mulDiv(handlingSeconds, agentHour, 3600);
}

function customerOf(
  account: string | undefined,
  customers: Map<string, number>,
): number {
  if (account === undefined) return -1;
  const known = customers.get(account);
  if (known !== undefined) return known;
  customers.set(account, customers.size);
  return customers.size - 1;
}

// A blank beside "conceded" is the whole amount. Beside anything else it counts as nothing, which never flatters conceding.
function creditedOf({ credited, claimed, outcome }: Claim): number {
  return credited ?? (outcome === "conceded" ? claimed : 0);
}

function noteUnpricedMinutes(
  claims: readonly Claim[],
  { agentHour }: Assumptions,
): Notice[] {
  const unpriced = claims.filter(
    ({ handlingCost, handlingSeconds }) =>
      handlingCost === undefined && handlingSeconds !== undefined,
  ).length;
  if (unpriced === 0 || agentHour !== undefined) return [];
  return [
    {
      text: `${countOf(unpriced, "claim")} with handling minutes, but no word on what a minute costs: the minutes were left out. Say --agent-hour, what an hour of an agent costs you, all in.`,
    },
  ];
}

function noteCredits(claims: readonly Claim[]): Notice[] {
  const more = claims.filter(
    ({ credited, claimed }) => credited !== undefined && credited > claimed,
  );
  const [first] = more;
  if (first === undefined) return [];
  return [
    {
      line: first.line,
      text: `${countOf(more.length, "claim")} credited with more than was claimed; the gain counts the claimed amount only.`,
    },
  ];
}

function describeSource(
  stated: number,
  all: number,
  fallback: number,
  { agentHour, handlingCost, currency }: Assumptions,
): string {
  const own =
    agentHour === undefined
      ? "the file's own"
      : `the file's own, minutes at ${formatMoney(agentHour, currency)} an hour`;
  if (stated === all) return own;
  const assumed = formatMoney(fallback, currency);
  if (stated === 0)
    return `${assumed} for every claim, ${handlingCost?.source ?? ""}`;
  const rest =
    handlingCost?.value === fallback ? "as you set it" : "their median";
  return `${own} for ${countOf(stated, "claim")}; for the other ${formatCount(all - stated)}, which tell none, ${assumed}, ${rest}`;
}
