import { z } from "zod";
import { amount, currency, name } from "../../systems/values.js";

export const cause = z.string().trim().min(1).max(60);
export const remedyBody = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("credit"),
      charge: name,
      /** On file; the corrected invoice goes to it. */
      number: z.string().regex(/^\+[1-9]\d{6,14}$/, {
        error: "a phone number such as +12025550143",
      }),
      language: z.enum(["es", "en", "pt"]),
      /** Absent: the only one that there is. */
      policy: z.string().max(60).optional(),
    }),
    z.strictObject({ kind: z.literal("plan"), plan: name }),
    z.strictObject({ kind: z.literal("gift"), gift: name }),
    z.strictObject({
      kind: z.literal("another-remedy"),
      words: z.string().trim().min(1).max(300),
      value: z.strictObject({ amount: amount.min(0), currency }),
    }),
  ],
  { error: "a kind: credit, plan, gift or another-remedy, with what it needs" },
);

/** The body of `POST /decisions`. */
export const decisionBody = z.strictObject({
  /** Who decides, by the people file. */
  by: z.string().min(1).max(80),
  account: name,
  remedy: remedyBody,
  reason: cause,
  /** Where it went wrong. */
  area: cause,
  /** Whose work it was, where that is another company's. */
  contractor: cause.optional(),
  /** The call that they are on with the customer. */
  call: z.string().max(64).optional(),
  /** A plan or a gift: only with the customer's recorded yes on that call. */
  consent: z.boolean().optional(),
});
export type DecisionBody = z.output<typeof decisionBody>;
