import type { Probe } from "../../systems/probe.js";
import { foundOffers, paths } from "../contract.js";
import type { FoundAccount } from "./search-account.js";

/** Offers may be left out (404). Where they are listed, whatever an account may have is among them: powers are chosen from that list. */
export async function checkOffers(
  probe: Probe,
  account: FoundAccount,
): Promise<void> {
  const answer = await probe.ask(paths.listOffers, {});
  if (answer.status === 404) return;
  const offers = probe.fits(
    "Offers are answered with all plans and gifts there are, or with status 404.",
    answer,
    foundOffers,
  );
  if (!offers) return;
  for (const kind of ["plans", "gifts"] as const)
    for (const { id } of account[kind])
      if (offers[kind].every((one) => one.id !== id))
        probe.note(
          "Offers have every plan and gift that an account may have.",
          `"${id}" of ${account.account} is not among the ${kind}.`,
        );
}
