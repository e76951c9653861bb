import { readAnswer } from "../../flows/answer-form.js";
import type { CallContext } from "../../flows/call-context.js";
import type { CallEvent } from "../../flows/events.js";
import type { MachineEvent } from "../../machines/advance.js";
import type { OutboundKind } from "../../machines/outbound.js";
import type { MachineKind } from "../machine-kinds.js";
import type { Outbound } from "../relay/outbound.js";
import { contextOf } from "./voice-address.js";

type Started = Extract<CallEvent, { type: "call-started" }>;
type LookAhead = Outbound["lookAhead"];
/** What limits are asked about: what goes out to the caller, and the number that they keyed in to be called at. */
type Asked = OutboundKind | "number";
/** What was found of each kind that was asked about. */
type Found = ReadonlyMap<Asked, Awaited<ReturnType<LookAhead>>>;

/**
 * Tells a call that is about to promise "we call you" or "we send you" why the line would not, or that it was promised already, so that a caller
 * hears the truth. It costs a look into the store, and few turns come to such a promise: an event is taken without, and once more when
 * the machine asked about a limit on its way.
 */
export function createLimits(
  lookAhead: LookAhead,
): NonNullable<MachineKind["takeAsking"]> {
  return async (take, before, event) => {
    const found = new Map<Asked, Awaited<ReturnType<LookAhead>>>();
    for (;;) {
      const asked = new Set<Asked>();
      const step = take(listening(event, found, (kind) => asked.add(kind)));
      const caller = before
        ? contextOf(before)?.caller
        : (event as Started).caller;
      if (!caller || asked.size === 0)
        return { event: told(event, found), step };
      await Promise.all(
        [...asked].map(async (kind) =>
          found.set(
            kind,
            kind === "number"
              ? await ofNumber(lookAhead, contextOf(before), event)
              : await lookAhead(kind, caller, event.at),
          ),
        ),
      );
    }
  };
}

/** Why the line would not ring the number that was keyed in, whoever's it is. Their call of the day is kept, wherever it goes. */
async function ofNumber(
  lookAhead: LookAhead,
  { language = "en", line }: Partial<CallContext> = {},
  event: MachineEvent,
): Promise<Awaited<ReturnType<LookAhead>>> {
  const number = readAnswer(
    { type: "phone" },
    event as CallEvent,
    language,
    line,
  );
  if (typeof number !== "string") return {};
  const { limits } = await lookAhead(
    "call",
    { number, grade: "shared" },
    event.at,
  );
  const limit = limits?.call;
  return limit && limit !== "of-day" ? { limits: { number: limit } } : {};
}

/** The event with what was found, and word of each kind beside that is asked about. */
function listening(
  event: MachineEvent,
  found: Found,
  ask: (kind: Asked) => void,
): MachineEvent {
  const of = (kind: Asked) => {
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
    get number() {
      return of("number")?.limits?.number;
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
