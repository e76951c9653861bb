/** What goes over the wire between directo and an account system; docs/account-openapi.yaml says the same for other people's tools. */
import { z } from "zod";
import { amount, currency, day, label, name } from "../systems/values.js";

export const paths = {
  searchAccount: "/accounts/search",
  quote: "/quotes",
  commit: "/changes",
  undo: "/changes/undo",
  searchChanges: "/changes/search",
  listOffers: "/offers",
} as const;

const time = z.iso.datetime({
  offset: true,
  error: "a time with its offset, such as 2026-03-03T17:00:00Z",
});
const price = amount.min(0);

const change = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("plan"), plan: name }),
    z.object({ kind: z.literal("gift"), gift: name }),
  ],
  {
    error:
      'either { "kind": "plan", "plan": … } or { "kind": "gift", "gift": … }',
  },
);

export const searchAccount = z.object({ account: name });

const plan = z.object({ id: name, label, currency, monthly: price });

const gift = z.object({ id: name, label, currency, cost: price });

export const foundAccount = z
  .object({
    /** The account that was asked for: an answer to another question is known by it. */
    account: z.string(),
    /** Absent: there is no such account. */
    plan: plan.optional(),
    entitlements: z
      .array(z.object({ id: name, label, until: day.optional() }))
      .max(200),
    plans: z.array(plan).max(200),
    gifts: z.array(gift).max(200),
  })
  .refine(
    ({ plan: own, entitlements, plans, gifts }) =>
      own !== undefined ||
      entitlements.length + plans.length + gifts.length === 0,
    { error: "what is on an account needs its plan", path: ["plan"] },
  );

export const askQuote = z.object({ account: name, change });

export const foundQuote = z.object({
  account: name,
  quote: name,
  expires: time,
  change,
  label,
  currency,
  monthly: price,
  once: price,
  cost: price,
  undoUntil: time.optional(),
});

export const keyedQuote = z.object({ account: name, quote: name });

/** The answer to a change and to its undoing. */
export const changed = z.object({
  account: name,
  quote: name,
  undone: z.boolean(),
});

export const searchChanges = z.object({ account: name });

export const foundChanges = z.object({
  account: name,
  changes: z
    .array(
      z.object({
        key: z.string().max(600),
        quote: name,
        change,
        currency,
        cost: price,
        undone: z.boolean(),
      }),
    )
    .max(10_000),
});

export const askOffers = z.object({});

/** Everything that the company has, for any account: as long as operations choose from it, no longer list. */
export const foundOffers = z.object({
  plans: z.array(plan).max(200),
  gifts: z.array(gift).max(200),
});
