/**
 * The register of one account's disputed charges (C10–C14). One machine per account, so two calls that claim the same charge at the same
 * instant are one after the other here, and one credit is posted. A claim goes
 *
 *     reserving ── reserved ──► conceded ── credit-posted ──► credited ── invoice-issued ──► invoiced ── message-sent ──► closed
 *         └── budget-spent ──► over-budget   └── credit-refused ──► refused (its place in the budget is released)
 *
 * Where there is no bill to correct, a credited claim is closed without an invoice. Every step asks the next one of the world with the turn that makes it, so whatever is stopped in between goes on; every answer names its
 * attempt, and one that came before, or to an attempt that is over, changes nothing. It promises one credit per charge and a word to whoever
 * asked; it does not decide what an agent may grant.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { createClaimTaker } from "./claim-taker.js";
import { emptyRegister } from "./claim-register.js";
import {
  takeBudgetSpent,
  takeInvoiced,
  takeNotInvoiced,
  takePosted,
  takeRefused,
  takeReserved,
  takeTold,
} from "./claim-steps.js";
import type { DisputePolicy } from "./policy.js";
import { reduce } from "./reduce.js";

/** The register under today's policies. */
export function createClaimsMachine(
  policies: ReadonlyMap<string, DisputePolicy>,
): AnyStateMachine {
  return createMachine({
    id: "claims",
    context: emptyRegister,
    on: {
      claim: { actions: reduce(createClaimTaker(policies)) },
      reserved: { actions: reduce(takeReserved) },
      "budget-spent": { actions: reduce(takeBudgetSpent) },
      "credit-posted": { actions: reduce(takePosted) },
      "credit-refused": { actions: reduce(takeRefused) },
      "invoice-issued": { actions: reduce(takeInvoiced) },
      "invoice-missing": { actions: reduce(takeNotInvoiced) },
      "message-sent": { actions: reduce(takeTold) },
      "message-refused": { actions: reduce(takeTold) },
    },
  } as never) as AnyStateMachine;
}
