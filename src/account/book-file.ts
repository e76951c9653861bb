import { z } from "zod";
import { currency, label, name } from "../systems/values.js";
import { largestAmount } from "../machines/company/policy.js";

const price = z
  .int({ error: "a whole number of minor units: 2100 is $21.00" })
  .min(0)
  .max(largestAmount);
const days = z.int().min(0).max(3_000);

const plan = z.strictObject({
  id: name,
  label,
  currency,
  /** What it costs the customer a month. */
  monthly: price,
  /** What changing to it costs the customer once. */
  once: price.default(0),
});

const gift = z.strictObject({
  id: name,
  label,
  currency,
  /** What it costs the company. */
  cost: price,
  /** How long it is on the account; absent: no end. */
  "lasts days": days.min(1).optional(),
  /** How long it can be taken back; absent: never. */
  "undo days": days.optional(),
});

const account = z.strictObject({
  account: name,
  plan: name,
  /** What was on it before the first change. */
  entitlements: z
    .array(z.strictObject({ id: name, label }))
    .max(50)
    .default([]),
});

/** The demo company's plans, gifts and accounts. Amounts are minor units. */
export const accountsFile = z
  .strictObject({
    /** How long a change of plan can be undone. */
    "undo days": days,
    plans: z.array(plan).min(1).max(100),
    gifts: z.array(gift).max(100).default([]),
    accounts: z.array(account),
  })
  .superRefine(({ plans, gifts, accounts }, context) => {
    for (const [what, ids] of [
      ["plans", plans.map(({ id }) => id)],
      ["gifts", gifts.map(({ id }) => id)],
      ["accounts", accounts.map((one) => one.account)],
    ] as const)
      for (const [place, id] of ids.entries())
        if (ids.indexOf(id) !== place)
          context.addIssue({
            code: "custom",
            path: [what, place],
            message: `"${id}" stands twice under ${what}.`,
          });
    for (const [place, one] of accounts.entries())
      if (plans.every(({ id }) => id !== one.plan))
        context.addIssue({
          code: "custom",
          path: ["accounts", place, "plan"],
          message: `"${one.plan}" is no plan of this file.`,
        });
  });
export type AccountsFile = z.output<typeof accountsFile>;
