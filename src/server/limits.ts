import { limitsAskedAt } from "../flows/before-limits.js";
import type { CallEvent, Limits } from "../flows/events.js";
import { whereIs } from "../machines/advance.js";
import type { MachineKind } from "./machine-kinds.js";
import type { Outbound } from "./outbound.js";
import type { ServedLine } from "./served.js";
import { contextOf } from "./voice-address.js";

type Started = Extract<CallEvent, { type: "call-started" }>;

/**
 * Brings along with whatever may end in "we call you" or "we send you" why the line would not, or that it was promised already, so that a
 * caller hears the truth when it is promised. Only there: it costs a look into the store.
 */
export function createLimits(
  served: Pick<ServedLine, "find">,
  lookAhead: Outbound["lookAhead"],
): NonNullable<MachineKind["brings"]> {
  return async (version, before, event) => {
    const { chart } = await served.find(version);
    const place = before && whereIs(before.snapshot);
    const asked = limitsAskedAt(chart, place);
    const caller = before
      ? contextOf(before)?.caller
      : (event as Started).caller;
    if (!caller || asked.length === 0) return event;
    const found = await Promise.all(
      asked.map((kind) => lookAhead(kind, caller, event.at)),
    );
    const limits: Limits = Object.assign({}, ...found.map((one) => one.limits));
    const open = found.find((one) => one.openCallBack);
    return {
      ...event,
      ...(Object.keys(limits).length > 0 && { limits }),
      ...(open && { openCallBack: open.openCallBack }),
    };
  };
}
