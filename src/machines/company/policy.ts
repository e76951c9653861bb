import type { Charge, Grade } from "../../flows/events.js";
import { IANAZone } from "luxon";
import { z } from "zod";
import { canonicalJson, hashText } from "../chain.js";

/** Far above any small dispute, far below where sums of whole numbers lose a unit. */
export const largestAmount = 1_000_000_000_000;

const currency = z.string().regex(/^[A-Z]{3}$/, {
  error: "a currency is three capital letters by ISO 4217, such as USD",
});
/** What a text that stands where an amount belongs is told. */
export const wholeAmount =
  "an amount is a whole number of minor units: 500 is $5.00";
const amount = z
  .int({ error: wholeAmount })
  .min(0, { error: "an amount is 0 or more" })
  .max(largestAmount, { error: `an amount is at most ${largestAmount}` });
export const amounts = z.record(currency, amount);

const limits = z.strictObject({
  /** The window, backwards from the claim. */
  days: z.int().min(1).max(1_000),
  concessions: z.int().min(0).max(1_000),
  /** What they may come to together. */
  sum: amounts,
});

export const overrideRoles = [
  "agent",
  "approver",
  "director",
  "operations",
] as const;

/** When a disputed charge goes without a word (C10–C13). Operations edit it; amounts are integer minor units by currency. */
export const disputePolicy = z
  .strictObject({
    policy: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, {
      error:
        "a name of small letters, digits and hyphens, such as small-disputes",
    }),
    /** Whose calendar months the budget has. */
    "time zone": z.string().refine((zone) => IANAZone.create(zone).isValid, {
      error: "a time zone such as America/Bogota",
    }),
    /** A charge at or under this is conceded. */
    threshold: amounts,
    /** Kinds of charges, by the billing system's name, with a threshold of their own; `never`: a person decides. */
    categories: z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, {
          error: "small letters, digits and dashes, such as late-interest",
        }),
        z.union([z.literal("never"), amounts], {
          error: 'amounts by currency such as { USD: 300 }, or "never"',
        }),
      )
      .default({}),
    /** Beyond these an agent looks at it, with the history. */
    "per customer": limits,
    /** The same for numbers that are present but not attested: nobody uses up a customer's limit from a forged number. */
    "unattested numbers": limits,
    "monthly budget": amounts,
    /** What it costs the company to handle one claim by hand, by its own figures; absent: nobody says. For reports alone. */
    "handling cost": amounts.optional(),
    /** Whose word lifts threshold, limits and budget for one charge. */
    "may override": z.array(z.enum(overrideRoles)).default([]),
  })
  .superRefine((policy, context) => {
    const used = new Set([
      ...Object.keys(policy.threshold),
      ...Object.values(policy.categories).flatMap((own) =>
        own === "never" ? [] : Object.keys(own),
      ),
    ]);
    const bounds = [
      [["per customer", "sum"], policy["per customer"].sum],
      [["unattested numbers", "sum"], policy["unattested numbers"].sum],
      [["monthly budget"], policy["monthly budget"]],
    ] as const;
    for (const one of used)
      for (const [path, bound] of bounds)
        if (bound[one] === undefined)
          context.addIssue({
            code: "custom",
            path: [...path],
            message: `${one} has a threshold and no amount here. Add one, such as ${one}: 10000`,
          });
  });
export type DisputePolicy = z.output<typeof disputePolicy>;

/** The document under which a version of a policy is kept for good: its id and its text. */
export function policyDocument(policy: DisputePolicy): {
  readonly version: string;
  readonly text: string;
} {
  const text = canonicalJson(policy);
  // A claim says under which version it was decided; 16 digits are enough to tell a company's versions apart.
  return { version: `${policy.policy}@${hashText(text).slice(0, 16)}`, text };
}

/** The most that the policy concedes of a charge of this kind; absent: never. Minor units. */
export function thresholdOf(
  policy: DisputePolicy,
  category: string | undefined,
  currencyCode: string,
): number | undefined {
  const own =
    category !== undefined && Object.hasOwn(policy.categories, category)
      ? policy.categories[category]
      : undefined;
  if (own === "never") return undefined;
  return own?.[currencyCode] ?? policy.threshold[currencyCode];
}

/**
 * Whether a caller with a number of that grade is told of a charge. A number that nobody vouches for may be anybody's: it hears of charges
 * that the policy concedes, which is little, and of no other.
 */
export function mayHear(
  policy: DisputePolicy | undefined,
  grade: Grade,
  { amount: { amount: owed, currency: code }, category }: Charge,
): boolean {
  if (grade === "attested") return true;
  const threshold = policy && thresholdOf(policy, category, code);
  return threshold !== undefined && owed <= threshold;
}
