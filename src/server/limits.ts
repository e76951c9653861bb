import type { CallEvent } from "../flows/events.js";
import type { MachineEvent } from "../machines/advance.js";
import type { OutboundKind } from "../machines/outbound.js";
import type { MachineKind } from "./machine-kinds.js";
import type { Outbound } from "./outbound.js";
import { contextOf } from "./voice-address.js";

type Started = Extract<CallEvent, { type: "call-started" }>;
type LookAhead = Outbound["lookAhead"];
/** What was found of each kind that was asked about. */
type Found = ReadonlyMap<OutboundKind, Awaited<ReturnType<LookAhead>>>;

/**
 * Tells a call that is about to promise "we call you" or "we send you" why the line would not, or that it was promised already, so that a caller
 * hears the truth. It costs a look into the store, and few turns come to such a promise: an event is taken without, and once more when
 * the machine asked about a limit on its way.
 */
export function createLimits(
  lookAhead: LookAhead,
): NonNullable<MachineKind["takeAsking"]> {
  return async (take, before, event) => {
    const found = new Map<OutboundKind, Awaited<ReturnType<LookAhead>>>();
    for (;;) {
      const asked = new Set<OutboundKind>();
      const step = take(listening(event, found, (kind) => asked.add(kind)));
      const caller = before
        ? contextOf(before)?.caller
        : (event as Started).caller;
      if (!caller || asked.size === 0)
        return { event: told(event, found), step };
      await Promise.all(
        [...asked].map(async (kind) =>
          found.set(kind, await lookAhead(kind, caller, event.at)),
        ),
      );
    }
  };
}

/** The event with what was found, and word of each kind beside that is asked about. */
function listening(
  event: MachineEvent,
  found: Found,
  ask: (kind: OutboundKind) => void,
): MachineEvent {
  const of = (kind: OutboundKind) => {
    if (!found.has(kind)) ask(kind);
    return found.get(kind);
  };
  const limits = {
    get call() {
      return of("call")?.limits?.call;
    },
    get message() {
      return of("message")?.limits?.message;
    },
  };
  return {
    ...event,
    limits,
    get openCallBack() {
      return of("call")?.openCallBack;
    },
  } as MachineEvent;
}

/** The event as it is written down. */
function told(event: MachineEvent, found: Found): MachineEvent {
  const limits = Object.assign(
    {},
    ...[...found.values()].map((one) => one.limits),
  ) as object;
  const { openCallBack } = found.get("call") ?? {};
  return {
    ...event,
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(openCallBack && { openCallBack }),
  };
}
