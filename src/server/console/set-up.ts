import { randomBytes } from "node:crypto";
import { hashText } from "../../machines/chain.js";
import { roles } from "../../machines/console-accounts/rights.js";
import type { Clock } from "../clock.js";
import type { TurnDeps } from "../turn.js";
import { takeAccounts } from "./take-accounts.js";

const setUpMs = 24 * 3_600_000;

/** ms */
const triedEvery = 2_000;

/**
 * The secret of a link by which the first admin joins, with every role; once somebody has an account there is none. Each start makes
 * another; all of them count until one is used. Rejects while the store is away.
 */
export async function offerSetUp(
  turns: TurnDeps,
  clock: Clock,
): Promise<string | undefined> {
  const token = createToken();
  const at = clock.now();
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
}

/** The same, once the store is there; `undefined` when that is not until `ended`. */
export async function offerSetUpLater(
  turns: TurnDeps,
  clock: Clock,
  ended: AbortSignal,
): Promise<string | undefined> {
  while (!ended.aborted) {
    const offered = await offerSetUp(turns, clock).catch(() => "away" as const);
    if (offered !== "away") return offered;
    await new Promise<void>((resolve) => void clock.after(triedEvery, resolve));
  }
  return undefined;
}

/** What stands in a link that somebody joins by; the store knows its hash. */
export function createToken(): string {
  return randomBytes(24).toString("base64url");
}
