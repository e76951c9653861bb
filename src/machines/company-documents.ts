/** The company's documents: the people file and the policies. They are versioned with the line's flows, under the names that they have here. */
import { peopleFile, type PeopleFile } from "./people-file.js";
import { disputePolicy } from "./policy.js";
import { canonicalJson } from "./chain.js";
import { readDocument, type Mistake } from "./read-document.js";

/** What a version calls the people file, wherever a server reads it from. */
export const peopleDocument = "company/people.yaml";
export const policyFolder = "policies/";

/** Whether a file of a version is one of the company's documents; the others are flows. */
export function isDocument(file: string): boolean {
  return file === peopleDocument || file.startsWith(policyFolder);
}

/** What is wrong with one document by itself. */
export function mistakesIn(file: string, text: string): readonly Mistake[] {
  return file === peopleDocument
    ? readDocument(text, peopleFile).mistakes
    : readDocument(text, disputePolicy).mistakes;
}

/**
 * Whether one text lets more or less money go than the other: another policy, other powers, other bounds of what goes out. Not asked of a
 * text with mistakes: it is published by nobody.
 */
export function movesMoney(file: string, one: string, other: string): boolean {
  const [before, after] = [one, other].map((text) => moneyIn(file, text));
  return before !== undefined && after !== undefined && before !== after;
}

function moneyIn(file: string, text: string): string | undefined {
  if (file !== peopleDocument) {
    const { value } = readDocument(text, disputePolicy);
    return value && canonicalJson(value);
  }
  const { value } = readDocument<PeopleFile>(text, peopleFile);
  return value && canonicalJson([value.powers, value.outbound]);
}
