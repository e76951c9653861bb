import { isBeforeCallBack } from "../flows/before-call-backs.js";
import { isReachable, type CallEvent } from "../flows/events.js";
import { whereIs } from "../machines/advance.js";
import type { MachineKind } from "./machine-kinds.js";
import type { Outbound } from "./outbound.js";
import type { ServedLine } from "./served.js";
import { contextOf } from "./voice-address.js";

type Started = Extract<CallEvent, { type: "call-started" }>;

/**
 * Brings along with whatever may end in "we call you" why the line would not, so that a caller hears the truth when it is promised. Only
 * there: it costs a look into the store.
 */
export function createCallLimits(
  served: Pick<ServedLine, "find">,
  callLimit: Outbound["callLimit"],
): NonNullable<MachineKind["brings"]> {
  return async (version, before, event) => {
    const { chart } = await served.find(version);
    const place = before && whereIs(before.snapshot);
    if (!isBeforeCallBack(chart, place)) return event;
    const caller = before
      ? contextOf(before)?.caller
      : (event as Started).caller;
    const limit =
      caller && isReachable(caller)
        ? await callLimit(caller.number, event.at)
        : undefined;
    return limit ? { ...event, callLimit: limit } : event;
  };
}
