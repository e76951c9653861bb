import type { Probe } from "../../systems/probe.js";
import { paths } from "../contract.js";

/** Quotes that nobody may get. `plan`: the one that the account has. */
export async function checkQuotes(
  probe: Probe,
  account: string,
  plan: string,
): Promise<void> {
  const none = "directo-verify-none";
  const cases: [string, object, readonly number[]][] = [
    [
      "for an account that there is not",
      { account: none, change: { kind: "plan", plan } },
      [422],
    ],
    [
      "for a plan that there is not",
      { account, change: { kind: "plan", plan: none } },
      [422],
    ],
    [
      "for the plan that the account has",
      { account, change: { kind: "plan", plan } },
      [422],
    ],
    [
      "for a gift that there is not",
      { account, change: { kind: "gift", gift: none } },
      [422],
    ],
    [
      "for a kind of change that there is not",
      { account, change: { kind: "refund", plan } },
      [400, 422],
    ],
    ["for nothing", { account }, [400, 422]],
  ];
  for (const [what, body, statuses] of cases)
    probe.expectStatus(
      `A quote ${what} is refused.`,
      await probe.ask(paths.quote, body),
      statuses,
    );
}
