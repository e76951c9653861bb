import { z } from "zod";
import type { Money } from "../../flows/speech/index.js";
import { amounts } from "../company/policy.js";

const names = z.array(z.string().min(1).max(80)).max(200).default([]);
const aDay = { "a day": amounts };

/** What somebody may grant without asking anyone (C15). Amounts are minor units by currency. */
export const powersFile = z.array(
  z.strictObject({
    /** Who has them, by the names of the people file. */
    people: names,
    /** Charges that are taken off a bill, whatever the policy says: one, and all of a day. */
    credits: z.strictObject({ each: amounts, ...aDay }).optional(),
    /** Plans that an account may be changed to. */
    plans: names,
    /** Gifts, by what they cost the company. */
    gifts: z.strictObject({ these: names, ...aDay }).optional(),
    /** Something else that makes it good, in the agent's own words: breaking a rule for a customer is part of the job. */
    "another remedy": z.strictObject(aDay).optional(),
  }),
);
export type PowersFile = z.output<typeof powersFile>;
export type Powers = PowersFile[number];

const grantKinds = ["credit", "plan", "gift", "another-remedy"] as const;
export type GrantKind = (typeof grantKinds)[number];

/** What is to be granted: the plan or gift by its name, and the money that it takes. */
export interface Grant {
  readonly kind: GrantKind;
  readonly name?: string;
  /** Absent while it is not known yet. */
  readonly money?: Money;
}

export type PowersReason = "not-in-powers" | "above-each";

/** Why powers do not cover a grant, or the day's limit that it counts towards; a change of plan counts towards none. */
export function weighGrant(
  powers: Powers | undefined,
  { kind, name = "", money }: Grant,
): { readonly refused: PowersReason } | { readonly limit?: number } {
  const refused = { refused: "not-in-powers" } as const;
  const limitOf = (bounds: { "a day": Readonly<Record<string, number>> }) => {
    if (!money) return {};
    const limit = bounds["a day"][money.currency];
    return limit === undefined ? refused : { limit };
  };
  switch (kind) {
    case "plan":
      return powers?.plans.includes(name) ? {} : refused;
    case "gift":
      return powers?.gifts?.these.includes(name)
        ? limitOf(powers.gifts)
        : refused;
    case "another-remedy":
      return powers?.["another remedy"]
        ? limitOf(powers["another remedy"])
        : refused;
    case "credit": {
      if (!powers?.credits) return refused;
      const each = money && powers.credits.each[money.currency];
      if (money && each === undefined) return refused;
      return money && money.amount > (each ?? 0)
        ? { refused: "above-each" }
        : limitOf(powers.credits);
    }
  }
}

export function powersOf(file: PowersFile, name: string): Powers | undefined {
  return file.find(({ people }) => people.includes(name));
}
