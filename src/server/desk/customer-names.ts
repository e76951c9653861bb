import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Billing } from "../../billing/billing.js";

/** `POST /director/customers`: by number. Both absent: it is on no account. A number that is not there was not to be found out. */
export type CustomersView = Readonly<
  Record<string, { readonly account?: string; readonly name?: string }>
>;

export const askedCustomers = z.strictObject({
  numbers: z.array(z.string().regex(/^\+[1-9]\d{6,14}$/)).max(50),
});

/** Lists look again at every change. */
const keptMs = 10 * 60_000;
const mostKept = 2_000;
/** Billing is what callers wait for: a list asks it a few at a time. */
const atOnce = 4;

/**
 * Says whose numbers they are, by the company's billing system. The store has no name of a customer, so none has to be forgotten there: it is asked
 * when somebody looks, and kept in memory for ten minutes. Billing that is away is asked no further for that look.
 */
export function createCustomerNames(billing: Pick<Billing, "findCharges">) {
  const kept = new LRUCache<string, CustomersView[string]>({
    max: mostKept,
    ttl: keptMs,
  });
  const find = async (number: string): Promise<CustomersView[string]> => {
    const { account, customer } = await billing.findCharges(number);
    return {
      ...(account !== undefined && { account }),
      ...(customer && { name: customer.name }),
    };
  };
  return async (numbers: readonly string[]): Promise<CustomersView> => {
    const found: Record<string, CustomersView[string]> = {};
    const left = [...new Set(numbers)];
    const work = async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift())
        try {
          // oxlint-disable-next-line no-await-in-loop -- a few at a time
          const known = kept.get(one) ?? (await find(one));
          kept.set(one, known);
          found[one] = known;
        } catch {
          left.length = 0;
        }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return found;
  };
}
