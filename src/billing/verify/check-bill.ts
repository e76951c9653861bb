import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import {
  figuresProblem,
  totalOf,
} from "../../machines/claims/invoice-figures.js";
import type { Probe } from "../../systems/probe.js";
import { foundBill, paths } from "../contract.js";
import type { FoundCharge } from "./credit-of.js";

/** The bill of a charge before it was credited; `undefined` where the system keeps its bills to itself, or answers nonsense. */
export type BillBefore = z.output<typeof foundBill> | undefined;

const rule =
  "The bill of a charge has its lines, its credits and its due date.";

/** Looks the bill up before anything is credited on it. */
export async function findBill(
  probe: Probe,
  account: string,
  charge: FoundCharge,
): Promise<BillBefore> {
  const answer = await probe.ask(paths.searchBill, {
    account,
    charge: charge.id,
  });
  return answer.status === 404
    ? undefined
    : probe.fits(rule, answer, foundBill);
}

/** The bill after the credit: the same lines and due date, with the credit on it, and the total that the credit said. */
export async function checkBill(
  probe: Probe,
  account: string,
  charge: FoundCharge,
  total: number,
  before: BillBefore,
): Promise<void> {
  if (!before) return;
  const after = await findBill(probe, account, charge);
  if (!after) return;
  if (after.account !== account)
    probe.note("A bill is of the account that was asked for.", after.account);
  if (after.due !== before.due || !isDeepStrictEqual(after.lines, before.lines))
    probe.note(
      "A credit changes neither the lines nor the due date of a bill.",
      `Before: due ${before.due}, ${before.lines.length} lines. After: due ${after.due}, ${after.lines.length} lines.`,
    );
  const { id, amount, currency } = charge;
  const figures = { ...after, charge: id, total };
  const problem = figuresProblem(figures, id, { amount, currency });
  if (problem !== undefined)
    probe.note(
      "A bill's lines less its credits are the total that the credit said.",
      `On bill ${after.bill}, ${problem}. (They come to ${totalOf(after)}.)`,
    );
}
