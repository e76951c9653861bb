import { useEffect, useState } from "react";
import { formatNumber } from "../../phone/phone-view.js";
import type { CustomersView } from "../../server/desk/customer-names.js";
import { ask } from "../api.js";

const mostAsked = 50;

/** Who the customers of a list are, by number, as far as billing says by now: the list does not wait for it. Words for one of them. */
export function useCustomers(
  all: readonly (string | undefined)[],
): (number: string) => string {
  const [known, setKnown] = useState<CustomersView>({});
  // Withheld, or of no telephone: nobody's.
  const numbers = [...new Set(all)]
    .filter((one) => one?.startsWith("+"))
    .slice(0, mostAsked);
  const asked = numbers.join(" ");
  useEffect(() => {
    if (asked === "") return;
    ask<CustomersView>("POST", "/director/customers", { numbers })
      .then(setKnown)
      // Without billing there is the number.
      .catch(() => undefined);
  }, [asked]);
  return (number) =>
    [known[number]?.name, known[number]?.account, formatNumber(number)]
      .filter(Boolean)
      .join(" · ");
}
