/** What a schema expects, in the words of whoever writes the document. Flows and the company's files are told of with the same. */
import type { z } from "zod";

export function expectedType(type: string): string {
  switch (type) {
    case "string":
      return "a text";
    case "int":
    case "number":
      return "a number";
    case "array":
      return "a list, such as [one, two]";
    case "boolean":
      return "true or false";
    default:
      return "names with values below it";
  }
}

/** A fragment: `one of a, b`, `5 entries at most`, or the schema's own words. */
export function expectedValue(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value")
    return `one of ${issue.values.map(String).join(", ")}`;
  // A bound of our own speaks for itself.
  if (!/^Too (big|small)/.test(issue.message)) return issue.message;
  if (issue.code !== "too_big" && issue.code !== "too_small")
    return issue.message;
  const unit =
    issue.origin === "string"
      ? " characters"
      : issue.origin === "array"
        ? " entries"
        : "";
  return issue.code === "too_big"
    ? `${issue.maximum}${unit} at most`
    : `${issue.minimum}${unit} at least`;
}
