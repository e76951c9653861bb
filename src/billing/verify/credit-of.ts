import type { z } from "zod";
import { creditKind, type foundCharges } from "../contract.js";

export type Found = z.output<typeof foundCharges>;
export type FoundCharge = Found["charges"][number];

/** The body of a request for a credit of that charge; `more` replaces fields. */
export function creditOf(
  account: string,
  { id, amount, currency }: FoundCharge,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { account, charge: id, amount, currency, kind: creditKind, ...more };
}
