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
import { createClaimTaker } from "./taker.js";
import { emptyRegister, type Register } from "./register.js";
import {
  takeBudgetSpent,
  takeInvoiced,
  takeNotInvoiced,
  takePosted,
  takeRefused,
  takeReserved,
  takeTold,
} from "./steps.js";
import type { MachineEffect } from "../effects.js";
import type { DisputePolicy } from "../company/policy.js";
import { reduce, type Step } from "../reduce.js";

/** The register under today's policies. `announces`: the company's customer system is told of every entry. */
export function createClaimsMachine(
  policies: ReadonlyMap<string, DisputePolicy>,
  announces = false,
): AnyStateMachine {
  const take = (step: Take) => ({
    actions: reduce(announces ? announcing(step) : step),
  });
  return createMachine({
    id: "claims",
    context: emptyRegister,
    on: {
      claim: take(createClaimTaker(policies)),
      reserved: take(takeReserved),
      "budget-spent": take(takeBudgetSpent),
      "credit-posted": take(takePosted),
      "credit-refused": take(takeRefused),
      "invoice-issued": take(takeInvoiced),
      "invoice-missing": take(takeNotInvoiced),
      "message-sent": take(takeTold),
      "message-refused": take(takeTold),
    },
  } as never) as AnyStateMachine;
}

type Take = (register: Register, event: never) => Step<Register>;

/** Tells of the entry that a step wrote, if it wrote one; after all else, since nobody waits for it. */
function announcing(take: Take): Take {
  return (register, event) => {
    const step = take(register, event);
    const { chain, account = "" } = step.context;
    if (chain.head === register.chain.head) return step;
    const { head: id, text } = chain;
    const tell: MachineEffect = {
      type: "tell",
      to: { kind: "crm", id: account },
      event: { type: "decided", id, text },
    };
    return { ...step, effects: [...step.effects, tell] };
  };
}
