import { knownOf } from "../flows/call-context.js";
import { isTheirs, type Before, type Caller } from "../flows/events.js";
import type { Callback } from "../machines/callback/context.js";
import type { Store } from "../store/contract.js";
import { readContext } from "./read-context.js";
import { readState } from "./turn.js";
import { contextOf } from "./voice-address.js";

/** A call that was cut off goes on where it was when the caller rings again within ten minutes (C7). */
const resumesWithinMs = 10 * 60_000;

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
  const cutOff =
    found.cutOff && now - found.cutOff.at <= resumesWithinMs
      ? found.cutOff
      : undefined;
  const places = [found.asked?.since, cutOff?.since].filter(
    (since) => since !== undefined,
  );
  if (places.length === 0) return undefined;
  const since = Math.min(...places);
  if (!cutOff || caller.grade !== "attested") return { since };
  const known = await knownOnCall(store, cutOff.call);
  return known ? { since, resumes: { step: cutOff.step, known } } : { since };
}

async function knownOnCall(
  store: Store,
  call: string,
): Promise<Record<string, unknown> | undefined> {
  const { machine } = await store
    .load({ kind: "call", id: call })
    .catch(() => ({ machine: undefined }));
  const context = machine && contextOf(readState(machine.state));
  return context && { language: context.language, ...knownOf(context) };
}
