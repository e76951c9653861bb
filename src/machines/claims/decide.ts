import type { ClaimOutcome } from "../../flows/events.js";
import {
  claimOf,
  isCredited,
  isUnderWay,
  windowStart,
  type ClaimEvent,
  type Register,
} from "./register.js";
import {
  largestAmount,
  thresholdOf,
  type DisputePolicy,
} from "../company/policy.js";

export type Decision =
  | {
      readonly verdict: "concede";
      readonly reason: "within-policy" | "override";
    }
  | {
      readonly verdict: "deny";
      readonly outcome: Exclude<ClaimOutcome, "conceded">;
      readonly reason: DenialReason;
    };

/** Why a person decides instead. It is for the agent and the books; the caller hears none of it (C13). */
export type DenialReason =
  | "no-policy"
  | "another-account"
  | "not-a-charge"
  | "already-claimed"
  | "never-conceded"
  | "above-threshold"
  | "too-many"
  | "too-much"
  | "unattested-too-many"
  | "unattested-too-much";

/** Whether the policy concedes a claim, as far as the account knows; the month's budget is asked after this. */
export function decideClaim(
  policy: DisputePolicy | undefined,
  register: Register,
  claim: ClaimEvent,
): Decision {
  const { charge } = claim;
  const { amount, currency } = charge.amount;
  if (!policy) return deny("unavailable", "no-policy");
  if (!claim.account || (register.account ?? claim.account) !== claim.account)
    return deny("unavailable", "another-account");
  if (
    !isAmount(amount) ||
    !/^[A-Z]{3}$/.test(currency) ||
    !/^[!-~]{1,80}$/.test(charge.id)
  )
    return deny("over-limit", "not-a-charge");
  const known = claimOf(register, charge.id);
  if (
    register.settled.includes(charge.id) ||
    (known && (isUnderWay(known) || isCredited(known)))
  )
    return deny("already-claimed", "already-claimed");
  const { override } = claim;
  if (
    override &&
    (override.decision !== undefined ||
      policy["may override"].includes(override.role))
  )
    return { verdict: "concede", reason: "override" };
  const threshold = thresholdOf(policy, charge.category, currency);
  if (threshold === undefined) return deny("over-limit", "never-conceded");
  if (amount > threshold) return deny("over-limit", "above-threshold");
  return decideLimits(policy, register, claim);
}

/** A number that its carrier vouches for, or a channel that knows its customer. */
export function isAttested({ grade }: ClaimEvent): boolean {
  return grade === "attested";
}

function decideLimits(
  policy: DisputePolicy,
  register: Register,
  claim: ClaimEvent,
): Decision {
  const { amount, currency } = claim.charge.amount;
  const attested = isAttested(claim);
  const limits = policy[attested ? "per customer" : "unattested numbers"];
  const since = windowStart(claim.at, limits.days);
  const counted = Object.values(register.claims).filter(
    (one) =>
      one.attested === attested &&
      one.at > since &&
      (isUnderWay(one) || isCredited(one)),
  );
  if (counted.length >= limits.concessions)
    return deny("repeat", attested ? "too-many" : "unattested-too-many");
  const sum = counted
    .filter((one) => one.charge.amount.currency === currency)
    .reduce((total, one) => total + one.charge.amount.amount, amount);
  if (sum > (limits.sum[currency] ?? 0))
    return deny("repeat", attested ? "too-much" : "unattested-too-much");
  return { verdict: "concede", reason: "within-policy" };
}

// Nothing is owed for a charge of nought, and a negative one is the customer's already.
function isAmount(amount: unknown): boolean {
  return (
    typeof amount === "number" &&
    Number.isInteger(amount) &&
    amount > 0 &&
    amount <= largestAmount
  );
}

function deny(
  outcome: Exclude<ClaimOutcome, "conceded">,
  reason: DenialReason,
): Decision {
  return { verdict: "deny", outcome, reason };
}
