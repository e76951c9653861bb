/** The company's documents: the people file and the policies. They are versioned with the line's flows, under the names that they have here. */
import type { Person } from "../../flows/events.js";
import { everybody } from "./ladder.js";
import { peopleFile, type PeopleFile } from "./people-file.js";
import { disputePolicy } from "./policy.js";
import { canonicalJson } from "../chain.js";
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

/** Why a second person has to see what is published of a document. */
export type ForTwo = "money" | "authority";

/**
 * Why a change of a document is for two; absent: one person may publish it. `money`: another policy, other powers, other bounds of what goes out.
 * `authority`: who stands above others, or where they, or whoever has powers, are rung and written to: whoever is reached there decides in their
 * name. `before` absent: it is new, and a policy. Not asked of a text with mistakes: it is published by nobody.
 */
export function whyForTwo(
  file: string,
  before: string | undefined,
  after: string,
): ForTwo | undefined {
  if (before === undefined) return "money";
  if (file !== peopleDocument) {
    const [was, is] = [before, after].map(
      (text) => readDocument(text, disputePolicy).value,
    );
    return differ(was, is) ? "money" : undefined;
  }
  const [was, is] = [before, after].map(
    (text) => readDocument<PeopleFile>(text, peopleFile).value,
  );
  if (!was || !is) return undefined;
  if (differ([was.powers, was.outbound], [is.powers, is.outbound]))
    return "money";
  return differ(authorityIn(was), authorityIn(is)) ? "authority" : undefined;
}

/** Who decides, is asked or is above others, and where they are found. */
function authorityIn(people: PeopleFile): object {
  const { director, directors, deputies, superiors, staff } = people;
  const named = new Set(people.powers.flatMap((one) => one.people));
  const withPowers = everybody(people).filter(({ name }) => named.has(name));
  return {
    leaders: [[director], directors, deputies, superiors].map(foundAt),
    withPowers: foundAt(withPowers),
    above: everybody(people).flatMap(({ name, superior }) =>
      superior === undefined ? [] : [[name, superior]],
    ),
    lines: [director, ...directors, staff].map(({ line }) => line),
  };
}

function foundAt(people: readonly Person[]): object[] {
  return people.map(({ name, phone, rings, email }) => ({
    name,
    phone,
    rings,
    email,
  }));
}

function differ(one: object | undefined, other: object | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    canonicalJson(one) !== canonicalJson(other)
  );
}
