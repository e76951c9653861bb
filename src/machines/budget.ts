/**
 * What a policy may give away in one calendar month and currency (C14), or a person in a day (C15); its id is
 * `<policy>:<currency>:<yyyy-mm>` or `<person>/<kind>:<currency>:<yyyy-mm-dd>`. Money is reserved here
 * before a credit is asked for, and then confirmed or released by message. A reservation that hears neither within a day no longer
 * holds money back, but is remembered: confirmed late it counts all the same, so that `spent` is always what was credited.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { Address } from "../flows/effects.js";
import type { Override } from "./claims/register.js";
import { enterDirectory } from "./directory.js";
import type { MachineEffect } from "./effects.js";
import { reduce, type Step } from "./reduce.js";

export interface ReserveEvent {
  readonly type: "reserve";
  readonly at: number;
  readonly budget: string;
  readonly reservation: string;
  /** Minor units of the budget's currency. */
  readonly amount: number;
  /** The month's budget under the policy's version that decides. */
  readonly limit: number;
  readonly account: string;
  readonly charge: string;
  /** Who is answered; absent: the account's register of claims. */
  readonly replyTo?: Address;
  /** Whoever may override takes from the budget even when it is used up. */
  readonly override?: Override;
}

interface SettleEvent {
  readonly type: "confirm" | "release";
  readonly at: number;
  readonly reservation: string;
}

export interface Budget {
  /** Empty before the first claim. */
  readonly id: string;
  /** The limit under which the last claim was decided; minor units, as all amounts here. */
  readonly limit: number;
  /** Credited, and how many credits that was. */
  readonly spent: number;
  readonly credits: number;
  /** Money held back, by reservation. */
  readonly reserved: Readonly<Record<string, Held>>;
  /** Reservations whose day is over: they hold nothing back, and still count when they are confirmed. */
  readonly lapsed: Readonly<Record<string, Held>>;
}

interface Held {
  readonly amount: number;
  /** Epoch ms. */
  readonly until: number;
}

/** A billing system that is away for longer posts its credits all the same; only the money is no longer held back. */
export const reservationMs = 24 * 3600 * 1000;

const unopened: Budget = {
  id: "",
  limit: 0,
  spent: 0,
  credits: 0,
  reserved: {},
  lapsed: {},
};

export const budgetMachine: AnyStateMachine = createMachine(
  {
    id: "budget",
    context: unopened,
    initial: "quiet",
    on: {
      reserve: { target: ".holding", actions: reduce(takeReserve) },
      confirm: { target: ".holding", actions: reduce(takeSettle) },
      release: { target: ".holding", actions: reduce(takeSettle) },
    },
    states: {
      quiet: {},
      holding: {
        always: { guard: "nothing-held", target: "quiet" },
        after: {
          soonest: {
            target: "holding",
            reenter: true,
            actions: reduce(takeLapse),
          },
        },
      },
    },
  } as never,
  {
    guards: {
      "nothing-held": ({ context }: { context: Budget }) =>
        Object.keys(context.reserved).length === 0,
    },
    delays: {
      // With nothing held the state is left at once; the timer has to have some time all the same.
      soonest: (args: { context: Budget; event: { at: number } }) => {
        const { at } = args.event;
        const until = Object.values(args.context.reserved).map(
          (one) => one.until,
        );
        return Math.max(0, Math.min(at + reservationMs, ...until) - at);
      },
    },
  } as never,
) as AnyStateMachine;

/**
 * A message that comes again after its reservation was confirmed or released makes a new one: the register, which is past that, answers
 * with a release.
 */
function takeReserve(budget: Budget, event: ReserveEvent): Step<Budget> {
  const { reservation, amount, limit, at } = event;
  if (reservation in budget.reserved)
    return { context: budget, effects: [answer(event, "reserved")] };
  const context = { ...budget, id: event.budget, limit };
  const enter: MachineEffect[] =
    budget.id === "" ? [enterDirectory("budgets", event.budget)] : [];
  const held = Object.values(budget.reserved).reduce(
    (sum, one) => sum + one.amount,
    0,
  );
  if (!event.override && budget.spent + held + amount > limit)
    return { context, effects: [answer(event, "budget-spent"), ...enter] };
  const until = at + reservationMs;
  return {
    context: {
      ...context,
      reserved: { ...budget.reserved, [reservation]: { amount, until } },
    },
    effects: [answer(event, "reserved"), ...enter],
  };
}

function takeSettle(budget: Budget, event: SettleEvent): Step<Budget> {
  const { type, reservation } = event;
  const held = budget.reserved[reservation] ?? budget.lapsed[reservation];
  if (!held) return { context: budget, effects: [] };
  const { [reservation]: _held, ...reserved } = budget.reserved;
  const { [reservation]: _lapsed, ...lapsed } = budget.lapsed;
  const confirmed = type === "confirm";
  return {
    context: {
      ...budget,
      reserved,
      lapsed,
      spent: budget.spent + (confirmed ? held.amount : 0),
      credits: budget.credits + (confirmed ? 1 : 0),
    },
    effects: [],
  };
}

function takeLapse(budget: Budget, { at }: { at: number }): Step<Budget> {
  const all = Object.entries(budget.reserved);
  const isOver = ([, { until }]: (typeof all)[number]) => until <= at;
  return {
    context: {
      ...budget,
      reserved: Object.fromEntries(all.filter((one) => !isOver(one))),
      lapsed: { ...budget.lapsed, ...Object.fromEntries(all.filter(isOver)) },
    },
    effects: [],
  };
}

function answer(
  { account, budget, charge, reservation, replyTo }: ReserveEvent,
  type: "reserved" | "budget-spent",
): MachineEffect {
  return {
    type: "tell",
    to: replyTo ?? { kind: "claims", id: account },
    event: { type, budget, charge, reservation },
  };
}
