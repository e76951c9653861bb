import type { Money } from "../../flows/speech/index.js";
import {
  claimOf,
  isUnderWay,
  tellAsker,
  withClaim,
  withEntry,
  type Claim,
  type Register,
  type RegisterEntry,
} from "./register.js";
import { hashText } from "../chain.js";
import type { MachineEffect } from "../effects.js";
import { keepEntry, type Step } from "../reduce.js";

/** An answer about one attempt at a claim, from its budget or from billing. */
interface Answer {
  readonly at: number;
  readonly charge: string;
  readonly reservation: string;
}

/** The budget holds the money: it is conceded, and billing is asked for the credit. */
export function takeReserved(
  register: Register,
  answer: Answer & { readonly budget: string },
): Step<Register> {
  const claim = claimOf(register, answer.charge);
  // An answer to an attempt that is over: nobody needs what it holds back.
  if (!claim || claim.reservation !== answer.reservation || !isUnderWay(claim))
    return { context: register, effects: [settle("release", answer)] };
  if (claim.status !== "reserving") return { context: register, effects: [] };
  const { charge, key, reservation } = claim;
  const context = move(register, claim, "conceded", answer.at);
  return {
    context,
    // Written down before money is asked for.
    effects: [
      keepEntry(context.chain),
      {
        type: "post-credit",
        account: register.account ?? "",
        charge,
        key,
        reservation,
      },
    ],
  };
}

/** The month's budget is used up: a person decides. */
export function takeBudgetSpent(
  register: Register,
  answer: Answer,
): Step<Register> {
  const claim = attemptOf(register, answer, "reserving");
  if (!claim) return { context: register, effects: [] };
  const reason = "over-budget";
  const context = move(register, claim, "over-budget", answer.at, { reason });
  return {
    context,
    effects: [
      tellAsker(claim, "over-limit", { reason }),
      keepEntry(context.chain),
    ],
  };
}

/** The money is off the bill. The caller waits, so the caller is told first. */
export function takePosted(
  register: Register,
  answer: Answer & { readonly total: Money },
): Step<Register> {
  const claim = attemptOf(register, answer, "conceded");
  if (!claim) return { context: register, effects: [] };
  const { total, at } = answer;
  const { amount, currency } = claim.charge.amount;
  const moved = move(register, { ...claim, total }, "credited", at, { total });
  const context = {
    ...moved,
    totals: {
      ...moved.totals,
      [currency]: (moved.totals[currency] ?? 0) + amount,
    },
  };
  return {
    context,
    effects: [
      tellAsker(claim, "conceded", { total }),
      settle("confirm", claim),
      keepEntry(context.chain),
      askInvoice(register, claim, total),
    ],
  };
}

// Under the credit's key: one corrected invoice for each.
function askInvoice(
  { account = "" }: Register,
  { charge, number, language, key }: Claim,
  total: Money,
): MachineEffect {
  return {
    type: "tell",
    to: { kind: "invoice", id: hashText(key).slice(0, 40) },
    event: { type: "issue", account, charge, number, language, total },
  };
}

/** The corrected invoice is issued; the customer is being told of it. */
export function takeInvoiced(
  register: Register,
  issued: {
    readonly at: number;
    readonly charge: string;
    readonly invoice: string;
    readonly total: Money;
  },
): Step<Register> {
  const claim = claimOf(register, issued.charge);
  if (claim?.status !== "credited") return { context: register, effects: [] };
  const { invoice, total, at } = issued;
  const context = move(register, claim, "invoiced", at, { invoice, total });
  return { context, effects: [keepEntry(context.chain)] };
}

/** There is no bill to correct, or it does not fit the credit: it stands in the entry that closes the claim. */
export function takeNotInvoiced(
  register: Register,
  answer: {
    readonly charge: string;
    readonly reason: string;
  },
): Step<Register> {
  const claim = claimOf(register, answer.charge);
  if (claim?.status !== "credited") return { context: register, effects: [] };
  const context = withClaim(register, { ...claim, notInvoiced: answer.reason });
  return { context, effects: [] };
}

/** Billing says no, for good: what was held back is released, and a person decides. */
export function takeRefused(
  register: Register,
  answer: Answer & { readonly reason: string },
): Step<Register> {
  const claim = attemptOf(register, answer, "conceded");
  if (!claim) return { context: register, effects: [] };
  const { reason, at } = answer;
  const context = move(register, claim, "refused", at, { reason });
  return {
    context,
    effects: [
      tellAsker(claim, "unavailable", { reason: "billing-refused" }),
      settle("release", claim),
      keepEntry(context.chain),
    ],
  };
}

/** The customer was told, or cannot be: the claim is closed, and the number is no longer needed. The receipt is the charge's id. */
export function takeTold(
  register: Register,
  told: {
    readonly type: string;
    readonly at: number;
    readonly receipt: string;
  },
): Step<Register> {
  const claim = claimOf(register, told.receipt);
  if (claim?.status !== "credited" && claim?.status !== "invoiced")
    return { context: register, effects: [] };
  const { notInvoiced } = claim;
  const context = move(register, { ...claim, number: "" }, "closed", told.at, {
    reason: told.type,
    ...(notInvoiced !== undefined && { notInvoiced }),
  });
  return { context, effects: [keepEntry(context.chain)] };
}

/** The claim that an answer is about, if it waits for just that. */
function attemptOf(
  register: Register,
  { charge, reservation }: Answer,
  status: Claim["status"],
): Claim | undefined {
  const claim = claimOf(register, charge);
  return claim?.status === status && claim.reservation === reservation
    ? claim
    : undefined;
}

function move(
  register: Register,
  claim: Claim,
  status: Exclude<Claim["status"], "reserving">,
  at: number,
  more: Pick<
    RegisterEntry,
    "reason" | "total" | "invoice" | "notInvoiced"
  > = {},
): Register {
  const { charge, policy, key, budget, attested, override } = claim;
  return withEntry(withClaim(register, { ...claim, status }), {
    type: status,
    account: register.account ?? "",
    at,
    charge: charge.id,
    money: charge.amount,
    ...(charge.category !== undefined && { category: charge.category }),
    policy,
    key,
    budget,
    attested,
    ...(override && { override }),
    ...more,
  });
}

function settle(
  type: "confirm" | "release",
  { budget, reservation }: { budget: string; reservation: string },
): MachineEffect {
  return {
    type: "tell",
    to: { kind: "budget", id: budget },
    event: { type, reservation },
  };
}
