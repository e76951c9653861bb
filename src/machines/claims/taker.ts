import { DateTime } from "luxon";
import {
  askerOf,
  claimOf,
  isCredited,
  isUnderWay,
  pruneRegister,
  tellAsker,
  withClaim,
  withEntry,
  type Claim,
  type ClaimEvent,
  type Register,
} from "./register.js";
import { decideClaim, isAttested, type Decision } from "./decide.js";
import { enterDirectory } from "../directory.js";
import type { MachineEffect } from "../effects.js";
import { policyDocument, type DisputePolicy } from "../company/policy.js";
import { keepEntry, type Step } from "../reduce.js";

/** What a register does with a claim: asks the month's budget, or says at once why a person decides. */
export function createClaimTaker(policies: ReadonlyMap<string, DisputePolicy>) {
  const versions = new Map(
    [...policies].map(([name, policy]) => [
      name,
      policyDocument(policy).version,
    ]),
  );
  const longestDays = Math.max(
    0,
    ...[...policies.values()].flatMap((policy) => [
      policy["per customer"].days,
      policy["unattested numbers"].days,
    ]),
  );
  return (before: Register, event: ClaimEvent): Step<Register> => {
    const pruned = pruneRegister(before, event.at, longestDays);
    const repeated = repeatAnswer(pruned, event);
    if (repeated) return { context: pruned, effects: repeated };
    const policy = policies.get(event.policy);
    const version = versions.get(event.policy) ?? "";
    const decision = decideClaim(policy, pruned, event);
    const step =
      decision.verdict === "deny"
        ? deny(pruned, event, decision, version)
        : concede(pruned, event, policy, version);
    // The first turn of an account puts it where the books are checked from.
    return before.account === undefined && step.context.account !== undefined
      ? {
          context: step.context,
          effects: [
            ...step.effects,
            enterDirectory("claims", step.context.account),
          ],
        }
      : step;
  };
}

/** The same call asks for the same charge again: its answer is under way, or is given again. */
function repeatAnswer(
  register: Register,
  event: ClaimEvent,
): readonly MachineEffect[] | undefined {
  const known = claimOf(register, event.charge.id);
  const asker = askerOf(event);
  if (
    !known ||
    known.replyTo.kind !== asker.kind ||
    known.replyTo.id !== asker.id
  )
    return undefined;
  if (isUnderWay(known)) return [];
  return isCredited(known)
    ? [tellAsker(known, "conceded", { total: known.total })]
    : undefined;
}

function deny(
  register: Register,
  event: ClaimEvent,
  { outcome, reason }: Extract<Decision, { verdict: "deny" }>,
  policy: string,
): Step<Register> {
  const { account, charge, at } = event;
  const answer = tellAsker({ replyTo: askerOf(event), charge }, outcome, {
    reason,
  });
  // A claim that names no account, or another one, is not this account's to write down.
  if (reason === "another-account")
    return { context: register, effects: [answer] };
  const context = withEntry(
    { ...register, account },
    {
      type: "denied",
      account,
      at,
      charge: charge.id,
      money: charge.amount,
      ...(charge.category !== undefined && { category: charge.category }),
      policy,
      attested: isAttested(event),
      outcome,
      reason,
    },
  );
  return { context, effects: [answer, keepEntry(context.chain)] };
}

function concede(
  register: Register,
  event: ClaimEvent,
  policy: DisputePolicy | undefined,
  version: string,
): Step<Register> {
  if (!policy) throw new Error("Nothing is conceded without a policy.");
  const { account, charge, override } = event;
  const claim = newClaim(register, event, policy, version);
  const { budget, reservation } = claim;
  return {
    context: withClaim({ ...register, account }, claim),
    effects: [
      {
        type: "tell",
        to: { kind: "budget", id: budget },
        event: {
          type: "reserve",
          budget,
          reservation,
          account,
          charge: charge.id,
          amount: charge.amount.amount,
          limit: policy["monthly budget"][charge.amount.currency] ?? 0,
          ...(override && { override }),
        },
      },
    ],
  };
}

function newClaim(
  register: Register,
  event: ClaimEvent,
  policy: DisputePolicy,
  version: string,
): Claim {
  const { at, charge, account, number, language, override } = event;
  const month = DateTime.fromMillis(at, { zone: policy["time zone"] });
  // Unique by account, charge and kind of adjustment: asked again, it is the same credit (C14).
  const key = [account, charge.id, "courtesy"]
    .map(encodeURIComponent)
    .join(":");
  const attempt = (claimOf(register, charge.id)?.attempt ?? 0) + 1;
  return {
    status: "reserving",
    at,
    charge,
    attested: isAttested(event),
    policy: version,
    budget: `${policy.policy}:${charge.amount.currency}:${month.toFormat("yyyy-MM")}`,
    reservation: `${key}:${attempt}`,
    attempt,
    key,
    replyTo: askerOf(event),
    number,
    language,
    ...(override && { override }),
  };
}
