import type { Probe } from "../../systems/probe.js";
import { foundCharges, paths } from "../contract.js";
import type { Found } from "./credit-of.js";

/** Nobody has this number: +888 is not a country. */
const nobody = "+88800000000";

/** Finds the charges of the two test customers; `undefined` where an answer cannot be worked with. */
export async function checkSearch(
  probe: Probe,
  number: string,
  other: string,
): Promise<readonly [Found | undefined, Found | undefined]> {
  const search = async (wanted: string): Promise<Found | undefined> => {
    const found = probe.fits(
      "A search answers the number, its account and its open charges; amounts are whole minor units.",
      await probe.ask(paths.searchCharges, { number: wanted }),
      foundCharges,
    );
    if (found && found.number !== wanted)
      probe.note(
        "A search repeats the number that it was asked for.",
        `${wanted} was asked for, ${found.number} was answered.`,
      );
    return found;
  };
  const mine = await search(number);
  const others = await search(other);
  const stranger = await search(nobody);
  if (
    stranger &&
    (stranger.account !== undefined || stranger.charges.length > 0)
  )
    probe.note(
      "A number on no account gets no account and no charges.",
      `${nobody} got account ${stranger.account ?? "(none)"} with ${stranger.charges.length} charges.`,
    );
  if (mine?.account !== undefined && mine.account === others?.account)
    probe.note(
      "Each number gets its own customer's charges.",
      `${number} and ${other} both got account ${mine.account}. Two customers are needed here.`,
    );
  return [mine, others];
}
