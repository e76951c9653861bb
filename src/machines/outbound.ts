/** What went out to callers on one day, calls and messages, against its ceilings: shared by all servers, since it is kept where calls are. */
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "./reduce.js";

export const outboundKinds = ["call", "message"] as const;
export type OutboundKind = (typeof outboundKinds)[number];

/** One more goes out. Costs are whole minor units of the account's currency. */
export interface GoesOut {
  readonly type: "goes-out";
  readonly at: number;
  readonly kind: OutboundKind;
  readonly cost: number;
  /** Of its kind, a day. */
  readonly most: number;
  /** Of all kinds, a day. */
  readonly spendAtMost: number;
}

export interface OutboundDay {
  readonly count: Readonly<Record<OutboundKind, number>>;
  readonly spent: number;
}

export const noOutbound: OutboundDay = {
  count: { call: 0, message: 0 },
  spent: 0,
};

/** What is beyond a ceiling is not accepted. */
export const outboundMachine: AnyStateMachine = createMachine(
  {
    id: "outbound",
    context: noOutbound,
    on: {
      "goes-out": {
        guard: "below",
        actions: reduce<OutboundDay>(
          ({ count, spent }, { kind, cost }: GoesOut) => ({
            context: {
              count: { ...count, [kind]: count[kind] + 1 },
              spent: spent + cost,
            },
            effects: [],
          }),
        ),
      },
    },
  } as never,
  {
    guards: {
      below: ({ context, event }: { context: OutboundDay; event: GoesOut }) =>
        context.count[event.kind] < event.most &&
        context.spent + event.cost <= event.spendAtMost,
    },
  } as never,
) as AnyStateMachine;

/** How much of its ceilings a day has used, 0 to 1. */
export function shareUsed(
  { count, spent }: OutboundDay,
  { kind, most, spendAtMost }: Pick<GoesOut, "kind" | "most" | "spendAtMost">,
): number {
  return Math.max(count[kind] / most, spent / spendAtMost);
}
