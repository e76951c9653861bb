import { useEffect, useState } from "react";
import type { OffersView } from "../../../server/console/document-routes.js";
import { ask } from "../../api.js";

/** The plans and gifts that powers may name; `undefined` until they are there, and where nobody lists them. */
export function useOffers(isWanted: boolean): OffersView["offers"] {
  const [offers, setOffers] = useState<OffersView["offers"]>();
  useEffect(() => {
    if (!isWanted) return;
    // Whoever is away or says no leaves the names to be typed; what else is wrong with the line, the page says by itself.
    ask<OffersView>("GET", "/offers").then(
      (view) => setOffers(view.offers),
      () => undefined,
    );
  }, [isWanted]);
  return offers;
}
