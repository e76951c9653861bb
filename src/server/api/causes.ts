import type { PeopleFile } from "../served/company.js";

/** What was at fault, as people say it who decide, close a case or end a talk. */
export interface Causes {
  readonly reason?: string | undefined;
  /** Where it went wrong. */
  readonly area?: string | undefined;
  /** Whose work it was, where that is another company's. */
  readonly contractor?: string | undefined;
}

/** Why these are none of the people file's; a kind of which the file has none may be anything. */
export function refuseCauses(
  { areas, reasons, contractors }: PeopleFile,
  { area, reason, contractor }: Causes,
): string | undefined {
  for (const [field, value, allowed] of [
    ["area", area, areas],
    ["reason", reason, reasons],
    ["contractor", contractor, contractors],
  ] as const)
    if (value !== undefined && allowed.length > 0 && !allowed.includes(value))
      return `"${field}" is one of: ${allowed.join(", ")}.`;
  return undefined;
}
