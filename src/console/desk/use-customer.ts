import { useCallback, useEffect, useState } from "react";
import type { CustomerView } from "../../server/desk/view-customer.js";
import { ask } from "../api.js";

export interface KnownCustomer {
  /** Undefined while it is looked for; `null`: the caller's number says nothing. */
  readonly customer: CustomerView | null | undefined;
  readonly readAgain: () => Promise<void>;
  /** Looks for whoever has this number, E.164: the caller said so. */
  readonly find: (number: string) => Promise<void>;
}

/** What is known of whoever is on the call. */
export function useCustomer(call: string | undefined): KnownCustomer {
  const [customer, setCustomer] = useState<CustomerView | null>();
  const read = useCallback(async (query: string) => {
    const found = await ask<CustomerView>("GET", `/desk/customer?${query}`);
    setCustomer(found);
  }, []);
  const query = (number: string | undefined) =>
    number === undefined
      ? `call=${encodeURIComponent(call ?? "")}`
      : `number=${encodeURIComponent(number)}`;
  useEffect(() => {
    setCustomer(undefined);
    if (call !== undefined)
      read(query(undefined)).catch(() => setCustomer(null));
  }, [call]);
  return {
    customer,
    readAgain: () => read(query(customer?.number)).catch(() => undefined),
    find: (number) => read(query(number)),
  };
}
