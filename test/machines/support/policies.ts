import {
  disputePolicy,
  type DisputePolicy,
} from "../../../src/machines/company/policy.js";
import type { ClaimEvent } from "../../../src/machines/claims/register.js";

/** A policy of the tests; `more` replaces fields of it. */
export function policyWith(more: Record<string, unknown> = {}): DisputePolicy {
  return disputePolicy.parse({
    policy: "small",
    "time zone": "America/Bogota",
    threshold: { USD: 500, JPY: 700, KWD: 1500 },
    categories: { plan: "never", "late-interest": { USD: 800 } },
    "per customer": {
      days: 90,
      concessions: 3,
      sum: { USD: 1200, JPY: 1500, KWD: 3000 },
    },
    "unattested numbers": {
      days: 30,
      concessions: 1,
      sum: { USD: 500, JPY: 700, KWD: 1500 },
    },
    "monthly budget": { USD: 5000, JPY: 5000, KWD: 5000 },
    "may override": ["director"],
    ...more,
  });
}

/** A claim of two dollars and ten cents from an attested number; `more` replaces fields, `charge` those of the charge. */
export function claimOfCharge({
  charge,
  ...more
}: Partial<Omit<ClaimEvent, "charge">> & {
  charge?: {
    id?: string;
    amount?: number;
    currency?: string;
    category?: string;
  };
} = {}): ClaimEvent {
  const {
    id = "ld-1",
    amount = 210,
    currency = "USD",
    category,
  } = charge ?? {};
  return {
    type: "claim",
    at: Date.parse("2026-11-22T14:15:00Z"),
    policy: "small",
    account: "a-1",
    call: "CA1",
    number: "+12025550143",
    grade: "attested",
    language: "en",
    charge: {
      id,
      amount: { amount, currency },
      date: "2026-11-03",
      label: { en: "a long-distance call" },
      ...(category !== undefined && { category }),
    },
    ...more,
  };
}
