/** What went out to callers on one day, calls and messages, against its ceilings: shared by all servers, since it is kept where calls are. */
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "./reduce.js";

const outboundKinds = ["call", "message"] as const;
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

/** A call that was kept for a promise is needed no more. */
export interface CallReleased {
  readonly type: "call-released";
  readonly at: number;
  readonly cost: number;
}

/** A call that counts already and is not made yet: on which day, and what it costs. */
export interface CallKept {
  readonly day: string;
  readonly cost: number;
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
      "call-released": {
        actions: reduce<OutboundDay>(
          ({ count, spent }, { cost }: CallReleased) => ({
            context: {
              count: { ...count, call: Math.max(0, count.call - 1) },
              spent: Math.max(0, spent - cost),
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
        isBelow(context, event),
    },
  } as never,
) as AnyStateMachine;

/** Whether one more may go out. */
export function isBelow(
  { count, spent }: OutboundDay,
  { kind, cost, most, spendAtMost }: GoesOut,
): boolean {
  return count[kind] < most && spent + cost <= spendAtMost;
}

/** How much of its ceilings a day has used, 0 to 1; all of one of nothing. */
export function shareUsed(
  { count, spent }: OutboundDay,
  { kind, most, spendAtMost }: Pick<GoesOut, "kind" | "most" | "spendAtMost">,
): number {
  const share = (used: number, all: number) => (all === 0 ? 1 : used / all);
  return Math.max(share(count[kind], most), share(spent, spendAtMost));
}
