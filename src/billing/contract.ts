/** What goes over the wire between directo and a billing system; docs/billing-openapi.yaml says the same for other people's tools. */
import { z } from "zod";
import {
  amount,
  currency,
  day,
  label,
  money,
  name,
} from "../systems/values.js";

export const paths = {
  searchCharges: "/charges/search",
  postCredit: "/credits",
  searchCredits: "/credits/search",
  searchBill: "/bills/search",
} as const;

export const searchCharges = z.object({ number: z.string().min(1).max(40) });

export const foundCharges = z
  .object({
    /** The number that was asked for: an answer to another question is known by it. */
    number: z.string(),
    account: name.optional(),
    customer: z.object({ name: z.string().min(1).max(120) }).optional(),
    charges: z
      .array(
        z.object({
          id: name,
          amount,
          currency,
          date: day,
          category: z
            .string()
            .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, {
              error: "1 to 40 small letters, digits and hyphens",
            })
            .optional(),
          label,
        }),
      )
      .max(200),
  })
  .refine(
    (found) => found.account !== undefined || found.charges.length === 0,
    {
      error: "charges need the account that they are on",
      path: ["account"],
    },
  )
  .refine(
    ({ charges }) =>
      new Set(charges.map(({ id }) => id)).size === charges.length,
    { error: "two charges have the same id", path: ["charges"] },
  );

/** The only kind of adjustment there is so far. */
export const creditKind = "courtesy";

export const postCredit = z.object({
  account: name,
  charge: name,
  amount: amount.min(1),
  currency,
  kind: z.literal(creditKind),
});

export const postedCredit = z.object({
  account: name,
  charge: name,
  amount,
  currency,
  /** What is left on the bill, in the charge's currency. */
  total: money,
});

export const searchCredits = z.object({ account: name });

export const foundCredits = z.object({
  account: name,
  credits: z
    .array(
      z.object({ key: z.string().max(600), charge: name, amount, currency }),
    )
    .max(10_000),
});

export const searchBill = z.object({ account: name, charge: name });

export const foundBill = z.object({
  account: name,
  bill: z.string().min(1).max(60),
  issuer: z.object({
    name: z.string().min(1).max(120),
    details: z.array(z.string().max(120)).max(6),
  }),
  customer: z.object({
    name: z.string().min(1).max(120),
    email: z.email({ error: "an address such as ana@example.com" }).optional(),
  }),
  issued: day,
  due: day,
  currency,
  lines: z
    .array(z.object({ charge: name, date: day, label, amount }))
    .min(1)
    .max(200),
  credits: z.array(z.object({ charge: name, amount: amount.min(1) })).max(200),
});
