import { knownOf } from "../../flows/call-context.js";
import { isTheirs, type Before, type Caller } from "../../flows/events.js";
import type { Callback } from "../../machines/callback/context.js";
import type { Store } from "../../store/contract.js";
import { readContext } from "../read-context.js";
import { readState } from "../turn.js";
import { contextOf } from "./voice-address.js";

/** A call that was cut off goes on where it was when the caller rings again within ten minutes (C7). */
const resumesWithinMs = 10 * 60_000;
/** So long after somebody was sought on it a call may still be under way for all that the line knows. */
const underWayMs = 2 * 3600_000;

/**
 * What is owed to whoever rings from a number of their own: their place, from a call-back that is promised or a call that was cut off just now;
 * and, where the carrier attests the number, the call itself. Nothing while the store does not tell: that keeps no call from being
 * answered. It never rejects.
 */
export async function whatIsOwed(
  store: Store,
  caller: Caller,
  now: number,
): Promise<Before | undefined> {
  if (!isTheirs(caller)) return undefined;
  const found = await readContext<Callback>(store, {
    kind: "callback",
    id: caller.number,
  }).catch(() => undefined);
  if (!found) return undefined;
  const cutOff = await cutOffCall(store, found, now);
  const places = [found.asked?.since, cutOff?.since].filter(
    (since) => since !== undefined,
  );
  if (places.length === 0) return undefined;
  const since = Math.min(...places);
  if (!cutOff?.context || caller.grade !== "attested") return { since };
  const { step, context } = cutOff;
  return {
    since,
    resumes: {
      step,
      known: { language: context.language, ...knownOf(context) },
    },
  };
}

/** The call that was cut off and can go on. The carrier may not have said yet that it is over: who rings again is not on it any more. */
async function cutOffCall(store: Store, { cutOff }: Callback, now: number) {
  if (!cutOff) return undefined;
  const within = cutOff.open ? underWayMs : resumesWithinMs;
  if (now - cutOff.at > within) return undefined;
  const { machine } = await store
    .load({ kind: "call", id: cutOff.call })
    .catch(() => ({ machine: undefined }));
  const context = machine && contextOf(readState(machine.state));
  // It has gone on, and came to its end.
  if (cutOff.open && !context?.connecting) return undefined;
  return { ...cutOff, context };
}
