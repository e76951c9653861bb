import { limitsAskedAt } from "../flows/before-limits.js";
import type { CallEvent } from "../flows/events.js";
import { whereIs } from "../machines/advance.js";
import type { MachineKind } from "./machine-kinds.js";
import type { Outbound } from "./outbound.js";
import type { ServedLine } from "./served.js";
import { contextOf } from "./voice-address.js";

type Started = Extract<CallEvent, { type: "call-started" }>;

/**
 * Brings along with whatever may end in "we call you" or "we send you" why the line would not, so that a caller hears the truth when it is
 * promised. Only there: it costs a look into the store.
 */
export function createLimits(
  served: Pick<ServedLine, "find">,
  limitOf: Outbound["limitOf"],
): NonNullable<MachineKind["brings"]> {
  return async (version, before, event) => {
    const { chart } = await served.find(version);
    const place = before && whereIs(before.snapshot);
    const asked = limitsAskedAt(chart, place);
    const caller = before
      ? contextOf(before)?.caller
      : (event as Started).caller;
    if (!caller || asked.length === 0) return event;
    const looked = await Promise.all(
      asked.map(async (kind) => {
        const limit = await limitOf(kind, caller, event.at);
        return limit ? [[kind, limit] as const] : [];
      }),
    );
    const limits = Object.fromEntries(looked.flat());
    return Object.keys(limits).length > 0 ? { ...event, limits } : event;
  };
}
