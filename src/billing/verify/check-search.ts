import { foundCharges } from "../contract.js";
import { paths, type Found, type Probe } from "./probe.js";

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

/** Searches with wrong signatures, none of which may be answered. */
export async function checkSignatures(
  probe: Probe,
  number: string,
  sign: (
    body: string,
    more: { age?: number; secret?: string },
  ) => Record<string, string>,
): Promise<void> {
  const body = JSON.stringify({ number });
  const cases: [string, Record<string, string>][] = [
    ["without a signature", {}],
    [
      "with another secret's signature",
      sign(body, { secret: "not the secret" }),
    ],
    ["with a signature of another body", sign(`${body} `, {})],
    ["with a signature ten minutes old", sign(body, { age: 600 })],
    ["with a signature of ten minutes from now", sign(body, { age: -600 })],
  ];
  for (const [what, headers] of cases)
    probe.expectStatus(
      `A request ${what} is refused.`,
      await probe.askRaw(paths.searchCharges, body, headers),
      [401, 403],
    );
}
