/**
 * A call of somebody of the company's own people with the line (C24): from any telephone with their number and PIN, or rung because they
 * asked to be connected with the customer of a case.
 *
 *     new ── dialled ──► number ──► pin ── right ──► menu ──► case ──► calling ──► talking ──► outcome ──► reason ──► area ──► menu
 *      └─ connect-wanted ──► ringing ── answered ──► connect ── key 1 ──► calling …
 *
 * Whether a PIN is right is not decided here: the server looks, and says. *Calling* and *talking*: both are, or come, into one room; star leaves
 * it. Nothing of a case is decided here: the case is told what its owner says of it. Whatever is not understood is asked three times at most.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { noStaffCall } from "./events.js";
import { onACase } from "./on-a-case.js";
import { signingIn } from "./signing-in.js";
import {
  begin,
  createStaffSteps,
  ringOwn,
  withLeg,
  type StaffRules,
} from "./steps.js";
import { talking } from "./talking.js";
import { createWays, does, isCurrent } from "./ways.js";

export function createStaffCallMachine(rules: StaffRules): AnyStateMachine {
  const steps = createStaffSteps(rules);
  const ways = createWays(steps);
  return createMachine({
    id: "staff-call",
    context: noStaffCall,
    initial: "new",
    on: {
      "hung-up": ways.over(),
      "leg-over": { guard: isCurrent, ...ways.over() },
      "leg-placed": { guard: isCurrent, actions: does(withLeg) },
    },
    states: {
      new: {
        on: {
          dialled: {
            target: "number",
            actions: does(begin, steps.askNumber),
          },
          "connect-wanted": {
            target: "ringing",
            actions: does(begin, ringOwn(rules.number)),
          },
        },
      },
      ...signingIn(steps, ways),
      ...onACase(steps, ways, rules.people),
      ...talking(steps, ways),
      over: { type: "final" },
    },
  } as never) as AnyStateMachine;
}
