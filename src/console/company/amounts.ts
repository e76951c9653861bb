import { writeMoney } from "../money.js";

/** Amounts by currency, minor units, as people write them. */
export function writeAmounts(
  amounts: Readonly<Record<string, number>>,
  language: string,
): string {
  return Object.entries(amounts)
    .map(([currency, amount]) => writeMoney({ amount, currency }, language))
    .join(", ");
}
