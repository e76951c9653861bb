import { randomUUID } from "node:crypto";
import {
  lineAccounts,
  refusalOf,
  type AccountsEvent,
  type AccountsRefusal,
} from "../../machines/console-accounts/index.js";
import { takeTurn, type TurnDeps } from "../turn.js";
import { readAccounts } from "./sessions.js";

/** Changes who may sign in. Gives why it was refused; `undefined`: it is done. */
export async function takeAccounts(
  turns: TurnDeps,
  event: AccountsEvent,
): Promise<AccountsRefusal | undefined> {
  const refusal = refusalOf(await readAccounts(turns), event);
  if (refusal) return refusal;
  const { outcome } = await takeTurn(turns, {
    key: lineAccounts,
    token: randomUUID(),
    event,
    begins: true,
    asks: false,
  });
  // Somebody was faster.
  return outcome === "moved"
    ? undefined
    : refusalOf(await readAccounts(turns), event);
}
