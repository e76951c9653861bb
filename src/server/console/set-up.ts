import { randomBytes } from "node:crypto";
import { hashText } from "../../machines/chain.js";
import { roles } from "../../machines/console-accounts/rights.js";
import { StoreUnavailable } from "../../store/contract.js";
import type { Clock } from "../clock.js";
import type { TurnDeps } from "../turn.js";
import { takeAccounts } from "./take-accounts.js";

export const setUpMs = 24 * 3_600_000;

/**
 * The secret of a link by which the first admin joins, with every role; while somebody has an account, or the store is away, there is none.
 * Each start makes another; all of them count until one is used.
 */
export async function offerSetUp(
  turns: TurnDeps,
  clock: Clock,
): Promise<string | undefined> {
  const token = createToken();
  const at = clock.now();
  try {
    const refusal = await takeAccounts(turns, {
      type: "offered",
      at,
      by: "start",
      invitation: {
        id: hashText(token),
        roles: [...roles],
        until: at + setUpMs,
      },
    });
    return refusal ? undefined : token;
  } catch (error) {
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  }
}

/** What stands in a link that somebody joins by; the store knows its hash. */
export function createToken(): string {
  return randomBytes(24).toString("base64url");
}
