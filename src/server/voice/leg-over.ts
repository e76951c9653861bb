import type { LegResult } from "../../flows/events.js";
import type { AsideTaken } from "../../machines/aside/events.js";
import type { MachineKey, Store } from "../../store/contract.js";
import { readContext } from "../read-context.js";

/** What a machine is told of the end of its leg, once, by whatever sign it shows. */
export interface LegOver {
  readonly key: MachineKey;
  readonly token: string;
  readonly event: { readonly type: string } & Record<string, unknown>;
}

/**
 * A carrier says once, by a status webhook, that a leg is over, and does not say it again where that is lost. The end shows elsewhere too: in the
 * last post of a queue or a room, and when the carrier is told to move a leg that is gone. Each sign is told under the token of the status
 * webhook, so that the machine hears of the end once. `undefined`: the machine has another leg by now, or none.
 */
export async function overOf(
  store: Store,
  key: MachineKey,
  leg: string,
  result: LegResult,
): Promise<LegOver | undefined> {
  if (key.kind === "call" || key.kind === "staff-call")
    return { key, token: "status:over", event: { type: "hung-up" } };
  const context = await readContext<{
    leg?: string;
    offer?: number;
    taken?: AsideTaken;
  }>(store, key);
  // The leg of a caller who is out of the talk is that of their call, or call-back.
  if (context?.taken)
    return leg === context.taken.leg
      ? overOf(store, context.taken.owner, leg, result)
      : undefined;
  const { offer } = context ?? {};
  if (context?.leg !== leg || offer === undefined) return undefined;
  return {
    key,
    token: `over:${offer}`,
    event: { type: "leg-over", offer, result },
  };
}
