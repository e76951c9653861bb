import type { z } from "zod";
import type { Probe } from "../../systems/probe.js";
import { foundAccount, paths } from "../contract.js";

export type FoundAccount = z.output<typeof foundAccount>;

/** What is on the account; `undefined` where the answer cannot be worked with. */
export async function searchAccount(
  probe: Probe,
  account: string,
): Promise<FoundAccount | undefined> {
  const found = probe.fits(
    "A search answers the account with its plan, its entitlements, and the plans and gifts that it may have; amounts are whole minor units.",
    await probe.ask(paths.searchAccount, { account }),
    foundAccount,
  );
  if (found && found.account !== account)
    probe.note(
      "A search repeats the account that it was asked for.",
      `${account} was asked for, ${found.account} was answered.`,
    );
  return found;
}
