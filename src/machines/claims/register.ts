import type { Address } from "../../flows/effects.js";
import type { Charge, ClaimOutcome, Grade } from "../../flows/events.js";
import type { Language, Money } from "../../flows/speech/index.js";
import { addEntry, emptyChain, type Chain } from "../chain.js";
import type { MachineEffect } from "../effects.js";
import type { overrideRoles } from "../company/policy.js";

/** Somebody in charge who wants the charge gone whatever the limits say. */
export interface Override {
  readonly role: (typeof overrideRoles)[number];
  readonly by: string;
  readonly reason: string;
  /** The decision that grants it: the person's own powers were asked there, and the policy need not name the role. */
  readonly decision?: string;
}

/** A disputed charge, from whatever channel (C12). */
export interface ClaimEvent {
  readonly type: "claim";
  readonly at: number;
  readonly policy: string;
  readonly account: string;
  readonly charge: Charge;
  /** The call that asks and is answered; another channel says `replyTo` instead. */
  readonly call?: string;
  readonly replyTo?: Address;
  /** The number on file that the confirmation goes to. */
  readonly number: string;
  /** Absent: as little trusted as a number that nobody attested. */
  readonly grade?: Grade;
  readonly language: Language;
  readonly override?: Override;
}

/**
 * Where a claim is. `reserving`: the month's budget was asked. `conceded`: it has a place in the budget and billing was asked for the
 * credit. `credited`: the money is off the bill. `invoiced`: and the corrected invoice is issued. `closed`: and the customer was told, or cannot be. Two ends without money: `over-budget`,
 * and `refused` by billing for good; from these the same charge may be claimed again.
 */
export type ClaimStatus =
  | "reserving"
  | "conceded"
  | "credited"
  | "invoiced"
  | "closed"
  | "over-budget"
  | "refused";

export interface Claim {
  readonly status: ClaimStatus;
  /** Epoch ms of the claim. */
  readonly at: number;
  readonly charge: Charge;
  readonly attested: boolean;
  /** The policy's version that it was decided under. */
  readonly policy: string;
  /** The budget it takes from, and its place there: one for each attempt. */
  readonly budget: string;
  readonly reservation: string;
  readonly attempt: number;
  /** What billing credits once. */
  readonly key: string;
  readonly replyTo: Address;
  /** Empty once the customer was told. */
  readonly number: string;
  readonly language: Language;
  /** The bill's new total. */
  readonly total?: Money;
  /** Why there is no corrected invoice. */
  readonly notInvoiced?: string;
  readonly override?: Override;
}

/** One account's register. It keeps the claims that are under way or within a policy's window; what is older is in the chain. */
export interface Register {
  readonly account?: string;
  readonly claims: Readonly<Record<string, Claim>>;
  /** Charges credited before the windows: never again. There are few, since the windows bound them. */
  readonly settled: readonly string[];
  /** Credited in all, minor units by currency. */
  readonly totals: Readonly<Record<string, number>>;
  readonly chain: Chain;
}

export const emptyRegister: Register = {
  claims: {},
  settled: [],
  totals: {},
  chain: emptyChain,
};

/** What the account's books say of a claim: every decision with its reason, every credit, invoice and message (C13). */
export interface RegisterEntry {
  readonly type: "denied" | Exclude<ClaimStatus, "reserving">;
  readonly account: string;
  readonly at: number;
  readonly charge: string;
  readonly money: Money;
  readonly category?: string;
  readonly policy: string;
  readonly attested?: boolean;
  readonly outcome?: ClaimOutcome;
  readonly reason?: string;
  readonly key?: string;
  readonly budget?: string;
  readonly total?: Money;
  /** The document that the corrected invoice's figures are kept under. */
  readonly invoice?: string;
  /** Of a closed claim: why no corrected invoice was issued. */
  readonly notInvoiced?: string;
  readonly override?: Override;
}

/** The claim of a charge, if the register holds one. */
export function claimOf(register: Register, charge: string): Claim | undefined {
  // A charge's id comes from outside, and "__proto__" is one too.
  return Object.hasOwn(register.claims, charge)
    ? register.claims[charge]
    : undefined;
}

export function withClaim(register: Register, claim: Claim): Register {
  return {
    ...register,
    claims: { ...register.claims, [claim.charge.id]: claim },
  };
}

export function withEntry(register: Register, entry: RegisterEntry): Register {
  return { ...register, chain: addEntry(register.chain, entry) };
}

/** Who is answered. */
export function askerOf({ call, replyTo }: ClaimEvent): Address {
  return replyTo ?? { kind: "call", id: call ?? "" };
}

/** The answer to whoever claimed a charge; `reason` is for agents and books, and a call leaves it alone. */
export function tellAsker(
  claim: Pick<Claim, "replyTo" | "charge">,
  outcome: ClaimOutcome,
  more: { readonly reason?: string; readonly total?: Money | undefined } = {},
): MachineEffect {
  return {
    type: "tell",
    to: claim.replyTo,
    event: {
      type: "claim-answered",
      charge: claim.charge.id,
      outcome,
      ...more,
    },
  };
}

const dayMs = 24 * 3600 * 1000;

export function windowStart(at: number, days: number): number {
  return at - days * dayMs;
}

/** Forgets claims older than the longest window, except those under way; of a credited one the charge's id stays. */
export function pruneRegister(
  register: Register,
  at: number,
  longestDays: number,
): Register {
  const since = windowStart(at, longestDays);
  const old = Object.values(register.claims).filter(
    (claim) => claim.at <= since && !isUnderWay(claim),
  );
  if (old.length === 0) return register;
  const gone = new Set(old.map(({ charge }) => charge.id));
  const credited = old.filter(isCredited).map(({ charge }) => charge.id);
  return {
    ...register,
    claims: Object.fromEntries(
      Object.entries(register.claims).filter(([id]) => !gone.has(id)),
    ),
    settled: [...register.settled, ...credited],
  };
}

export function isUnderWay({ status }: Claim): boolean {
  return status === "reserving" || status === "conceded";
}

export function isCredited({ status }: Claim): boolean {
  return status === "credited" || status === "invoiced" || status === "closed";
}
