import type { Account } from "../../machines/console-accounts/index.js";
import {
  rightsOf,
  type Right,
} from "../../machines/console-accounts/rights.js";

/** Who may see the company's documents: customers' numbers stand in the people file. */
export const documentRights: readonly Right[] = [
  "edit",
  "approve",
  "publish",
  "administer",
];

export function maySeeDocuments({ roles }: Account): boolean {
  return rightsOf(roles).some((right) => documentRights.includes(right));
}
