/** What the contracts with the company's systems are made of. */
import { z } from "zod";
import { largestAmount } from "../machines/company/policy.js";

/** How a system names an account, a charge, a plan. */
export const name = z.string().regex(/^[!-~]{1,80}$/, {
  error: "1 to 80 letters, digits and signs, without spaces",
});

export const amount = z
  .int({
    error:
      "a whole number of minor units by ISO 4217, not a fraction and not a text: $2.10 is 210",
  })
  .min(-largestAmount)
  .max(largestAmount);

export const currency = z.string().regex(/^[A-Z]{3}$/, {
  error: "three capital letters by ISO 4217, such as USD",
});

export const money = z.object({ amount, currency });

export const day = z.iso.date({ error: "a day such as 2026-03-03" });

/** What something is called, as it is spoken to customers. */
export const label = z.partialRecord(
  z.enum(["es", "en", "pt"]),
  z.string().min(1).max(120),
);

/** With status 422: no, for good. */
export const refused = z.object({ reason: z.string().max(500) });

/** The first thing that is wrong with an answer, in words: `charges › 0 › amount: a whole number …`. */
export function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return notTheContract;
  const where = issue.path.map(String).join(" › ");
  const what = wordsOf(issue);
  if (where === "" && what === "missing") return "no JSON";
  return where === "" ? what : `${where}: ${what}`;
}

const notTheContract = "not what the contract says";

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `${issue.keys.map((key) => `"${key}"`).join(", ")} is not expected here`;
  const words = issue.message
    .replace(/^Invalid \w+: /, "")
    .replace(/^expected .*, received undefined$/, "missing");
  return words.startsWith("Invalid") ? notTheContract : words;
}
