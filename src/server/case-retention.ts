import {
  caseRetention,
  type CaseRetention,
} from "../machines/case/retention.js";
import type { Clock } from "./clock.js";
import { readContext } from "./read-context.js";
import { takeTurn, type TurnDeps } from "./turn.js";

/**
 * Tells the store how long (ms) this server was set to keep closed cases, once and only where that is new; called again and again until the
 * store has it. `keepMs` absent: for good.
 */
export function createRetentionTeller(
  turns: TurnDeps,
  keepMs: number | undefined,
  clock: Clock,
): () => Promise<void> {
  let isTold = false;
  return async () => {
    if (isTold) return;
    const known = await readContext<CaseRetention>(turns.store, caseRetention);
    if (known?.keepMs !== keepMs)
      await takeTurn(turns, {
        key: caseRetention,
        token: `set:${clock.now()}:${Math.trunc(performance.now() * 1000)}`,
        event: {
          type: "cases-kept-for",
          at: clock.now(),
          ...(keepMs !== undefined && { keepMs }),
        },
        begins: true,
        asks: false,
      });
    isTold = true;
  };
}
